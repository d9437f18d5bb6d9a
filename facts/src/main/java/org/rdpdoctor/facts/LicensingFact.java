package org.rdpdoctor.facts;

import java.time.Duration;

/// What can be seen of the licensing exchange, which begins with the client's settings.
public sealed interface LicensingFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.LICENSING;
  }

  /// Licensing is done: the server told the client that its license is valid, or needs none.
  record LicenseValid(Duration elapsed, Evidence evidence) implements LicensingFact {}

  /// The server went on to the session without a word about licenses.
  record LicensingOmitted(Duration elapsed, Evidence evidence) implements LicensingFact {}

  /// The server offers the client a license of its own. It was not taken: there may be few of them.
  record LicenseOffered(String company, String product, Duration elapsed, Evidence evidence)
      implements LicensingFact {}

  /// The server ended licensing with an error: its `code` as a number, with its `name`, and the
  /// state that it wants, such as `ST_TOTAL_ABORT`.
  record LicensingRefused(
      int code, String name, String transition, Duration elapsed, Evidence evidence)
      implements LicensingFact {}

  record LicensingEnded(Ending how, Duration elapsed, Evidence evidence) implements LicensingFact {}

  /// The server said goodbye instead.
  record LicensingDisconnected(int code, String reason, Duration elapsed, Evidence evidence)
      implements LicensingFact {}

  record LicensingUnanswered(Duration waited, Evidence evidence) implements LicensingFact {}

  record LicensingUnreadable(String reason, String preview, Evidence evidence)
      implements LicensingFact {}
}
