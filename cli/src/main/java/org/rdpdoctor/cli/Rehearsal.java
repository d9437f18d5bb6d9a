package org.rdpdoctor.cli;

import java.util.List;

/// Plays the usual commands once, one after the other, while the JVM notes what it loads for them:
/// what the launcher makes its start-up cache from.
///
/// Touches no network but loopback. What it prints is of no use to anybody.
public final class Rehearsal {
  private static final List<String[]> COMMANDS =
      List.of(
          new String[] {"explain", "0x904", "0x7"},
          new String[] {"lab", "healthy", "--check"},
          new String[] {"lab", "expired-certificate", "--check", "--json"});

  private Rehearsal() {}

  public static void main(String[] words) {
    COMMANDS.forEach(Main::run);
    System.exit(0); // whatever still runs: the cache is written when the machine stops
  }
}
