package org.rdpdoctor.diagnosis;

import java.util.List;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;

/// The whole diagnosis in one sentence, its first words being the answer.
record Summary(Verdict verdict, List<JudgedBreak> breaks, List<Rung> rungs) {
  private static final double PROVEN = 0.95;

  String sentence() {
    return switch (verdict) {
      case HEALTHY -> "Healthy: " + passed();
      case FAILING -> certainty() + breakSentence();
      case DEGRADED -> "It connects, but: " + breakSentence();
      case INCONCLUSIVE -> "Not decided: " + undecided();
    };
  }

  private String certainty() {
    return breaks.getFirst().probability() >= PROVEN ? "" : "Probably: ";
  }

  private String breakSentence() {
    JudgedBreak first = breaks.getFirst();
    return first.known().title() + ". " + first.weighing().found().getFirst().toSign().text();
  }

  private String passed() {
    return Climb.highest(rungs)
        .map(rung -> "a current client gets as far as this was tested. " + rung.summary())
        .orElse("nothing speaks against it");
  }

  private String undecided() {
    return Climb.firstUnclimbed(rungs)
        .map(layer -> "what was seen does not show whether " + layer.purpose() + " works")
        .orElse("what was seen does not decide");
  }
}
