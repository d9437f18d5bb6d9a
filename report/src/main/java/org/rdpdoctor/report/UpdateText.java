package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.util.List;
import org.rdpdoctor.diagnosis.trouble.Trouble;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.report.Page.Piece;

/// Known updates for people: those that fit a report, and those that were asked for.
final class UpdateText {
  private static final int FEW_SOURCES = 1;

  private final Page page;
  private final Detail detail;

  UpdateText(Page page, Detail detail) {
    this.page = page;
    this.detail = detail;
  }

  void print(Addenda addenda) {
    List<Trouble> shown = UpdateWording.shown(addenda.troubles(), detail);
    if (!shown.isEmpty()) {
      page.heading("Known trouble");
      shown.forEach(this::trouble);
    }
    if (!addenda.remarks().isEmpty()) {
      page.heading("Remarks");
      addenda.remarks().forEach(remark -> page.hanging(2, remark, Ink.USUAL));
    }
  }

  private void trouble(Trouble trouble) {
    page.apart();
    page.hanging(
        List.of(
            new Piece("  " + UpdateWording.mark(trouble.certainty()) + " ", ink(trouble)),
            new Piece(UpdateWording.word(trouble.certainty()), ink(trouble)),
            plain("  ")),
        trouble.name() + ", " + trouble.update().date(),
        Ink.BOLD);
    page.hanging(4, trouble.update().what(), Ink.USUAL);
    page.hanging(4, UpdateWording.because(trouble), Ink.USUAL);
    rest(trouble.update(), trouble.fixedBy());
  }

  private static Ink ink(Trouble trouble) {
    return switch (trouble.certainty()) {
      case FIRM -> Ink.BAD;
      case POSSIBLE -> Ink.WARNING;
      case RULED_OUT -> Ink.GOOD;
    };
  }

  /// One that was asked for by its number.
  void entry(KnownUpdate update) {
    page.apart();
    page.hanging(List.of(plain("  ")), update.name() + ", " + update.date(), Ink.BOLD);
    page.hanging(4, update.what(), Ink.USUAL);
    labelled("on", UpdateWording.machines(update));
    rest(update, update.mendedBy(0));
  }

  private void rest(KnownUpdate update, List<String> fixedBy) {
    labelled("fixed by", UpdateWording.fixed(update, fixedBy));
    update.workaround().ifPresent(text -> labelled("until then", text));
    int sources = detail == Detail.FULL ? Integer.MAX_VALUE : FEW_SOURCES;
    update.see().stream()
        .limit(sources)
        .forEach(source -> page.hanging(List.of(label("source")), source, Ink.DIM));
    page.hanging(4, update.id() + ", " + update.confidence(), Ink.DIM);
  }

  private void labelled(String label, String text) {
    page.hanging(List.of(label(label)), text, Ink.USUAL);
  }

  private static Piece label(String label) {
    return new Piece("    " + Cells.padded(label, 12), Ink.DIM);
  }
}
