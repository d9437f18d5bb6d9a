package org.rdpdoctor.diagnosis.clients;

import java.util.Optional;
import org.rdpdoctor.diagnosis.clients.ClientOutcome.Kind;
import org.rdpdoctor.facts.Layer;

/// What becomes of a client on one rung.
sealed interface Passage {
  /// It gets through, perhaps with a warning. `how` may be empty.
  record Passed(
      Layer rung,
      String how,
      Optional<String> warning,
      Confidence confidence,
      Optional<String> remedy)
      implements Passage {}

  /// It does not, or nobody can say.
  record Stopped(
      Layer rung, Kind kind, String because, Confidence confidence, Optional<String> remedy)
      implements Passage {}

  static Passed passed(Layer rung, String how, Confidence confidence) {
    return new Passed(rung, how, Optional.empty(), confidence, Optional.empty());
  }

  static Passed warned(Layer rung, String warning, Confidence confidence) {
    return new Passed(rung, "", Optional.of(warning), confidence, Optional.empty());
  }

  static Stopped fails(Layer rung, String because, Confidence confidence, Optional<String> remedy) {
    return new Stopped(rung, Kind.FAILS, because, confidence, remedy);
  }

  /// For a reason that has nothing to do with which client it is.
  static Stopped failsAnyway(Layer rung, String because) {
    return new Stopped(rung, Kind.FAILS, because, Confidence.OBSERVED, Optional.empty());
  }

  static Stopped unknown(Layer rung, String because) {
    return new Stopped(rung, Kind.UNKNOWN, because, Confidence.UNKNOWN, Optional.empty());
  }

  static Stopped unknown(Layer rung, String because, Trait<?> trait) {
    return new Stopped(rung, Kind.UNKNOWN, because, Confidence.UNKNOWN, trait.remedy());
  }
}
