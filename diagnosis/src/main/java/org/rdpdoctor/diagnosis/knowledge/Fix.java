package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;

/// What to change, with its risk, its way back and the test that proves it:
/// `fixes/<side>/<id>.yaml`.
///
/// @param needs what one must have or accept to do it
/// @param temporary true if it lowers security or comfort and must not stay
/// @param weakens what is less protected meanwhile, if anything is
/// @param atMost for how long it may stay, if it is temporary
/// @param ways alternatives, the usual one first; at least one
/// @param looks true if it changes nothing and only shows more
/// @param changes what a script could do of it; none if it is to be done by hand
public record Fix(
    String id,
    String title,
    Side side,
    Risk risk,
    List<Need> needs,
    boolean temporary,
    Optional<String> weakens,
    Optional<String> atMost,
    List<Way> ways,
    boolean looks,
    List<Change> changes,
    Proof proof) {

  /// Where a change is made, and where a cause sits.
  public enum Side {
    CLIENT,
    SERVER,
    NETWORK,
    GATEWAY,
    DIRECTORY
  }

  public enum Risk {
    NONE,
    LOW,
    HIGH
  }

  /// What one must have or accept. `MAKER` is the support of a product; `SESSIONS_END` that those
  /// who work there are thrown out.
  public enum Need {
    ADMINISTRATOR,
    DOMAIN_ADMINISTRATOR,
    CONSOLE,
    RESTART,
    SESSIONS_END,
    PASSWORD,
    MAKER,
    ANOTHER_DEVICE
  }

  /// One of the ways to make the same change, and to take it back.
  public record Way(By by, List<String> steps, List<String> undo) {
    /// With what it is done; `HAND` is what has no command and no dialog.
    public enum By {
      GUI,
      POWERSHELL,
      REGISTRY,
      GROUP_POLICY,
      INTUNE,
      COMMAND,
      BASH,
      XRDP,
      FREERDP,
      NETWORK_DEVICE,
      HAND
    }
  }

  /// The test that shows that it helped.
  ///
  /// @param run the command, if there is one
  /// @param expect what is then to be seen
  /// @param rung the rung that must turn green, if it is one
  public record Proof(Optional<String> run, String expect, Optional<Layer> rung) {
    @Override
    public String toString() {
      return run.map(command -> command + ": ").orElse("") + expect;
    }
  }

  /// The steps of the usual way.
  public List<String> steps() {
    return ways.getFirst().steps();
  }

  /// The way back from [#steps].
  public List<String> undo() {
    return ways.getFirst().undo();
  }
}
