package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.diagnosis.compared.Comparison;
import org.rdpdoctor.diagnosis.compared.Comparison.Cell;
import org.rdpdoctor.diagnosis.compared.Comparison.Contrast;
import org.rdpdoctor.diagnosis.compared.Comparison.Row;
import org.rdpdoctor.diagnosis.compared.Conclusion;
import org.rdpdoctor.diagnosis.compared.Difference;
import org.rdpdoctor.report.Page.Piece;

/// A comparison for people: the answer, the ladders side by side, what differs, what it proves.
public final class ComparisonText {
  private static final int GUTTER = 2;
  private static final int LABELS = 10;
  private static final int WIDEST_LABEL = 24;
  private static final int NARROWEST_CELL = 13;
  private static final String HERE = "they part here";

  private final Page page;
  private final Detail detail;
  private final Comparison comparison;

  private ComparisonText(Comparison comparison, Look look, Detail detail) {
    this.page = new Page(look);
    this.detail = detail;
    this.comparison = comparison;
  }

  /// The whole text; each line ends with `\n` and none with a space.
  ///
  /// @param notes what was left out of the files, a sentence each
  public static String render(Comparison comparison, List<String> notes, Look look, Detail detail) {
    return new ComparisonText(comparison, look, detail).render(notes);
  }

  private String render(List<String> notes) {
    answer();
    ladder();
    for (Contrast contrast : comparison.contrasts()) {
      contrast(contrast);
    }
    if (!comparison.conclusions().isEmpty()) {
      page.heading("What all show together");
      comparison.conclusions().forEach(this::conclusion);
    }
    sentences("Mind", comparison.caveats());
    sentences("Left out", notes);
    more();
    return page.toString();
  }

  private void answer() {
    Ink ink = ComparisonWording.ink(comparison);
    page.hanging(
        List.of(new Piece(ComparisonWording.mark(comparison) + " ", ink)),
        ComparisonWording.answer(comparison) + ": " + comparison.summary(),
        ink == Ink.LOUD_WARNING ? Ink.BOLD : ink);
    page.hanging(GUTTER, ComparisonWording.context(comparison), Ink.DIM);
    String groups = ComparisonWording.groups(comparison);
    if (!groups.isEmpty()) {
      page.hanging(GUTTER, groups, Ink.USUAL);
    }
    page.blank();
  }

  /// A column for each report, or, where there is no room for them, a line.
  private void ladder() {
    List<Row> rows = ComparisonWording.rows(comparison, detail);
    List<String> labels = comparison.views().stream().map(view -> view.label()).toList();
    int rung = 2 + rows.stream().mapToInt(row -> row.rung().length()).max().orElse(0);
    int room = (page.width() - 2 - rung - HERE.length()) / labels.size() - 2;
    if (room < NARROWEST_CELL) {
      narrowLadder(rows, labels);
      return;
    }
    int widest =
        Math.min(
            room,
            Math.max(
                NARROWEST_CELL,
                labels.stream().mapToInt(label -> Cells.width(page.shown(label))).max().orElse(0)));
    header(labels, rung, widest);
    for (Row row : rows) {
      boolean first = comparison.rung().filter(row.rung()::equals).isPresent();
      var pieces = new ArrayList<Piece>();
      pieces.add(plain("  "));
      pieces.add(new Piece(Cells.padded(row.rung(), rung), row.differs() ? Ink.BOLD : Ink.USUAL));
      for (Cell cell : row.cells()) {
        pieces.add(new Piece(fitted(ComparisonWording.cell(cell), widest), ink(cell)));
        pieces.add(plain("  "));
      }
      pieces.add(new Piece(note(row, first), first ? Ink.BOLD : Ink.DIM));
      page.line(pieces.toArray(new Piece[0]));
    }
  }

  private String note(Row row, boolean first) {
    if (first) {
      return HERE;
    }
    return row.differs() ? "differs" : "";
  }

  private void header(List<String> labels, int rung, int widest) {
    var header = new StringBuilder(" ".repeat(2 + rung));
    labels.forEach(label -> header.append(fitted(label, widest)).append("  "));
    page.line(new Piece(header.toString(), Ink.DIM));
  }

  private String fitted(String text, int width) {
    return Cells.padded(Cells.cut(page.shown(text), width), width);
  }

  /// One line a report: where it broke, or that it did not.
  private void narrowLadder(List<Row> rows, List<String> labels) {
    int widest = widest(labels);
    for (int i = 0; i < labels.size(); i++) {
      var said = "";
      var ink = Ink.GOOD;
      for (Row row : rows) {
        Cell cell = row.cells().get(i);
        if (cell.status().equals("failed")) {
          said = "✗ " + row.rung() + ": " + cell.summary();
          ink = Ink.BAD;
          break;
        }
        if (cell.status().equals("passed") || cell.status().equals("warned")) {
          said = "✓ up to " + row.rung();
        }
      }
      page.hanging(
          List.of(plain("  "), new Piece(fitted(labels.get(i), widest) + "  ", Ink.BOLD)),
          said.isEmpty() ? "· nothing was tested" : said,
          ink);
    }
  }

  private int widest(List<String> labels) {
    return Math.min(
        Math.min(WIDEST_LABEL, page.width() / 4),
        labels.stream().mapToInt(label -> Cells.width(page.shown(label))).max().orElse(0));
  }

  private static Ink ink(Cell cell) {
    return switch (cell.status()) {
      case "passed" -> Ink.GOOD;
      case "warned" -> Ink.WARNING;
      case "failed" -> Ink.LOUD_BAD;
      default -> Ink.DIM;
    };
  }

  private void contrast(Contrast contrast) {
    String against = ComparisonWording.heading(comparison, contrast);
    List<Difference> differences = ComparisonWording.differences(contrast, detail);
    if (!differences.isEmpty()) {
      heading("What differs", against);
      String rung = "";
      for (Difference difference : differences) {
        difference(difference, contrast, difference.rung().equals(rung));
        rung = difference.rung();
      }
    }
    if (!contrast.conclusions().isEmpty()) {
      heading("What it proves", against);
      contrast.conclusions().forEach(this::conclusion);
    }
  }

  private void heading(String heading, String against) {
    page.heading(heading);
    if (!against.isEmpty()) {
      page.hanging(GUTTER, against, Ink.DIM);
    }
  }

  private void difference(Difference difference, Contrast contrast, boolean sameRung) {
    String subject = ComparisonWording.subject(difference);
    if (!sameRung) {
      page.hanging(GUTTER, difference.rung(), Ink.BOLD);
    }
    if (!subject.isEmpty()) {
      page.hanging(4, subject, Ink.DIM);
    }
    int widest = widest(List.of(contrast.first(), contrast.second()));
    said(contrast.first(), widest, difference.first());
    said(contrast.second(), widest, difference.second());
  }

  private void said(String label, int widest, String value) {
    page.hanging(
        List.of(new Piece("      " + fitted(label, widest) + "  ", Ink.DIM)),
        ComparisonWording.value(value),
        Ink.USUAL);
  }

  private void conclusion(Conclusion conclusion) {
    page.apart();
    String sure = ComparisonWording.sureness(conclusion);
    page.hanging(
        List.of(plain("  "), new Piece(Cells.padded(sure, LABELS), Ink.BOLD)),
        conclusion.title(),
        Ink.BOLD);
    labelled("where", conclusion.where());
    labelled("why", conclusion.because());
    int widest = widest(conclusion.evidence().stream().map(each -> each.label()).toList());
    for (Conclusion.Evidence evidence : conclusion.evidence()) {
      page.hanging(
          List.of(
              new Piece(
                  " ".repeat(GUTTER + LABELS) + fitted(evidence.label(), widest) + "  ", Ink.DIM)),
          evidence.text(),
          Ink.DIM);
    }
    conclusion
        .next()
        .ifPresent(
            next -> {
              labelled("next", next.title());
              if (!next.command().isBlank()) {
                page.line(plain(" ".repeat(GUTTER + LABELS)), new Piece(next.command(), Ink.CODE));
              }
            });
  }

  private void labelled(String label, String text) {
    page.hanging(List.of(new Piece("  " + Cells.padded(label, LABELS), Ink.DIM)), text, Ink.USUAL);
  }

  private void sentences(String heading, List<String> sentences) {
    if (!sentences.isEmpty()) {
      page.heading(heading);
      sentences.forEach(sentence -> page.hanging(GUTTER, sentence, Ink.USUAL));
    }
  }

  private void more() {
    int hidden =
        comparison.contrasts().stream()
            .mapToInt(
                each ->
                    each.differences().size() - ComparisonWording.differences(each, detail).size())
            .sum();
    if (hidden > 0) {
      page.blank();
      page.hanging(
          0, "--verbose shows " + Wording.counted(hidden, "more difference") + ".", Ink.DIM);
    }
  }
}
