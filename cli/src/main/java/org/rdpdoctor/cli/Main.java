package org.rdpdoctor.cli;

import java.time.InstantSource;

/// Where the process begins.
public final class Main {
  private Main() {}

  public static void main(String[] words) {
    Screen screen = Screen.ofProcess(System.getenv());
    boolean debug = !System.getenv().getOrDefault("RDPDOCTOR_DEBUG", "").isEmpty();
    int exit = new Commands(screen, debug, new LiveDoctor(InstantSource.system())).run(words);
    screen.out().flush();
    screen.err().flush();
    System.exit(exit);
  }
}
