package org.rdpdoctor.report;

import java.util.List;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.trouble.Trouble;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;

/// Known updates that fit a report, for tickets.
final class UpdateMarkdown {
  private UpdateMarkdown() {}

  static List<String> lines(Trouble trouble) {
    KnownUpdate update = trouble.update();
    return Stream.of(
            "- **"
                + Markdown.text(trouble.name())
                + "** ("
                + update.date()
                + ", "
                + UpdateWording.word(trouble.certainty())
                + ", "
                + Markdown.code(update.id())
                + "): "
                + Markdown.text(update.what()),
            "  - " + Markdown.text(UpdateWording.because(trouble)),
            "  - fixed by: " + Markdown.text(UpdateWording.fixed(update, trouble.fixedBy())),
            update.workaround().map(text -> "  - until then: " + Markdown.text(text)).orElse(""),
            "  - source: "
                + Markdown.text(update.see().getFirst() + " (" + update.confidence() + ")"))
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
