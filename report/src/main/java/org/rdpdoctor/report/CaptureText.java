package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.report.CaptureReport.Connection;
import org.rdpdoctor.report.CaptureReport.Example;
import org.rdpdoctor.report.CaptureReport.Group;
import org.rdpdoctor.report.CaptureReport.Line;
import org.rdpdoctor.report.Page.Piece;
import org.rdpdoctor.report.Table.Column;

/// What a capture shows, for people: the answer, a line for each connection, what went alike in
/// groups, and what is to be looked at first in the form in which `check` reports.
public final class CaptureText {
  /// So many connections have a line without `--verbose`.
  public static final int LINES = 20;

  /// And so many with it.
  public static final int MOST_LINES = 10_000;

  private static final int INDENT = 2;

  private final Page page;
  private final Look look;
  private final Detail detail;
  private final CaptureReport report;

  private CaptureText(CaptureReport report, Look look, Detail detail) {
    this.page = new Page(look);
    this.look = look;
    this.detail = detail;
    this.report = report;
  }

  /// The whole text; each line ends with `\n` and none with a space.
  public static String render(CaptureReport report, Look look, Detail detail) {
    return new CaptureText(report, look, detail).render();
  }

  private String render() {
    if (report.connections() == 1 && report.example().isPresent()) {
      notes();
      return inFull(report.example().get(), List.of(place())) + page;
    }
    answer();
    if (report.connections() > 0) {
      connections();
      groups();
    }
    advice();
    notes();
    return page.toString() + example();
  }

  private void answer() {
    page.hanging(
        List.of(
            new Piece(
                Wording.mark(report.verdict()) + " " + Wording.verdict(report.verdict()) + ": ",
                Ink.of(report.verdict()))),
        CaptureWording.answer(report),
        Ink.BOLD);
    page.hanging(2, place(), Ink.DIM);
  }

  private String place() {
    return report.source()
        + ", "
        + CaptureWording.extent(report)
        + "; read in "
        + Wording.millis(report.elapsed().toMillis());
  }

  private String inFull(Example example, List<String> context) {
    var lines = new ArrayList<String>();
    lines.add(CaptureWording.of(example.connection()));
    lines.addAll(context);
    return TextReport.render(example.report(), lines, look, detail);
  }

  private void connections() {
    page.heading("Connections");
    List<Line> shown = CaptureWording.shown(report, detail);
    boolean oneServer = CaptureWording.onlyServer(report);
    boolean severalDays = CaptureWording.severalDays(report);
    if (oneServer) {
      page.hanging(INDENT, "all of them to " + shown.getFirst().connection().server(), Ink.DIM);
    }
    var columns = new ArrayList<Column>();
    columns.add(new Column("", 0));
    columns.add(new Column("no.", 0));
    columns.add(new Column("client", 0));
    Optional<String> port = CaptureWording.onlyPort(shown);
    if (!oneServer) {
      columns.add(new Column("server" + port.map(number -> " (" + number + ")").orElse(""), 0));
    }
    columns.addAll(
        List.of(
            new Column("began", 2),
            new Column("lasted", 5),
            new Column("asked", 4),
            new Column("got", 1),
            new Column("TLS", 3),
            new Column("reached", 0),
            new Column("ended", 1)));
    var table = new Table(columns);
    for (Line line : shown) {
      String server = oneServer ? "" : line.connection().server();
      int end = server.length() - port.filter(server::endsWith).map(String::length).orElse(0);
      table.row(cells(line, server.substring(0, end), severalDays), Ink.of(line.verdict()));
    }
    table.print(page, INDENT);
    CaptureWording.more(report, detail).ifPresent(more -> page.hanging(INDENT, more, Ink.DIM));
  }

  /// @param server empty if there is no such column
  private static List<String> cells(Line line, String server, boolean severalDays) {
    Connection connection = line.connection();
    var cells = new ArrayList<String>();
    cells.add(String.valueOf(Wording.mark(line.verdict())));
    cells.add(String.valueOf(connection.number()));
    cells.add(connection.client());
    if (!server.isEmpty()) {
      cells.add(server);
    }
    cells.add(CaptureWording.when(connection.firstSeen(), severalDays));
    cells.add(Wording.millis(line.lasted().toMillis()));
    cells.add(CaptureWording.offers(connection.requestedProtocols()));
    cells.add(CaptureWording.met(connection));
    cells.add(CaptureWording.tls(connection));
    cells.add(line.reached().map(rung -> rung.id()).orElse(""));
    cells.add(CaptureWording.end(connection));
    return cells;
  }

  private void groups() {
    page.heading("What became of them");
    int longest =
        report.groups().stream()
            .mapToInt(group -> CaptureWording.number(group.count()).length())
            .max()
            .orElse(0);
    for (Group group : report.groups()) {
      String count = CaptureWording.number(group.count());
      page.hanging(
          List.of(
              new Piece("  " + Wording.mark(group.verdict()) + " ", Ink.of(group.verdict())),
              plain(" ".repeat(longest - count.length())),
              new Piece(count + "  ", Ink.BOLD)),
          group.title(),
          Ink.BOLD);
      int indent = INDENT + 4 + longest;
      page.hanging(indent, CaptureWording.circumstances(group), Ink.USUAL);
      group
          .cause()
          .ifPresent(cause -> page.hanging(indent, CaptureWording.because(cause), Ink.USUAL));
      String id = group.broken().isEmpty() ? "" : group.broken() + ", ";
      page.hanging(indent, id + "as in connection " + group.example(), Ink.DIM);
    }
  }

  private String example() {
    if (report.example().isEmpty()) {
      return "";
    }
    Example example = report.example().get();
    var heading = new Page(look);
    heading.heading(CaptureWording.heading(example));
    return heading + inFull(example, List.of());
  }

  private void advice() {
    if (report.advice().isEmpty()) {
      return;
    }
    page.heading("What to try");
    report.advice().forEach(advice -> page.hanging(INDENT, advice, Ink.USUAL));
  }

  private void notes() {
    List<String> notes = CaptureWording.notes(report);
    if (notes.isEmpty()) {
      return;
    }
    page.heading("Notes");
    notes.forEach(note -> page.hanging(INDENT, note, Ink.USUAL));
  }
}
