package org.rdpdoctor.facts;

import java.time.Duration;

/// What can be seen of the licensing exchange.
public sealed interface LicensingFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.LICENSING;
  }

  /// Licensing is done: the server told the client that its license is valid, or needs none.
  record LicenseValid(Duration elapsed, Evidence evidence) implements LicensingFact {}
}
