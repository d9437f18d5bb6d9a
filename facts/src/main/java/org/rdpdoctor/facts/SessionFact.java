package org.rdpdoctor.facts;

import java.time.Duration;

/// What can be seen while a session is activated.
public sealed interface SessionFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.SESSION;
  }

  /// The server demanded activation: the desktop was there to be shown.
  record ActivationDemanded(Duration elapsed, Evidence evidence) implements SessionFact {}
}
