package org.rdpdoctor.facts;

import java.time.Duration;

/// What can be seen while client and server exchange basic settings and join channels.
public sealed interface McsFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.MCS;
  }

  /// The server answered the MCS Connect-Initial with success.
  record DomainConnected(Duration elapsed, Evidence evidence) implements McsFact {}
}
