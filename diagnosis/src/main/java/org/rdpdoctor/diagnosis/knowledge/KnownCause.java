package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;

/// A cause as the knowledge files have it.
///
/// @param breaks the ids of the breaks that it explains
/// @param certainty how sure the network alone can be of it: bounds its probability
public record KnownCause(
    String id,
    Layer layer,
    String title,
    List<String> breaks,
    Prior prior,
    Certainty certainty,
    String because,
    List<KnownSign> signs,
    List<Fix> fixes,
    List<String> see,
    Optional<Next> next,
    Place place) {

  /// How often it is behind its breaks, before anything else is known.
  public enum Prior {
    COMMON,
    UNCOMMON,
    RARE
  }

  public enum Certainty {
    PROOF,
    STRONG,
    HINT,
    NONE
  }

  /// The test that would decide for or against it.
  public record Next(String title, String command, String why) {}
}
