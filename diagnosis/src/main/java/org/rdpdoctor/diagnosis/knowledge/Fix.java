package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;

/// What to change, with its risk, its way back and the test that proves it.
///
/// @param temporary true if it lowers security or comfort and must not stay
public record Fix(
    String id,
    String title,
    Side side,
    Risk risk,
    boolean temporary,
    List<String> steps,
    List<String> undo,
    String proof) {

  /// Where the change is made.
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
}
