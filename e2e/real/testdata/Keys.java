import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;

/** Prints NAME=KEY for each variable's name that the release's own look-up has a property for. */
public class Keys {
  public static void main(String[] names) throws Exception {
    Method lookUp = Class.forName("alluxio.cli.GetConfKey").getMethod("getConfKey", String[].class);
    PrintStream out = System.out;
    for (String name : names) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      System.setOut(new PrintStream(said));
      if ((int) lookUp.invoke(null, (Object) new String[] {name}) == 0) {
        out.println(name + "=" + said.toString().trim());
      }
    }
  }
}
