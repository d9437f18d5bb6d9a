package org.rdpdoctor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.facts.GuideCase.Findings;
import org.rdpdoctor.facts.GuideCase.LeftOut;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.report.Report;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Runs checks for a guide, as `rdpdoctor check` would with the same words.
record GuideChecks(Screen screen, Doctor doctor, Output output) {
  /// What a check found, and its report.
  record Found(Report report, Findings findings) {}

  /// @param words of the check
  /// @throws UsageException if they make no sense, or the user declined
  Found run(List<String> words) throws InterruptedException {
    var options = new AtomicReference<@Nullable CheckOptions>();
    Doctor noting =
        (target, wanted, watcher) -> {
          options.set(wanted);
          return doctor.examine(target, wanted, watcher);
        };
    var command = new CheckCommand(screen, noting);
    try {
      new CommandLine(command).setExpandAtFiles(false).parseArgs(words.toArray(String[]::new));
    } catch (ParameterException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()));
    }
    command.output.silent = true;
    command.output.output = output;
    List<Report> reports = command.examine();
    if (reports.size() != 1) {
      throw new UsageException("one target at a time is guided: give one");
    }
    CheckOptions asked = options.get();
    if (asked == null) {
      throw new IllegalStateException("a check ended without an examination");
    }
    return new Found(reports.getFirst(), findings(reports.getFirst(), asked));
  }

  private static Findings findings(Report report, CheckOptions options) {
    Diagnosis diagnosis = report.diagnosis();
    List<Observation> facts =
        diagnosis.rungs().stream()
            .flatMap(rung -> rung.observations().stream())
            .distinct()
            .collect(Collectors.toCollection(ArrayList::new));
    return new Findings(
        LiveDoctor.typed(report.target(), options.climb()),
        options.climb().offered(),
        options.climb().until(),
        diagnosis.notTested().stream()
            .map(left -> new LeftOut(left.layer(), left.because(), left.byChoice()))
            .toList(),
        facts);
  }
}
