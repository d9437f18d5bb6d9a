package org.rdpdoctor.cli;

import java.util.Optional;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.probe.Logon;

/// How a target is to be examined, and what the user saw.
///
/// @param climb how far and how thoroughly
/// @param code that the user's client showed, as the user wrote it
/// @param extended the extended code beside it
record CheckOptions(ClimbOptions climb, Optional<String> code, Optional<String> extended) {
  /// For a user who saw nothing that could be weighed.
  static CheckOptions climbing(ClimbOptions climb) {
    return new CheckOptions(climb, Optional.empty(), Optional.empty());
  }

  /// The same user and another climb.
  CheckOptions withClimb(ClimbOptions other) {
    return new CheckOptions(other, code, extended);
  }

  /// The same with a logon that the user has agreed to, or without one.
  CheckOptions loggingOn(Optional<Logon> once) {
    return withClimb(climb.loggingOn(once));
  }
}
