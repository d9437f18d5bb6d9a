package org.rdpdoctor.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rdpdoctor.report.Page.Piece;

/// A table on a page: as many of its columns as there is room for.
final class Table {
  private static final int GAP = 2;
  private static final int NARROWEST = 12;

  /// A column.
  ///
  /// @param rank 0 for one that always stays; of the others, the highest goes first when there is
  ///     no room
  record Column(String title, int rank) {}

  /// @param ink of the first cell, which holds a mark
  private record Row(List<String> cells, Ink ink) {}

  private final List<Column> columns;
  private final List<Row> rows = new ArrayList<>();

  Table(List<Column> columns) {
    this.columns = columns;
  }

  /// @param cells one for each column
  void row(List<String> cells, Ink ink) {
    rows.add(new Row(List.copyOf(cells), ink));
  }

  /// @param indent spaces before each line
  void print(Page page, int indent) {
    int[] widths = widths(page);
    List<Integer> shown = fitting(widths, page.width() - indent);
    squeeze(shown, widths, page.width() - indent);
    List<String> titles = columns.stream().map(Column::title).toList();
    line(page, indent, shown, widths, titles, Ink.DIM, Ink.DIM);
    for (Row row : rows) {
      line(page, indent, shown, widths, row.cells(), row.ink(), Ink.USUAL);
    }
  }

  private int[] widths(Page page) {
    var widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Cells.width(columns.get(i).title());
      for (Row row : rows) {
        widths[i] = Math.max(widths[i], Cells.width(page.shown(row.cells().get(i))));
      }
    }
    return widths;
  }

  private List<Integer> fitting(int[] widths, int room) {
    var shown = new ArrayList<Integer>();
    for (int i = 0; i < columns.size(); i++) {
      if (isFilled(i)) {
        shown.add(i);
      }
    }
    while (needed(shown, widths) > room) {
      Integer least =
          shown.stream().max(Comparator.comparingInt(i -> columns.get(i).rank())).orElseThrow();
      if (columns.get(least).rank() == 0) {
        break;
      }
      shown.removeIf(least::equals);
    }
    return shown;
  }

  private boolean isFilled(int column) {
    return rows.stream().anyMatch(row -> !row.cells().get(column).isEmpty());
  }

  /// What always stays and is still too wide is cut, the widest first.
  private static void squeeze(List<Integer> shown, int[] widths, int room) {
    int excess = needed(shown, widths) - room;
    while (excess > 0) {
      int widest = shown.stream().max(Comparator.comparingInt(i -> widths[i])).orElseThrow();
      if (widths[widest] <= NARROWEST) {
        return;
      }
      widths[widest]--;
      excess--;
    }
  }

  private static int needed(List<Integer> shown, int[] widths) {
    return shown.stream().mapToInt(i -> widths[i] + GAP).sum() - GAP;
  }

  private static void line(
      Page page,
      int indent,
      List<Integer> shown,
      int[] widths,
      List<String> cells,
      Ink first,
      Ink others) {
    var pieces = new ArrayList<Piece>();
    pieces.add(Page.plain(" ".repeat(indent)));
    for (int i : shown) {
      String cell = Cells.cut(page.shown(cells.get(i)), widths[i]);
      pieces.add(new Piece(Cells.padded(cell, widths[i]), pieces.size() == 1 ? first : others));
      pieces.add(Page.plain(" ".repeat(GAP)));
    }
    page.line(pieces.toArray(new Piece[0]));
  }
}
