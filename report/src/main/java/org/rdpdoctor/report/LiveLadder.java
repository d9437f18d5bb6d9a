package org.rdpdoctor.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.report.Page.Piece;

/// The ladder while it is climbed, drawn again in its place each time something is known.
///
/// For terminals that understand cursor movement; elsewhere the ladder of the report is enough. May
/// be told from several threads. [#close] takes the drawing away, since the report that follows
/// begins with the answer and has the ladder too.
public final class LiveLadder implements Consumer<List<Rung>>, AutoCloseable {
  private static final String ESC = "\u001b[";
  private static final char CLIMBING = '›';

  private final PrintWriter out;
  private final Look look;
  private int drawn;

  public LiveLadder(PrintWriter out, Look look) {
    this.out = out;
    this.look = look;
  }

  /// The ladder as it stands: the first rung that is not reached is the one being climbed.
  @Override
  public synchronized void accept(List<Rung> ladder) {
    List<Rung> rungs = ladder.stream().filter(rung -> rung.status() != Status.NOT_TESTED).toList();
    int ids = rungs.stream().mapToInt(rung -> rung.layer().id().length()).max().orElse(0);
    var page = new Page(look);
    boolean climbing = false;
    for (Rung rung : rungs) {
      boolean ahead = rung.status() == Status.NOT_REACHED;
      row(page, rung, ids, ahead && !climbing);
      climbing |= ahead;
    }
    out.print(erasing() + page);
    out.flush();
    drawn = rungs.size();
  }

  /// Cut rather than wrapped: a wrapped line would upset the counting of lines.
  private void row(Page page, Rung rung, int ids, boolean climbing) {
    boolean ahead = rung.status() == Status.NOT_REACHED;
    char mark = climbing ? CLIMBING : Wording.mark(rung.status());
    String words = ahead ? (climbing ? rung.layer().purpose() : "") : LadderText.summary(rung);
    Ink ink = ahead ? Ink.DIM : Ink.USUAL;
    String lead = "  " + mark + " ";
    String id = Cells.padded(rung.layer().id(), ids + 2);
    String fitting = Cells.cut(page.shown(words), look.width() - 1 - lead.length() - id.length());
    page.line(new Piece(lead, Ink.of(rung.status())), new Piece(id, ink), new Piece(fitting, ink));
  }

  private String erasing() {
    return drawn == 0 ? "" : "\r" + ESC + drawn + "A" + ESC + "J";
  }

  @Override
  public synchronized void close() {
    out.print(erasing());
    out.flush();
    drawn = 0;
  }
}
