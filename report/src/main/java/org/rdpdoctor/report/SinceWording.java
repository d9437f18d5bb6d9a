package org.rdpdoctor.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.rdpdoctor.diagnosis.compared.Progress;
import org.rdpdoctor.diagnosis.compared.Progress.Fate;
import org.rdpdoctor.diagnosis.compared.Progress.Proof;
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

  static char mark(Proof proof) {
    return switch (proof.outcome()) {
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

  /// Proofs that came out; what is open is told if everything is.
  static List<Proof> proofs(Progress progress, Detail detail) {
    return progress.proofs().stream()
        .filter(
            proof ->
                switch (proof.outcome()) {
                  case GREEN, RED -> true;
                  case AS_BEFORE, OPEN -> detail == Detail.FULL;
                })
        .toList();
  }

  static String proof(Proof proof) {
    String about = "the proof of “" + proof.title() + "” (" + proof.fix() + ")";
    String rung = "the rung " + proof.rung();
    return capital(
        switch (proof.outcome()) {
          case GREEN -> about + " has turned green: " + rung + " passes now";
          case RED -> about + " is not there: " + rung + " does not pass";
          case AS_BEFORE -> about + " tells nothing: " + rung + " passed before, too";
          case OPEN -> about + " is open: " + rung + " was not reached";
        });
  }

  static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
