package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import java.util.Map;
import org.rdpdoctor.facts.Layer;

/// A cause as the knowledge files have it.
///
/// @param side where it sits
/// @param priors by the break that it explains, how often it is behind that break before anything
/// else is known, from 0 to 1; in the order of the file
/// @param certainty how sure the network alone can be of it: bounds its probability
/// @param fixes the safest first
public record KnownCause(
    String id,
    Layer layer,
    Fix.Side side,
    String title,
    Map<String, Double> priors,
    Certainty certainty,
    String because,
    List<KnownSign> signs,
    List<Fix> fixes,
    List<String> see,
    Place place) {

  public enum Certainty {
    PROOF,
    STRONG,
    HINT,
    NONE
  }

  /// The ids of the breaks that it explains.
  public List<String> breaks() {
    return List.copyOf(priors.keySet());
  }
}
