package org.rdpdoctor.diagnosis.knowledge;

import java.util.OptionalDouble;

/// A condition that speaks for or against a break or a cause, as the knowledge files have it.
///
/// @param strength the ratio in a word
/// @param ratio its likelihood ratio, above 1: how many times more often it is seen with what it
/// speaks for than without; for one that speaks against, the other way round
/// @param reason why the ratio is that high and no higher; empty for signs of breaks
/// @param expected how often it is seen where it is true and was looked for, from 0 to 1
/// @param text for people; `{field}` stands for a field of the fact that matched, `{word.field}` if
/// several words have it
public record KnownSign(
    Condition condition,
    boolean speaksFor,
    Strength strength,
    double ratio,
    String reason,
    OptionalDouble expected,
    String text,
    Place place) {

  /// What it multiplies the odds by.
  public double factor() {
    return speaksFor ? ratio : 1 / ratio;
  }
}
