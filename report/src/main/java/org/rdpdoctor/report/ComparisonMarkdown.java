package org.rdpdoctor.report;

import java.util.List;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.compared.Comparison;
import org.rdpdoctor.diagnosis.compared.Comparison.Contrast;
import org.rdpdoctor.diagnosis.compared.Comparison.Row;
import org.rdpdoctor.diagnosis.compared.Conclusion;
import org.rdpdoctor.diagnosis.compared.Difference;

/// A comparison to paste into a ticket: the same order as [ComparisonText].
public final class ComparisonMarkdown {
  private final StringBuilder text = new StringBuilder();
  private final Comparison comparison;
  private final Detail detail;

  private ComparisonMarkdown(Comparison comparison, Detail detail) {
    this.comparison = comparison;
    this.detail = detail;
  }

  /// @param notes what was left out of the files, a sentence each
  public static String render(Comparison comparison, List<String> notes, Detail detail) {
    return new ComparisonMarkdown(comparison, detail).render(notes);
  }

  private String render(List<String> notes) {
    line(
        "## "
            + ComparisonWording.mark(comparison)
            + " "
            + ComparisonWording.answer(comparison)
            + ": "
            + Markdown.text(comparison.summary()));
    line("");
    line(Markdown.text(ComparisonWording.context(comparison)));
    String groups = ComparisonWording.groups(comparison);
    if (!groups.isEmpty()) {
      line("");
      line(Markdown.text(groups));
    }
    ladder();
    comparison.contrasts().forEach(this::contrast);
    if (!comparison.conclusions().isEmpty()) {
      heading("What all show together");
      comparison.conclusions().forEach(this::conclusion);
    }
    list("Mind", comparison.caveats());
    list("Left out", notes);
    return text.toString();
  }

  private void ladder() {
    line("");
    line(
        "| rung | "
            + comparison.views().stream()
                .map(view -> Markdown.cell(view.label()))
                .collect(Collectors.joining(" | "))
            + " | |");
    line("|---|" + "---|".repeat(comparison.views().size()) + "---|");
    for (Row row : ComparisonWording.rows(comparison, detail)) {
      boolean first = comparison.rung().filter(row.rung()::equals).isPresent();
      line(
          "| "
              + Markdown.cell(row.rung())
              + " | "
              + row.cells().stream()
                  .map(cell -> Markdown.cell(ComparisonWording.cell(cell)))
                  .collect(Collectors.joining(" | "))
              + " | "
              + (first ? "**they part here**" : row.differs() ? "differs" : "")
              + " |");
    }
  }

  private void contrast(Contrast contrast) {
    String heading = ComparisonWording.heading(comparison, contrast);
    String against = heading.isEmpty() ? "" : ": " + Markdown.text(heading);
    List<Difference> differences = ComparisonWording.differences(contrast, detail);
    if (!differences.isEmpty()) {
      heading("What differs" + against);
      line(
          "| rung | what | "
              + Markdown.cell(contrast.first())
              + " | "
              + Markdown.cell(contrast.second())
              + " |");
      line("|---|---|---|---|");
      for (Difference difference : differences) {
        line(
            "| "
                + Markdown.cell(difference.rung())
                + " | "
                + Markdown.cell(ComparisonWording.subject(difference))
                + " | "
                + Markdown.cell(ComparisonWording.value(difference.first()))
                + " | "
                + Markdown.cell(ComparisonWording.value(difference.second()))
                + " |");
      }
    }
    if (!contrast.conclusions().isEmpty()) {
      heading("What it proves" + against);
      contrast.conclusions().forEach(this::conclusion);
    }
  }

  private void conclusion(Conclusion conclusion) {
    line(
        "- **"
            + Markdown.text(conclusion.title())
            + "** ("
            + ComparisonWording.sureness(conclusion)
            + "; where: "
            + Markdown.text(conclusion.where())
            + "). "
            + Markdown.text(conclusion.because()));
    conclusion
        .evidence()
        .forEach(
            each -> line("  - " + Markdown.text(each.label()) + ": " + Markdown.text(each.text())));
    conclusion
        .next()
        .ifPresent(
            next ->
                line(
                    "  - next: "
                        + Markdown.text(next.title())
                        + (next.command().isBlank() ? "" : " " + Markdown.code(next.command()))));
  }

  private void list(String heading, List<String> sentences) {
    if (!sentences.isEmpty()) {
      heading(heading);
      sentences.forEach(sentence -> line("- " + Markdown.text(sentence)));
    }
  }

  private void heading(String heading) {
    line("");
    line("### " + heading);
    line("");
  }

  private void line(String line) {
    text.append(line.replace(Printable.NO_BREAK, ' ').stripTrailing()).append('\n');
  }
}
