package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

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
  private static final int MARK = 4; // columns, with the space around it

  private final PrintWriter out;
  private final Look look;
  private String title = "";
  private String drawing = "";
  private int drawn;

  public LiveLadder(PrintWriter out, Look look) {
    this.out = out;
    this.look = look;
  }

  /// What stands above the ladder from now on; nothing if it is empty.
  public synchronized void title(String words) {
    title = words;
  }

  /// The ladder as it stands: what comes after the highest rung with a fact is still ahead, and the
  /// first of it is being climbed.
  @Override
  public synchronized void accept(List<Rung> ladder) {
    int climbed = 0;
    for (int i = 0; i < ladder.size(); i++) {
      climbed = ladder.get(i).observations().isEmpty() ? climbed : i + 1;
    }
    List<Rung> below =
        ladder.subList(0, climbed).stream()
            .filter(rung -> rung.status() != Status.NOT_TESTED)
            .toList();
    List<Rung> ahead = ladder.subList(climbed, ladder.size());
    int ids = ladder.stream().mapToInt(rung -> rung.layer().id().length()).max().orElse(0) + 2;
    var page = new Page(look);
    int titled = title.isEmpty() ? 0 : 1;
    if (titled > 0) {
      page.line(new Piece(Cells.cut(page.shown(title), look.width() - 1), Ink.BOLD));
    }
    for (Rung rung : below) {
      row(page, rung, ids, LadderText.summary(rung));
    }
    for (int i = 0; i < ahead.size(); i++) {
      ahead(page, ahead.get(i), ids, i == 0);
    }
    draw(page.toString(), titled + below.size() + ahead.size());
  }

  private void draw(String picture, int lines) {
    if (!picture.equals(drawing)) {
      out.print(erasing() + picture);
      out.flush();
      drawing = picture;
      drawn = lines;
    }
  }

  private void row(Page page, Rung rung, int ids, String words) {
    page.line(
        new Piece("  " + Wording.mark(rung.status()) + " ", Ink.of(rung.status())),
        plain(Cells.padded(rung.layer().id(), ids)),
        plain(fitting(page, words, ids)));
  }

  private void ahead(Page page, Rung rung, int ids, boolean climbing) {
    String mark = "  " + (climbing ? CLIMBING : Wording.mark(Status.NOT_REACHED)) + " ";
    String words = climbing ? fitting(page, rung.layer().purpose(), ids) : "";
    page.line(new Piece(mark + Cells.padded(rung.layer().id(), ids) + words, Ink.DIM));
  }

  /// Cut rather than wrapped: a wrapped line would upset the counting of lines.
  private String fitting(Page page, String words, int ids) {
    return Cells.cut(page.shown(words), look.width() - 1 - MARK - ids);
  }

  private String erasing() {
    return drawn == 0 ? "" : "\r" + ESC + drawn + "A" + ESC + "J";
  }

  @Override
  public synchronized void close() {
    out.print(erasing());
    out.flush();
    drawing = "";
    drawn = 0;
  }
}
