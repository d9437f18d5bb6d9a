package org.rdpdoctor.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.rdpdoctor.report.Look;

/// The same check again and again in one process: a line for each on standard output, with the exit
/// code, a tab, and the report.
public final class ManyChecks {
  private ManyChecks() {}

  /// @param words how often, then the words of one command line
  public static void main(String[] words) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (int run = 0; run < Integer.parseInt(words[0]); run++) {
      out.println(once(Arrays.copyOfRange(words, 1, words.length)));
    }
  }

  private static String once(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var screen =
        new Screen(
            InputStream.nullInputStream(),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            Look.plain());
    var doctor = new LiveDoctor(InstantSource.system(), Duration.ZERO);
    int exit = new Commands(screen, false, doctor).run(words);
    screen.out().flush();
    screen.err().flush();
    return exit + "\t" + (out + " " + err).replace('\n', ' ');
  }
}
