package org.rdpdoctor.diagnosis.knowledge;

/// A condition that speaks for or against a break or a cause, as the knowledge files have it.
///
/// @param text for people; `{field}` stands for a field of the fact that matched, `{word.field}` if
/// several words have it
public record KnownSign(
    Condition condition, boolean speaksFor, Strength strength, String text, Place place) {}
