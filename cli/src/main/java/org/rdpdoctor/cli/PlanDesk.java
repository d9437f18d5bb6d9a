package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.diagnosis.plan.Plan;
import org.rdpdoctor.diagnosis.plan.Plan.Suspect;
import org.rdpdoctor.diagnosis.plan.Planner;
import org.rdpdoctor.diagnosis.plan.Proving;
import org.rdpdoctor.facts.SavedReport;
import org.rdpdoctor.reader.saved.Saved;
import org.rdpdoctor.reader.saved.SavedReportReader;
import org.rdpdoctor.report.Printable;

/// Makes the plan that the words of a command line ask for: from a saved report, or from ids.
final class PlanDesk {
  private final Screen screen;
  private final Catalogue.Causes causes = PackedCatalogue.loadCauses();

  PlanDesk(Screen screen) {
    this.screen = screen;
  }

  /// @param from what the plan was made from, in a line; empty if that is nothing but ids
  record Found(Plan plan, String from) {}

  /// @param given the target that the user named
  /// @throws UsageException if a word is neither a report nor an id, or several kinds are mixed
  Found find(List<String> words, Optional<Proving> given) {
    var known = new ArrayList<KnownCause>();
    var fixes = new ArrayList<Fix>();
    for (String word : words) {
      Optional<KnownCause> cause = causes.cause(word);
      Optional<Fix> fix = cause.isPresent() ? Optional.empty() : PackedCatalogue.loadFix(word);
      cause.ifPresent(known::add);
      fix.ifPresent(fixes::add);
      if (cause.isEmpty() && fix.isEmpty()) {
        if (words.size() > 1) {
          throw new UsageException(
              isFile(word)
                  ? "a plan is made from one report: give " + word + " alone"
                  : noSuchId(word));
        }
        return ofReport(word, given);
      }
    }
    if (!known.isEmpty() && !fixes.isEmpty()) {
      throw new UsageException(
          known.getFirst().id()
              + " is a cause and "
              + fixes.getFirst().id()
              + " a fix: give one or the other");
    }
    Proving proving = given.orElse(Proving.NOWHERE);
    return new Found(
        fixes.isEmpty()
            ? Planner.of(
                known.stream().map(PlanDesk::chosen).toList(), List.of(), List.of(), proving)
            : Planner.ofFixes(fixes, proving),
        "");
  }

  private static Suspect chosen(KnownCause cause) {
    return new Suspect(cause.id(), cause.title(), OptionalDouble.empty(), cause.fixes());
  }

  private static boolean isFile(String word) {
    try {
      return word.equals("-") || Files.exists(Path.of(word));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private static String noSuchId(String word) {
    return "\""
        + Printable.shortened(word, 60)
        + "\" is no file, and no cause or fix is called so: give a report that check --json wrote";
  }

  private Found ofReport(String word, Optional<Proving> given) {
    if (!isFile(word)) {
      throw new UsageException(noSuchId(word));
    }
    SavedReport report = read(word);
    var notes = new ArrayList<String>();
    var suspects = new ArrayList<Suspect>();
    for (SavedReport.Blamed cause : report.causes()) {
      Optional<KnownCause> known = causes.cause(cause.id());
      if (known.isPresent()) {
        suspects.add(
            new Suspect(
                cause.id(),
                known.get().title(),
                OptionalDouble.of(cause.probability()),
                known.get().fixes()));
      } else {
        notes.add(
            Printable.shortened(cause.id(), 60)
                + " is not known to this version; the report was made by "
                + Printable.shortened(report.version(), 20)
                + ".");
      }
    }
    List<NextTest> tests =
        report.advice().tests().stream()
            .map(test -> NextTest.told(test.id(), test.title(), test.why(), test.command()))
            .toList();
    Proving proving =
        given
            .map(other -> new Proving(other.target(), report.advice().options()))
            .orElseGet(() -> Provings.of(report));
    return new Found(Planner.of(suspects, tests, notes, proving), from(word, report));
  }

  private static String from(String word, SavedReport report) {
    Path name = Path.of(word).getFileName();
    String file = word.equals("-") || name == null ? "a report" : name.toString();
    return Printable.shortened(file, 80)
        + ", "
        + report.started()
        + ", "
        + report.verdict()
        + ": "
        + Printable.shortened(report.summary(), 200);
  }

  private SavedReport read(String word) {
    List<SavedReport> reports =
        switch (saved(word)) {
          case Saved.Foreign(String why) ->
              throw new UsageException(Printable.shortened(word, 80) + " " + why);
          case Saved.Reports(List<SavedReport> all, _) -> all;
        };
    if (reports.size() > 1) {
      throw new UsageException(
          Printable.shortened(word, 80)
              + " holds "
              + reports.size()
              + " reports, and a plan is made from one: save them one by one");
    }
    return reports.getFirst();
  }

  private Saved saved(String word) {
    try {
      if (word.equals("-")) {
        return SavedReportReader.read(screen.in(), "standard input");
      }
      Path path = Path.of(word);
      if (Files.isDirectory(path)) {
        throw new UsageException(FileDesk.quoted(path) + " is a folder: name a report in it");
      }
      try (InputStream in = Files.newInputStream(path)) {
        return SavedReportReader.read(in, word);
      }
    } catch (IOException e) {
      throw new UsageException(
          Printable.shortened(word, 80) + " cannot be read: " + FileDesk.reason(e));
    }
  }
}
