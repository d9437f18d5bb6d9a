package org.rdpdoctor.report;

import java.util.List;
import org.rdpdoctor.report.CaptureReport.Connection;
import org.rdpdoctor.report.CaptureReport.Example;
import org.rdpdoctor.report.CaptureReport.Group;
import org.rdpdoctor.report.CaptureReport.Line;

/// What a capture shows, to paste into a ticket: the same order as [CaptureText].
public final class CaptureMarkdown {
  private final StringBuilder text = new StringBuilder();
  private final Detail detail;
  private final CaptureReport report;

  private CaptureMarkdown(CaptureReport report, Detail detail) {
    this.detail = detail;
    this.report = report;
  }

  public static String render(CaptureReport report, Detail detail) {
    return new CaptureMarkdown(report, detail).render();
  }

  private String render() {
    line(
        "## %s %s: %s"
            .formatted(
                Wording.mark(report.verdict()),
                Wording.verdict(report.verdict()),
                Markdown.text(CaptureWording.answer(report))));
    line("");
    line(
        "%s, %s, by %s"
            .formatted(
                Markdown.code(report.source()),
                CaptureWording.extent(report),
                Markdown.text(report.tool().name() + " " + report.tool().version())));
    if (report.connections() > 0) {
      connections();
      groups();
    }
    list("What to try", report.advice());
    list("Notes", CaptureWording.notes(report));
    if (report.example().isPresent()) {
      Example example = report.example().get();
      line("");
      line("---");
      line("");
      line(Markdown.text(CaptureWording.heading(example)));
      line("");
      text.append(MarkdownReport.render(example.report(), detail));
    }
    return text.toString();
  }

  private void line(String line) {
    text.append(line.replace(Printable.NO_BREAK, ' ').stripTrailing()).append('\n');
  }

  private void heading(String heading) {
    line("");
    line("### " + heading);
    line("");
  }

  private void connections() {
    heading("Connections");
    List<Line> shown = CaptureWording.shown(report, detail);
    boolean severalDays = CaptureWording.severalDays(report);
    line("| | No. | Client | Server | Began | Asked | Got | TLS | Reached | Ended |");
    line("|---|---:|---|---|---|---|---|---|---|---|");
    for (Line line : shown) {
      Connection connection = line.connection();
      line(
          "| %s | %d | %s | %s | %s | %s | %s | %s | %s | %s |"
              .formatted(
                  Wording.mark(line.verdict()),
                  connection.number(),
                  Markdown.cell(connection.client()),
                  Markdown.cell(connection.server()),
                  CaptureWording.when(connection.firstSeen(), severalDays),
                  Markdown.cell(CaptureWording.offers(connection.requestedProtocols())),
                  Markdown.cell(CaptureWording.met(connection)),
                  Markdown.cell(CaptureWording.tls(connection)),
                  line.reached().map(rung -> rung.id()).orElse(""),
                  CaptureWording.end(connection)));
    }
    CaptureWording.more(report, detail)
        .ifPresent(
            more -> {
              line("");
              line(more);
            });
  }

  private void groups() {
    heading("What became of them");
    for (Group group : report.groups()) {
      line(
          "- %s **%s**: %s"
              .formatted(
                  Wording.mark(group.verdict()),
                  CaptureWording.counted(group.count(), "connection"),
                  Markdown.text(group.title())));
      line("  " + Markdown.text(CaptureWording.circumstances(group)));
      group.cause().ifPresent(cause -> line("  " + Markdown.text(CaptureWording.because(cause))));
    }
  }

  private void list(String heading, List<String> sentences) {
    if (!sentences.isEmpty()) {
      heading(heading);
      sentences.forEach(sentence -> line("- " + Markdown.text(sentence)));
    }
  }
}
