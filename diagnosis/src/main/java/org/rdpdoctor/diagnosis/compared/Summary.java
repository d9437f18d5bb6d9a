package org.rdpdoctor.diagnosis.compared;

import java.util.List;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.compared.Comparison.Contrast;
import org.rdpdoctor.diagnosis.compared.Comparison.Outcome;

/// A comparison in a sentence or two.
final class Summary {
  private Summary() {}

  static String of(
      Question question,
      List<View> views,
      List<Contrast> contrasts,
      List<Conclusion> shared,
      Outcome outcome) {
    if (Caveats.areOfDifferentTargets(question, views)) {
      return "The reports are of different targets, and cannot be held against each other";
    }
    if (!shared.isEmpty()) {
      return shared.getFirst().title() + also(contrasts);
    }
    String told =
        contrasts.stream()
            .flatMap(each -> each.conclusions().stream().limit(1))
            .map(Conclusion::title)
            .distinct()
            .collect(Collectors.joining(". "));
    if (outcome == Outcome.SAME) {
      return "Nothing differs that matters; " + ending(views);
    }
    return told.isEmpty() ? "They differ, and nothing follows from it for sure" : told;
  }

  private static String also(List<Contrast> contrasts) {
    boolean differs = contrasts.stream().anyMatch(each -> each.rung().isPresent());
    return differs ? ". Besides, some of what was measured differs" : "";
  }

  private static String ending(List<View> views) {
    View one = views.getFirst();
    if (one.report().verdict().equals("healthy")) {
      return "a current client gets through in each";
    }
    return "each is " + one.report().verdict() + ": " + one.report().summary();
  }
}
