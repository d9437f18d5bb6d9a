package org.rdpdoctor.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/// Where the process begins.
public final class Main {
  private Main() {}

  public static void main(String[] words) {
    System.exit(run(words));
  }

  /// Runs one command from first word to last line.
  ///
  /// @return the exit code
  static int run(String... words) {
    // Reports read the same everywhere: no other digits, no commas for points.
    Locale.setDefault(Locale.ROOT);
    Screen screen = Screen.ofProcess(System.getenv());
    boolean debug = !System.getenv().getOrDefault("RDPDOCTOR_DEBUG", "").isEmpty();
    int exit = new Commands(screen, debug, doctor()).run(words);
    screen.out().flush();
    screen.err().flush();
    return exit;
  }

  private static Doctor doctor() {
    var live = new LiveDoctor(InstantSource.system(), sinceStart());
    return new AvdDoctor(live, InstantSource.system(), Map.of());
  }

  /// How long the Java machine needed to come here: part of the time that the user waits.
  private static Duration sinceStart() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(started -> Duration.between(started, Instant.now()))
        .filter(spent -> !spent.isNegative())
        .orElse(Duration.ZERO);
  }
}
