package org.rdpdoctor.cli;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Inquiry;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.probe.Itinerary;
import org.rdpdoctor.probe.Logon;

/// How a target is to be examined, and what the user saw.
///
/// @param climb how far and how thoroughly
/// @param code that the user's client showed, as the user wrote it
/// @param extended the extended code beside it
/// @param exhibits what the user's files say
/// @param inquiries what the report is to give its reasons for
record CheckOptions(
    ClimbOptions climb,
    Optional<String> code,
    Optional<String> extended,
    Exhibits exhibits,
    List<Inquiry> inquiries) {
  CheckOptions {
    inquiries = List.copyOf(inquiries);
  }

  /// For a user who does not ask why.
  CheckOptions(
      ClimbOptions climb, Optional<String> code, Optional<String> extended, Exhibits exhibits) {
    this(climb, code, extended, exhibits, List.of());
  }

  /// For a user who saw nothing that could be weighed.
  static CheckOptions climbing(ClimbOptions climb) {
    return new CheckOptions(climb, Optional.empty(), Optional.empty(), Exhibits.NONE);
  }

  /// True if nothing behind the gateway is to be reached.
  boolean isForGatewayAlone() {
    return climb.itinerary().gateway().map(Itinerary.Gateway::targetless).orElse(false);
  }

  /// The same user and another climb.
  CheckOptions withClimb(ClimbOptions other) {
    return new CheckOptions(other, code, extended, exhibits, inquiries);
  }

  /// The same with a logon that the user has agreed to, or without one.
  CheckOptions loggingOn(Optional<Logon> once) {
    return withClimb(climb.loggingOn(once));
  }
}
