package org.rdpdoctor.probe;

import org.rdpdoctor.facts.Observation;

/// What became of an attempt to connect.
sealed interface Opening {
  /// The fact about the attempt.
  Observation fact();

  record Opened(Connection line, Observation fact) implements Opening {}

  record NotOpened(Observation fact) implements Opening {}
}
