package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rdpdoctor.diagnosis.Reasoning.Step;
import org.rdpdoctor.diagnosis.Reasoning.Step.What;
import org.rdpdoctor.diagnosis.Weighing.Found;

/// The arithmetic behind a break: odds, and signs that multiply them.
final class BreakReasoning {
  private BreakReasoning() {}

  static List<Step> steps(JudgedBreak judged) {
    var steps = new ArrayList<Step>();
    double odds = JudgedBreak.PRIOR_ODDS;
    steps.add(
        new Step(
            What.PRIOR,
            "Before anything is seen, any break is taken to be there in %s connections."
                .formatted(Sums.outOf100(probability(odds))),
            probability(odds)));
    for (Found found : judged.weighing().found()) {
      boolean counts = judged.weighing().counted().contains(found);
      odds *= counts ? found.sign().factor() : 1;
      steps.add(
          new Step(
              What.SIGN, Sums.sentences(found.text(), weight(found, counts)), probability(odds)));
    }
    if (!judged.weighing().speaksFor()) {
      steps.add(new Step(What.BOUND, "Nothing that was seen speaks for it, so it is not told.", 0));
    } else if (judged.probability() < probability(odds)) {
      String most = Sums.outOf100(judged.probability());
      steps.add(
          new Step(
              What.BOUND, "Nothing is told with more than " + most + ".", judged.probability()));
    }
    return List.copyOf(steps);
  }

  private static double probability(double odds) {
    return odds / (1 + odds);
  }

  private static String weight(Found found, boolean counts) {
    if (!counts) {
      return "That rests on the same facts as a stronger sign, and does not count again.";
    }
    return "A %s sign %s it: the odds are %s as %s."
        .formatted(
            found.sign().strength().name().toLowerCase(Locale.ROOT),
            found.sign().speaksFor() ? "for" : "against",
            Sums.times(found.sign().ratio()),
            found.sign().speaksFor() ? "high" : "low");
  }
}
