package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.util.List;
import org.rdpdoctor.diagnosis.compared.Progress;
import org.rdpdoctor.diagnosis.compared.Progress.Fate;
import org.rdpdoctor.diagnosis.compared.Progress.Proof.Outcome;
import org.rdpdoctor.diagnosis.compared.Progress.Turn;
import org.rdpdoctor.report.Page.Piece;
import org.rdpdoctor.report.SinceWording.Proven;

/// What became of what an earlier report told, for people.
final class SinceText {
  private final Page page;
  private final Detail detail;

  SinceText(Page page, Detail detail) {
    this.page = page;
    this.detail = detail;
  }

  void print(Progress progress) {
    page.heading(SinceWording.heading(progress));
    page.hanging(2, SinceWording.capital(progress.summary()) + ".", Ink.USUAL);
    progress.breaks().forEach(this::turn);
    List<Turn> causes = SinceWording.causes(progress, detail);
    if (!causes.isEmpty()) {
      page.hanging(2, "Causes", Ink.DIM);
      causes.forEach(this::turn);
    }
    if (!progress.rungs().isEmpty()) {
      page.hanging(2, SinceWording.rungs(progress), Ink.GOOD);
    }
    for (Proven proven : SinceWording.proofs(progress, detail)) {
      page.hanging(
          List.of(
              new Piece("  " + SinceWording.mark(proven.outcome()) + " ", ink(proven.outcome()))),
          proven.text(),
          Ink.USUAL);
    }
    progress.caveats().forEach(each -> page.hanging(2, "Mind: " + each, Ink.DIM));
  }

  private void turn(Turn turn) {
    page.hanging(
        List.of(
            new Piece("  " + SinceWording.mark(turn.fate()) + " ", ink(turn.fate())),
            new Piece(turn.fate().word(), ink(turn.fate())),
            plain("  ")),
        turn.title() + ": " + turn.because() + " (" + turn.id() + ")",
        Ink.USUAL);
  }

  private static Ink ink(Fate fate) {
    return switch (fate) {
      case FIXED -> Ink.GOOD;
      case NEWLY_BROKEN -> Ink.BAD;
      case CHANGED, UNCHANGED -> Ink.WARNING;
      case UNCOVERED, UNSEEN -> Ink.DIM;
    };
  }

  private static Ink ink(Outcome outcome) {
    return switch (outcome) {
      case GREEN -> Ink.GOOD;
      case RED -> Ink.BAD;
      case AS_BEFORE, OPEN -> Ink.DIM;
    };
  }
}
