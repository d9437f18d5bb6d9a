package org.rdpdoctor.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.compared.Progress;
import org.rdpdoctor.diagnosis.compared.Progress.Fate;
import org.rdpdoctor.diagnosis.compared.Progress.Proof;
import org.rdpdoctor.diagnosis.compared.Progress.Proof.Outcome;
import org.rdpdoctor.diagnosis.compared.Progress.Turn;

/// The words for what became of what an earlier report told.
final class SinceWording {
  private static final double PROBABLE = 0.5;

  private SinceWording() {}

  /// `Since before.json, 3 days before`.
  static String heading(Progress progress) {
    Duration apart =
        Duration.between(progress.before().report().started(), progress.after().report().started());
    String when =
        apart.isNegative()
            ? "which is " + Wording.millis(apart.negated().toMillis()) + " newer"
            : Wording.millis(apart.toMillis()) + " before";
    return "Since " + progress.before().label() + ", " + when;
  }

  static char mark(Fate fate) {
    return switch (fate) {
      case FIXED -> '✓';
      case NEWLY_BROKEN -> '✗';
      case CHANGED, UNCHANGED -> '!';
      case UNCOVERED, UNSEEN -> '?';
    };
  }

  static char mark(Outcome outcome) {
    return switch (outcome) {
      case GREEN -> '✓';
      case RED -> '✗';
      case AS_BEFORE, OPEN -> '?';
    };
  }

  /// Those that were or are likely; all of them if everything is to be told.
  static List<Turn> causes(Progress progress, Detail detail) {
    return progress.causes().stream()
        .filter(turn -> detail == Detail.FULL || Math.max(turn.before(), turn.now()) >= PROBABLE)
        .toList();
  }

  static String rungs(Progress progress) {
    return "Turned green: " + String.join(", ", progress.rungs()) + ".";
  }

  /// What was to prove fixes, by rung and outcome; what is open is told if everything is.
  static List<Proven> proofs(Progress progress, Detail detail) {
    var proven = new ArrayList<Proven>();
    for (Proof proof : progress.proofs()) {
      boolean open = proof.outcome() == Outcome.AS_BEFORE || proof.outcome() == Outcome.OPEN;
      boolean told =
          proven.stream()
              .anyMatch(each -> each.rung.equals(proof.rung()) && each.outcome == proof.outcome());
      if (told || (open && detail != Detail.FULL)) {
        continue;
      }
      List<Proof> alike =
          progress.proofs().stream()
              .filter(each -> each.rung().equals(proof.rung()))
              .filter(each -> each.outcome() == proof.outcome())
              .toList();
      proven.add(new Proven(proof.rung(), proof.outcome(), text(alike, detail)));
    }
    return proven;
  }

  /// A rung that was to prove fixes.
  record Proven(String rung, Outcome outcome, String text) {}

  private static String text(List<Proof> alike, Detail detail) {
    Proof first = alike.getFirst();
    int most = detail == Detail.FULL ? alike.size() : 1;
    String fixes =
        alike.stream()
            .limit(most)
            .map(each -> "“" + each.title() + "” (" + each.fix() + ")")
            .collect(Collectors.joining(", "));
    int more = alike.size() - most;
    String all =
        fixes + (more == 0 ? "" : " and " + more + (more == 1 ? " other fix" : " other fixes"));
    String rung = "the rung " + first.rung();
    return capital(
        switch (first.outcome()) {
          case GREEN -> rung + " has turned green, which was to prove " + all;
          case RED -> rung + " does not pass, which was to prove " + all;
          case AS_BEFORE -> rung + " passed before, too, and so proves nothing of " + all;
          case OPEN -> rung + " was not reached, and was to prove " + all;
        });
  }

  static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
