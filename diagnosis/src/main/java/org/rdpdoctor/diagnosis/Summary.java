package org.rdpdoctor.diagnosis;

import java.util.List;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.facts.Layer;

/// The whole diagnosis in one sentence or two; reports print the verdict before it.
record Summary(Verdict verdict, List<JudgedBreak> breaks, List<Rung> rungs) {
  private static final double PROVEN = 0.95;
  private static final String ELSEWHERE =
      ". What the client showed has its reason higher up, elsewhere or at another time";

  String sentence() {
    return switch (verdict) {
      case HEALTHY -> passed();
      case FAILING -> certainty() + breakSentence();
      case DEGRADED -> "It connects, but: " + breakSentence();
      case INCONCLUSIVE -> undecided();
    };
  }

  private String certainty() {
    return breaks.getFirst().probability() >= PROVEN ? "" : "Probably: ";
  }

  private String breakSentence() {
    JudgedBreak first = breaks.getFirst();
    return first.known().title() + ". " + first.weighing().leading().toSign().text();
  }

  private String passed() {
    boolean shown = rungs.stream().anyMatch(rung -> rung.layer() == Layer.CLIENT);
    return climbed() + (shown ? ELSEWHERE : "");
  }

  private String climbed() {
    boolean loggedOn =
        rungs.stream()
            .anyMatch(
                rung ->
                    rung.layer() == Layer.AUTHENTICATION && rung.status() == Rung.Status.PASSED);
    String how =
        loggedOn ? ", and the logon works. " : ", as far as that shows without a password. ";
    return Climb.highest(rungs)
        .map(rung -> "A current client gets through" + how + rung.summary())
        .orElse("Nothing speaks against it");
  }

  private String undecided() {
    return Climb.firstUnclimbed(rungs)
        .map(layer -> "What was seen does not show whether " + layer.purpose() + " works")
        .orElse("What was seen does not decide");
  }
}
