package org.rdpdoctor.report;

import java.util.List;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.report.Page.Piece;

/// The computers that a client was sent on to as text, each with its answer and its ladder.
final class HopsText {
  private static final int FIRST = 2; // the target is the first

  private final Page page;
  private final Detail detail;

  HopsText(Page page, Detail detail) {
    this.page = page;
    this.detail = detail;
  }

  void print(List<Report> hops) {
    for (int i = 0; i < hops.size(); i++) {
      hop(FIRST + i, hops.get(i));
    }
  }

  /// What was not reached there is told by the rung below.
  private List<Rung> climbed(Diagnosis diagnosis) {
    return diagnosis.rungs().stream()
        .filter(rung -> detail == Detail.FULL || rung.status() != Rung.Status.NOT_REACHED)
        .toList();
  }

  private void hop(int number, Report hop) {
    Diagnosis diagnosis = hop.diagnosis();
    page.heading("Hop " + number + ": " + Wording.place(hop));
    page.hanging(
        List.of(
            new Piece(
                "  "
                    + Wording.mark(diagnosis.verdict())
                    + " "
                    + Wording.verdict(diagnosis.verdict())
                    + ": ",
                Ink.of(diagnosis.verdict()))),
        diagnosis.summary(),
        Ink.USUAL);
    new LadderText(page, detail).print(climbed(diagnosis));
    if (detail == Detail.FULL) {
      for (Break broken : diagnosis.breaks()) {
        page.hanging(4, Wording.percent(broken.probability()) + "  " + broken.title(), Ink.USUAL);
        page.hanging(10, broken.id(), Ink.DIM);
      }
    }
  }
}
