package org.rdpdoctor.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Target;
import picocli.CommandLine.Option;

/// The user's consent to begin a session, which a check does only when it is told to climb so far.
final class SessionOptions {
  @Option(
      names = "--yes-session",
      order = 20,
      description =
          "Begin a session for --until licensing or session although there is no terminal.")
  boolean yes;

  /// Says what is going to happen, before it does.
  ///
  /// @param loggedOn as whom; empty if nobody is to be logged on
  /// @throws UsageException if nobody can have read it, and nobody has agreed beforehand
  void announce(Screen screen, Layer until, List<Target> targets, String loggedOn, boolean agreed) {
    if (until.compareTo(Layer.LICENSING) < 0 || until.compareTo(Layer.SESSION) > 0) {
      return;
    }
    if (!yes && !agreed) {
      throw new UsageException(
          "--until "
              + until.id()
              + " begins a session, and nobody is here to be told: add --yes-session if it is"
              + " agreed to");
    }
    String where = targets.stream().map(Target::input).collect(Collectors.joining(", "));
    screen
        .err()
        .println(
            loggedOn.isEmpty()
                ? "This begins a session at "
                    + where
                    + " as far as its logon screen, and ends it at once."
                : "This begins a session of "
                    + loggedOn
                    + " at "
                    + where
                    + ", or takes over the one that is there; it is left at once, and may stay"
                    + " there disconnected.");
    screen.err().flush();
  }
}
