package org.rdpdoctor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rdpdoctor.diagnosis.rdpfile.Finding;
import org.rdpdoctor.diagnosis.rdpfile.PropertyBook;
import org.rdpdoctor.diagnosis.rdpfile.Severity;

/// What is odd in an .rdp file, for people: errors first, each with what to write instead.
public final class FindingsText {
  private static final int INDENT = 2;
  private static final int LONGEST = "warning".length();

  private FindingsText() {}

  /// The whole text; each line ends with `\n`.
  ///
  /// @param everything also where what is known of a setting comes from
  public static String render(
      String name, List<Finding> findings, PropertyBook book, Look look, boolean everything) {
    var page = new Page(look);
    page.hanging(List.of(), name + ": " + summary(findings), Ink.BOLD);
    for (Finding finding : findings) {
      page.blank();
      page.line(
          new Page.Piece(Cells.padded(finding.severity().id(), LONGEST), ink(finding.severity())),
          Page.plain("  " + place(finding)),
          new Page.Piece("  " + finding.rule(), Ink.DIM));
      page.hanging(INDENT, finding.message(), Ink.USUAL);
      page.hanging(List.of(Page.plain("  Fix: ")), finding.fix(), Ink.USUAL);
      if (everything) {
        book.of(finding.key())
            .map(property -> String.join("; ", property.sources()))
            .ifPresent(sources -> page.hanging(INDENT, "Source: " + sources, Ink.DIM));
      }
    }
    return page.toString();
  }

  /// A finding in one paragraph, to stand beside something else.
  public static String inShort(Finding finding, Look look) {
    var page = new Page(look);
    String severity = finding.severity().id();
    String capital = severity.substring(0, 1).toUpperCase(Locale.ROOT) + severity.substring(1);
    page.hanging(
        List.of(new Page.Piece(capital + ": ", ink(finding.severity()))),
        finding.message() + " " + finding.fix(),
        Ink.USUAL);
    return page.toString();
  }

  /// A text wrapped as everything else is.
  public static String paragraph(String text, Look look) {
    var page = new Page(look);
    page.hanging(List.of(), text, Ink.USUAL);
    return page.toString();
  }

  /// As in `1 error, 2 warnings`.
  public static String summary(List<Finding> findings) {
    var parts = new ArrayList<String>();
    for (Severity severity : Severity.values()) {
      int count = (int) findings.stream().filter(f -> f.severity() == severity).count();
      if (count > 0) {
        parts.add(FileText.count(count, severity.id()));
      }
    }
    return parts.isEmpty() ? "nothing found" : String.join(", ", parts);
  }

  private static String place(Finding finding) {
    String what = finding.key().isEmpty() ? "the file" : finding.key();
    return finding.line() == 0 ? what : what + ", line " + finding.line();
  }

  private static Ink ink(Severity severity) {
    return switch (severity) {
      case ERROR -> Ink.LOUD_BAD;
      case WARNING -> Ink.LOUD_WARNING;
      case NOTE -> Ink.DIM;
    };
  }
}
