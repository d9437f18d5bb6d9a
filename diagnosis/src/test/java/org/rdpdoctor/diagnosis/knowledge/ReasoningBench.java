package org.rdpdoctor.diagnosis.knowledge;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.facts.Observation;

/// Prints how long the catalogue takes to open, and how long it takes to weigh 300 facts with all
/// of it. Run its `main` in the folder of this module; nothing is asserted, machines differ.
final class ReasoningBench {
  private static final int FACTS = 300;
  private static final int WARM_UP = 1000;
  private static final int ROUNDS = 200;

  private ReasoningBench() {}

  public static void main(String[] args) {
    long began = System.nanoTime();
    Catalogue catalogue = PackedCatalogue.load();
    System.out.printf("opening the catalogue, cold: %.1f ms%n", millisSince(began));
    var diagnostician = new Diagnostician(catalogue);
    Situation situation = Situation.of(facts());
    began = System.nanoTime();
    diagnostician.diagnose(situation);
    System.out.printf("%d facts, cold: %.1f ms%n", FACTS, millisSince(began));
    for (int i = 0; i < WARM_UP; i++) {
      diagnostician.diagnose(situation);
    }
    began = System.nanoTime();
    for (int i = 0; i < ROUNDS; i++) {
      diagnostician.diagnose(situation);
    }
    System.out.printf("%d facts, warm: %.2f ms%n", FACTS, millisSince(began) / ROUNDS);
  }

  /// Facts of as many cases as are needed, all at once: no real check sees so many kinds.
  private static List<Observation> facts() {
    var facts = new ArrayList<Observation>();
    for (Case each : Case.in("breaks")) {
      facts.addAll(each.facts());
    }
    return facts.subList(0, FACTS);
  }

  private static double millisSince(long began) {
    return (System.nanoTime() - began) / 1e6;
  }
}
