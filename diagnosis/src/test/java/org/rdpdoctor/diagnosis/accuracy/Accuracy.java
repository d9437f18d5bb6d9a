package org.rdpdoctor.diagnosis.accuracy;

import java.util.ArrayList;
import java.util.List;

/// Measures how far diagnoses can be trusted.
final class Accuracy {
  private Accuracy() {}

  /// @param generated how many situations are made besides those that are kept
  static Figures measure(Knowledge knowledge, int generated, long seed) {
    List<Sample> kept = Casebook.all();
    var world = new World(knowledge, new Scenes(knowledge, kept), seed);
    var all = new ArrayList<>(kept);
    all.addAll(world.samples(generated));
    return new Figures(all.parallelStream().map(each -> Scored.of(each, knowledge)).toList());
  }
}
