package org.rdpdoctor.diagnosis;

import java.util.List;
import org.rdpdoctor.diagnosis.knowledge.Strength;

/// What in the facts speaks for or against a break or a cause.
///
/// @param speaksFor false if it speaks against
/// @param text for people
/// @param observation the word of the fact, as in `certificate-expired`; empty if its absence
/// speaks
/// @param places in which files that stands, none if it was measured in this run
public record Sign(
    boolean speaksFor, String text, String observation, Strength strength, List<String> places) {

  public Sign {
    places = List.copyOf(places);
  }

  /// A sign that was measured.
  public Sign(boolean speaksFor, String text, String observation, Strength strength) {
    this(speaksFor, text, observation, strength, List.of());
  }
}
