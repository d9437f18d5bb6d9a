package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import java.util.stream.Stream;
import org.rdpdoctor.facts.Layer;

/// How a rung of the ladder is read: when it counts as climbed, and what to say of it.
///
/// @param skips why a connection may never set foot on this rung, most telling first
/// @param without what shows that a connection goes without it, which is no fault; most telling
///     first
/// @param says one sentence for people, most telling first
/// @param ordinary facts that need no explanation
/// @param stages the steps within this rung, each with a verdict of its own, where it has several
public record KnownRung(
    Layer layer,
    Condition passed,
    List<Saying> skips,
    List<Saying> without,
    List<Saying> says,
    List<Condition> ordinary,
    List<Stage> stages,
    Place place) {

  /// A step within a rung. The first sentence that is true decides, those of `failed` before those
  /// of `warned`, `passed` and `untested`.
  ///
  /// @param id as reports name it
  public record Stage(
      String id,
      List<Saying> failed,
      List<Saying> warned,
      List<Saying> passed,
      List<Saying> untested,
      Place place) {
    /// All its sentences.
    public Stream<Saying> sayings() {
      return Stream.of(failed, warned, passed, untested).flatMap(List::stream);
    }
  }

  /// A sentence, and when it is true; `{field}` as in a sign.
  public record Saying(Condition when, String text, Place place) {}
}
