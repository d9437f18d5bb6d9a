package org.rdpdoctor.report;

import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;

/// What happens on the ladder while it is climbed.
public sealed interface Progress {
  Layer layer();

  /// Somebody stands on this rung now.
  record Started(Layer layer) implements Progress {}

  /// A fact was seen.
  record Seen(Observation fact) implements Progress {
    @Override
    public Layer layer() {
      return fact.layer();
    }
  }

  /// Nothing more will be asked on this rung.
  record Finished(Layer layer, Status status, long elapsedMillis, String summary)
      implements Progress {}
}
