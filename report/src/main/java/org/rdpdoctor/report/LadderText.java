package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.util.List;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.report.Page.Piece;

/// The ladder as text: one line a rung, the times in a column of their own.
final class LadderText {
  private static final int TIMES = 9;
  private static final int FACTS = 6;

  private final Page page;
  private final Detail detail;

  LadderText(Page page, Detail detail) {
    this.page = page;
    this.detail = detail;
  }

  void print(List<Rung> all) {
    List<Rung> rungs = all.stream().filter(this::isShown).toList();
    int ids = rungs.stream().mapToInt(rung -> rung.layer().id().length()).max().orElse(0);
    int room = page.width() - 2 - 2 - ids - 2 - TIMES;
    int longest =
        rungs.stream()
            .flatMap(rung -> Cells.wrapped(page.shown(summary(rung)), room).stream())
            .mapToInt(Cells::width)
            .max()
            .orElse(0);
    boolean staged = rungs.stream().anyMatch(rung -> !rung.stages().isEmpty());
    for (Rung rung : rungs) {
      rung(rung, ids, staged ? room : Math.min(room, longest));
    }
  }

  /// Rungs that nobody meant to climb are told of under "Not tested".
  private boolean isShown(Rung rung) {
    return detail == Detail.FULL || rung.status() != Status.NOT_TESTED;
  }

  private void rung(Rung rung, int ids, int column) {
    Ink ink = Ink.of(rung.status());
    Ink words = rung.status() == Status.FAILED ? Ink.BOLD : ink == Ink.DIM ? Ink.DIM : Ink.USUAL;
    String id = Cells.padded(rung.layer().id(), ids + 2);
    List<String> lines = Cells.wrapped(page.shown(summary(rung)), column);
    String time = rung.elapsedMillis() == 0 ? "" : Wording.millis(rung.elapsedMillis());
    page.line(
        new Piece("  " + Wording.mark(rung.status()) + " ", ink),
        new Piece(id, words),
        new Piece(lines.getFirst(), words),
        plain(" ".repeat(Math.max(0, column - Cells.width(lines.getFirst())))),
        new Piece(" ".repeat(Math.max(1, TIMES - time.length())) + time, Ink.DIM));
    for (String line : lines.subList(1, lines.size())) {
      page.line(plain(" ".repeat(4 + ids + 2)), new Piece(line, words));
    }
    stages(rung.stages(), ids, column);
    if (detail == Detail.FULL) {
      rung.observations().forEach(this::fact);
    }
  }

  /// Those that were not reached share a line.
  private void stages(List<Rung.Stage> all, int ids, int column) {
    List<Rung.Stage> told =
        all.stream().filter(stage -> stage.status() != Status.NOT_REACHED).toList();
    int width = told.stream().mapToInt(stage -> stage.id().length()).max().orElse(0);
    told.forEach(stage -> stage(stage, ids, width, column));
    List<String> rest =
        all.stream()
            .filter(stage -> stage.status() == Status.NOT_REACHED)
            .map(Rung.Stage::id)
            .toList();
    if (!rest.isEmpty()) {
      String mark = " ".repeat(4 + ids + 2) + Wording.mark(Status.NOT_REACHED) + " ";
      page.hanging(List.of(plain(mark)), "not reached: " + String.join(", ", rest), Ink.DIM);
    }
  }

  /// Under the words of its rung, its times in the same column.
  private void stage(Rung.Stage stage, int ids, int stages, int column) {
    Ink ink = Ink.of(stage.status());
    Ink words = ink == Ink.DIM ? Ink.DIM : Ink.USUAL;
    int room = column - 2 - stages - 2;
    List<String> lines = Cells.wrapped(page.shown(stage.summary()), room);
    String time = stage.elapsedMillis() == 0 ? "" : Wording.millis(stage.elapsedMillis());
    page.line(
        plain(" ".repeat(4 + ids + 2)),
        new Piece(Wording.mark(stage.status()) + " ", ink),
        new Piece(Cells.padded(stage.id(), stages + 2), words),
        new Piece(lines.getFirst(), words),
        plain(" ".repeat(Math.max(0, room - Cells.width(lines.getFirst())))),
        new Piece(" ".repeat(Math.max(1, TIMES - time.length())) + time, Ink.DIM));
    for (String line : lines.subList(1, lines.size())) {
      page.line(plain(" ".repeat(4 + ids + 2 + 2 + stages + 2)), new Piece(line, words));
    }
  }

  private void fact(Observation fact) {
    page.hanging(List.of(plain(Cells.padded("    -", FACTS))), Wording.fact(fact), Ink.USUAL);
    page.hanging(FACTS, fact.evidence().toString(), Ink.DIM);
  }

  static String summary(Rung rung) {
    return rung.summary().isBlank() ? Wording.status(rung.status()) : rung.summary();
  }
}
