import alluxio.AlluxioURI;
import alluxio.client.file.FileOutStream;
import alluxio.client.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Paths;

/** Writes one file after the other below /load, until /tmp/stop is there, and prints the time and name of each that was acknowledged. */
public class Load {
  public static void main(String[] args) throws Exception {
    FileSystem fs = FileSystem.Factory.create();
    for (int i = 0; !Files.exists(Paths.get("/tmp/stop")); i++) {
      try (FileOutStream out = fs.createFile(new AlluxioURI("/load/" + i))) {
        out.write(("file " + i).getBytes());
      } catch (Exception e) {
        System.out.println("- " + System.currentTimeMillis() + " " + i + " " + e);
        continue; // what was not acknowledged may be there or not
      }
      System.out.println("+ " + System.currentTimeMillis() + " " + i);
    }
    System.exit(0);
  }
}
