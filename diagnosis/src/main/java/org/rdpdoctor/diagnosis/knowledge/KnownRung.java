package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import org.rdpdoctor.facts.Layer;

/// How a rung of the ladder is read: when it counts as climbed, and what to say of it.
///
/// @param skips why a connection may never set foot on this rung, most telling first
/// @param without what shows that a connection goes without it, which is no fault; most telling
///     first
/// @param says one sentence for people, most telling first
/// @param ordinary facts that need no explanation
public record KnownRung(
    Layer layer,
    Condition passed,
    List<Saying> skips,
    List<Saying> without,
    List<Saying> says,
    List<Condition> ordinary,
    Place place) {

  /// A sentence, and when it is true; `{field}` as in a sign.
  public record Saying(Condition when, String text, Place place) {}
}
