package org.rdpdoctor.diagnosis.accuracy;

import java.util.List;
import org.rdpdoctor.facts.Observation;

/// Facts whose truth is known.
///
/// @param name where it comes from, for whoever looks into it
public record Sample(Part part, String name, List<Observation> facts, Truth truth) {
  /// Where samples come from.
  public enum Part {
    CASES("cases written by hand"),
    STORIES("stories of real files"),
    LAB("faults of the lab, measured"),
    INCIDENTS("incidents that happened to people"),
    CORPUS("recordings of others"),
    GENERATED("generated");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  public Sample {
    facts = List.copyOf(facts);
  }
}
