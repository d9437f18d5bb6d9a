package org.rdpdoctor.diagnosis;

import org.rdpdoctor.diagnosis.knowledge.Strength;

/// What in the facts speaks for or against a break or a cause.
///
/// @param speaksFor false if it speaks against
/// @param text for people
/// @param observation the word of the fact, as in `certificate-expired`; empty if its absence
/// speaks
public record Sign(boolean speaksFor, String text, String observation, Strength strength) {}
