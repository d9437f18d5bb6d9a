package org.rdpdoctor.cli;

import java.time.ZoneOffset;
import java.util.concurrent.FutureTask;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.codes.WindowsBuilds;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.diagnosis.trouble.Remarks;
import org.rdpdoctor.diagnosis.trouble.Troubles;
import org.rdpdoctor.diagnosis.updates.UpdateBook;
import org.rdpdoctor.report.Report;

/// Adds to reports what is known of updates; the knowledge is loaded when the first is made.
final class KnownTroubles {
  private final FutureTask<UpdateBook> book = new FutureTask<>(PackedCatalogue::loadUpdates);
  private final FutureTask<WindowsBuilds> builds =
      new FutureTask<>(() -> WindowsBuilds.load(new PackagedKnowledge()));

  /// The same doctor, whose reports tell what is known of updates.
  Doctor telling(Doctor doctor) {
    return (target, options, watcher) -> with(doctor.examine(target, options, watcher));
  }

  /// The same report with what is known of updates, as of the day on which it was begun.
  Report with(Report report) {
    if (!Troubles.canTell(report.diagnosis())) {
      return report;
    }
    UpdateBook known = Meanings.loaded(book);
    WindowsBuilds windows = Meanings.loaded(builds);
    return report.telling(
        report
            .addenda()
            .knowing(
                new Troubles(known, windows).of(report.diagnosis()),
                new Remarks(known, windows)
                    .of(
                        report.diagnosis(),
                        report.started().atZone(ZoneOffset.UTC).toLocalDate())));
  }
}
