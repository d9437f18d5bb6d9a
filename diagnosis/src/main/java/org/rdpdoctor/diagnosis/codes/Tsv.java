package org.rdpdoctor.diagnosis.codes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;

/// A table as text: a header line, then one row a line, cells separated by tabs, `-` for nothing.
public record Tsv(String file, List<Row> rows) {

  /// One line of the table; `line` counts from 1, the header included.
  public record Row(int line, List<String> cells) {

    public String cell(int column) {
      return cells.get(column);
    }

    /// The cell, or nothing if it is `-`.
    public Optional<String> filled(int column) {
      String cell = cells.get(column);
      return cell.equals("-") ? Optional.empty() : Optional.of(cell);
    }

    /// The values of a cell that holds several, separated by ` ; `.
    public List<String> list(int column) {
      return split(cells.get(column), " ; ");
    }
  }

  /// Reads a table whose header must be exactly `columns`. Rows with a fault are left out and
  /// reported; the text is bounded by what the project itself ships.
  public static Tsv read(
      String file, String text, List<String> columns, List<KnowledgeFault> faults) {
    var rows = new ArrayList<Row>();
    int line = 0;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        faults.add(new KnowledgeFault(file, line + 1, "the last line has no end"));
        end = text.length();
      }
      line++;
      List<String> cells = cells(text, at, end);
      at = end + 1;
      if (line == 1) {
        if (!cells.equals(columns)) {
          faults.add(
              new KnowledgeFault(file, 1, "the header must be " + String.join(", ", columns)));
          return new Tsv(file, List.of());
        }
      } else if (cells.size() != columns.size()) {
        String message = cells.size() + " columns instead of " + columns.size();
        faults.add(new KnowledgeFault(file, line, message));
      } else if (cells.contains("")) {
        String column = columns.get(cells.indexOf(""));
        faults.add(new KnowledgeFault(file, line, column + " is empty; write - for nothing"));
      } else {
        rows.add(new Row(line, cells));
      }
    }
    if (line == 0) {
      faults.add(new KnowledgeFault(file, 0, "the file is empty"));
    }
    return new Tsv(file, rows);
  }

  /// The parts of a cell; none if it is `-`.
  public static List<String> split(String cell, String separator) {
    if (cell.equals("-")) {
      return List.of();
    }
    var parts = new ArrayList<String>();
    int at = 0;
    for (int next = cell.indexOf(separator); next >= 0; next = cell.indexOf(separator, at)) {
      parts.add(cell.substring(at, next));
      at = next + separator.length();
    }
    parts.add(cell.substring(at));
    return List.copyOf(parts);
  }

  private static List<String> cells(String text, int from, int to) {
    var cells = new ArrayList<String>(9);
    int at = from;
    for (int tab = text.indexOf('\t', at); tab >= 0 && tab < to; tab = text.indexOf('\t', at)) {
      cells.add(text.substring(at, tab));
      at = tab + 1;
    }
    cells.add(text.substring(at, to));
    return cells;
  }
}
