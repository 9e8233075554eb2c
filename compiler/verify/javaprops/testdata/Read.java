import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints each file of a directory as Java reads it: "name key value" in hexadecimal UTF-16, or "name !" when refused. */
class Read {
  public static void main(String[] args) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(Paths.get(args[0]))) {
      files = all.sorted().collect(Collectors.toList());
    }
    StringBuilder out = new StringBuilder();
    for (Path file : files) {
      read(file, out);
    }
    System.out.print(out);
  }

  private static void read(Path file, StringBuilder out) throws Exception {
    Properties properties = new Properties();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      properties.load(in);
    } catch (IllegalArgumentException e) {
      out.append(file.getFileName()).append(" !\n");
      return;
    }
    for (String key : properties.stringPropertyNames()) {
      out.append(file.getFileName()).append(" \"").append(hex(key)).append("\" \"")
          .append(hex(properties.getProperty(key))).append("\"\n");
    }
  }

  private static String hex(String text) {
    StringBuilder out = new StringBuilder(4 * text.length());
    for (char unit : text.toCharArray()) {
      for (int shift = 12; shift >= 0; shift -= 4) {
        out.append(Character.forDigit(unit >> shift & 0xf, 16));
      }
    }
    return out.toString();
  }
}
