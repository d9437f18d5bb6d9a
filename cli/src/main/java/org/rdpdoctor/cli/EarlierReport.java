package org.rdpdoctor.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.compared.Progress;
import org.rdpdoctor.diagnosis.compared.View;
import org.rdpdoctor.facts.SavedReport;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.reader.saved.Saved;
import org.rdpdoctor.reader.saved.SavedReportReader;
import org.rdpdoctor.report.JsonReport;
import org.rdpdoctor.report.Report;
import picocli.CommandLine.Option;

/// The option that names an earlier report, against which the new one is held.
final class EarlierReport {
  private static final String NOW = "now";

  @Option(
      names = "--before",
      order = 27,
      paramLabel = "REPORT",
      description =
          "A report that was saved with --json before something was changed: says what became of each"
              + " break and cause, and which rungs have turned green.")
  @Nullable Path file;

  private @Nullable Held held;

  /// What the file holds.
  ///
  /// @param label as people call it
  record Held(String label, Path path, List<SavedReport> reports) {
    /// The newest of this target; of any, where the files that are read name none.
    Optional<SavedReport> of(Target target) {
      String wanted = key(target);
      return reports.stream()
          .filter(
              each ->
                  target.host().isEmpty()
                      || each.target().host().isEmpty()
                      || SavedFiles.target(each).equals(wanted))
          .max(Comparator.comparing(SavedReport::started));
    }
  }

  /// The same doctor, whose reports are held against the earlier one.
  ///
  /// @param targets each of which the file must hold a report of
  /// @throws UsageException if the file holds none, or none of one of the targets
  Doctor comparing(Doctor doctor, List<Target> targets) {
    Optional<Held> held = held();
    if (held.isEmpty()) {
      return doctor;
    }
    targets.forEach(target -> required(held.get(), target));
    return (target, options, watcher) ->
        compared(held.get(), doctor.examine(target, options, watcher));
  }

  /// The same report, held against the earlier one.
  ///
  /// @throws UsageException if the file holds none, or none of the target
  Report compared(Report report) {
    return held().map(held -> compared(held, report)).orElse(report);
  }

  /// Reads it once, so that a file that is none is told before anything is done.
  ///
  /// @throws UsageException if the file holds no report
  Optional<Held> held() {
    if (held == null && file != null) {
      held = new Held(SavedFiles.tail(file, 1), file, SavedFiles.read(file, new ArrayList<>()));
    }
    return Optional.ofNullable(held);
  }

  private static Report compared(Held held, Report report) {
    SavedReport before = required(held, report.target());
    var progress = Progress.between(new View(held.label(), before), new View(NOW, asSaved(report)));
    return report.telling(report.addenda().since(progress));
  }

  private static SavedReport required(Held held, Target target) {
    return held.of(target)
        .orElseThrow(
            () ->
                new UsageException(
                    FileDesk.quoted(held.path())
                        + " holds no report of "
                        + key(target)
                        + ", but of "
                        + held.reports().stream()
                            .map(SavedFiles::target)
                            .distinct()
                            .limit(5)
                            .collect(Collectors.joining(", "))
                        + ": check it by the same name and port, or see rdpdoctor compare"));
  }

  private static String key(Target target) {
    return target.host().toLowerCase(Locale.ROOT) + ":" + target.port();
  }

  /// The report as it would be read back: so both are seen with the same eyes.
  private static SavedReport asSaved(Report report) {
    byte[] json = JsonReport.render(report, false).getBytes(StandardCharsets.UTF_8);
    try {
      return switch (SavedReportReader.read(new ByteArrayInputStream(json), NOW)) {
        case Saved.Reports(List<SavedReport> reports, _) -> reports.getFirst();
        case Saved.Foreign(String why) ->
            throw new IllegalStateException("the report just made " + why);
      };
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is read from outside", e);
    }
  }
}
