package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.util.List;
import org.rdpdoctor.diagnosis.Reasoning;
import org.rdpdoctor.report.Page.Piece;

/// The arithmetic behind breaks and causes: each step with how probable it leaves them.
final class WhyText {
  private static final int GUTTER = 7; // as wide as where the report ranks causes

  private final Page page;

  WhyText(Page page) {
    this.page = page;
  }

  void print(List<Reasoning> reasonings) {
    reasonings.forEach(this::print);
  }

  private void print(Reasoning reasoning) {
    page.heading((reasoning.whyNot() ? "Why not " : "Why ") + reasoning.id());
    page.hanging(
        2, reasoning.title() + " (" + Wording.percent(reasoning.probability()) + ")", Ink.BOLD);
    for (Reasoning.Step step : reasoning.steps()) {
      String percent = Wording.percent(step.after());
      page.hanging(
          List.of(
              plain(" ".repeat(Math.max(1, GUTTER - 1 - percent.length()))),
              new Piece(percent, Ink.BOLD),
              plain("  ")),
          step.text(),
          Ink.USUAL);
    }
    for (String obstacle : reasoning.obstacles()) {
      page.hanging(
          List.of(new Piece(" ".repeat(GUTTER - 2) + "–  ", Ink.DIM)), obstacle, Ink.USUAL);
    }
  }
}
