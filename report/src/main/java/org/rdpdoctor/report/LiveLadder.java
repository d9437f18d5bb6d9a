package org.rdpdoctor.report;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Vocabulary;
import org.rdpdoctor.report.Page.Piece;

/// The ladder while it is climbed: redrawn in place on a terminal, a line for each finished rung
/// elsewhere.
///
/// May be told from several threads. [#close] takes the drawing away again, since the report that
/// follows has the ladder too.
public final class LiveLadder implements Consumer<Progress>, AutoCloseable {
  private static final String ESC = "\u001b[";
  private static final char CLIMBING = '›';
  private static final int IDS = 11; // negotiation, certificate

  private final PrintWriter out;
  private final Look look;
  private final boolean redraws;
  private final Map<Layer, Row> rows = new EnumMap<>(Layer.class);
  private int drawn;

  /// @param redraws true if `out` is a terminal that understands cursor movement
  public LiveLadder(PrintWriter out, Look look, boolean redraws) {
    this.out = out;
    this.look = look;
    this.redraws = redraws;
  }

  private record Row(char mark, Ink ink, String words) {
    static Row climbing(String words) {
      return new Row(CLIMBING, Ink.DIM, words);
    }
  }

  @Override
  public synchronized void accept(Progress progress) {
    switch (progress) {
      case Progress.Started(Layer layer) -> rows.putIfAbsent(layer, Row.climbing(layer.purpose()));
      case Progress.Seen seen ->
          rows.computeIfPresent(
              seen.layer(),
              (_, row) ->
                  row.mark == CLIMBING ? Row.climbing(Vocabulary.wordOf(seen.fact())) : row);
      case Progress.Finished(Layer layer, Status status, long millis, String summary) -> {
        String words = summary.isBlank() ? Wording.status(status) : summary;
        String time = millis == 0 ? "" : " (" + Wording.millis(millis) + ")";
        rows.put(layer, new Row(Wording.mark(status), Ink.of(status), words + time));
        if (!redraws) {
          out.print(line(layer, look.width() * 2));
          out.flush();
        }
      }
    }
    if (redraws) {
      redraw();
    }
  }

  private void redraw() {
    var screen = new StringBuilder(erase());
    rows.keySet().forEach(layer -> screen.append(line(layer, look.width() - 1)));
    drawn = rows.size();
    out.print(screen);
    out.flush();
  }

  /// Cut rather than wrapped: a wrapped line would upset the counting of lines.
  private String line(Layer layer, int width) {
    Row row = rows.getOrDefault(layer, Row.climbing(""));
    var page = new Page(look);
    String lead = "  " + row.mark + " ";
    String id = Cells.padded(layer.id(), IDS) + "  ";
    String words = page.shown(row.words);
    String fitting = Cells.cut(words, width - lead.length() - id.length());
    Ink ink = row.mark == CLIMBING ? Ink.DIM : Ink.USUAL;
    page.line(new Piece(lead, row.ink), new Piece(id, ink), new Piece(fitting, ink));
    return page.toString();
  }

  private String erase() {
    return drawn == 0 ? "" : "\r" + ESC + drawn + "A" + ESC + "J";
  }

  @Override
  public synchronized void close() {
    if (redraws && drawn > 0) {
      out.print(erase());
      out.flush();
      drawn = 0;
    }
    rows.clear();
  }
}
