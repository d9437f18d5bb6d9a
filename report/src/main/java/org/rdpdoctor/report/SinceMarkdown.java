package org.rdpdoctor.report;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.diagnosis.compared.Progress;
import org.rdpdoctor.diagnosis.compared.Progress.Turn;

/// What became of what an earlier report told, for tickets.
final class SinceMarkdown {
  private SinceMarkdown() {}

  /// The lines below the heading.
  static List<String> lines(Progress progress, Detail detail) {
    var lines = new ArrayList<String>();
    lines.add(Markdown.text(SinceWording.capital(progress.summary())) + ".");
    lines.add("");
    progress.breaks().forEach(turn -> lines.add(turn(turn)));
    SinceWording.causes(progress, detail).forEach(turn -> lines.add(turn(turn)));
    if (!progress.rungs().isEmpty()) {
      lines.add("- " + Markdown.text(SinceWording.rungs(progress)));
    }
    SinceWording.proofs(progress, detail)
        .forEach(
            proven ->
                lines.add(
                    "- "
                        + SinceWording.mark(proven.outcome())
                        + " "
                        + Markdown.text(proven.text())));
    progress.caveats().forEach(each -> lines.add("- Mind: " + Markdown.text(each)));
    return lines;
  }

  private static String turn(Turn turn) {
    return "- "
        + SinceWording.mark(turn.fate())
        + " **"
        + turn.fate().word()
        + "**: "
        + Markdown.text(turn.title() + ": " + turn.because())
        + " ("
        + Markdown.code(turn.id())
        + ")";
  }
}
