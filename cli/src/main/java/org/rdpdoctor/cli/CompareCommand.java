package org.rdpdoctor.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.compared.Comparer;
import org.rdpdoctor.diagnosis.compared.Comparison;
import org.rdpdoctor.diagnosis.compared.Comparison.Outcome;
import org.rdpdoctor.diagnosis.compared.Question;
import org.rdpdoctor.report.ComparisonJson;
import org.rdpdoctor.report.ComparisonMarkdown;
import org.rdpdoctor.report.ComparisonText;
import org.rdpdoctor.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rdpdoctor compare A.json B.json …`: what several reports of the same server prove together.
@Command(
    name = "compare",
    description =
        "Holds reports of the same server against each other: from several places, before and after"
            + " a change, or by name and by address. Says what differs, on which rung, and what that"
            + " proves. Nothing is sent anywhere.",
    sortOptions = false,
    sortSynopsis = false,
    footerHeading = "%nREPORT is a file that check --json wrote, or LABEL=FILE. For example:%n",
    footer = {
      "  rdpdoctor check srv01 --json > branch.json",
      "  rdpdoctor compare head-office.json branch.json",
      "  rdpdoctor compare before=monday.json after=tuesday.json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:nothing differs that matters",
      " 1:something differs or changed, and keeps nobody out; or it was fixed",
      " 2:it works in one report and fails in another; after a change: newly broken",
      " 3:the reports cannot be held against each other",
      "64:wrong usage",
      "70:a defect of rdpdoctor"
    })
final class CompareCommand implements Callable<Integer> {
  /// More reports than that are a fleet, and not a comparison.
  private static final int MOST_FILES = 100;

  @Parameters(arity = "0..*", paramLabel = "REPORT", description = "Reports, two or more.")
  List<String> files = List.of();

  @Option(
      names = "--label",
      order = 1,
      paramLabel = "NAME",
      description =
          "What a report is called, once for each and in their order. Otherwise the name of the file.")
  List<String> labels = List.of();

  @Option(
      names = "--as",
      order = 2,
      paramLabel = "WHAT",
      converter = Words.QuestionWord.class,
      description =
          "What they are compared for: places, change (before and after, from one place) or names (by"
              + " name and by address). Otherwise told from the labels and the targets: before and"
              + " after mean a change.")
  @Nullable Question question;

  @Option(
      names = "--format",
      order = 49,
      paramLabel = "F",
      converter = Words.FormatWord.class,
      description = "text (the default), json or markdown.")
  Words.@Nullable Format format;

  @Mixin Output output = new Output();

  private final Screen screen;

  CompareCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    Words.Format wanted = wanted();
    if (files.isEmpty()) {
      throw new UsageException(
          "there is nothing to compare: give two reports, as in rdpdoctor compare A.json B.json");
    }
    if (files.size() > MOST_FILES) {
      throw new UsageException(
          "at most " + MOST_FILES + " reports are compared, and there are " + files.size());
    }
    SavedFiles.Loaded loaded = SavedFiles.load(files, labels);
    List<Comparison> comparisons =
        loaded.comparisons().stream()
            .map(views -> Comparer.compare(views, Optional.ofNullable(question)))
            .toList();
    List<String> notes = loaded.notes();
    for (Comparison comparison : comparisons) {
      print(comparison, notes, wanted, comparisons.size() == 1);
      notes = List.of(); // said once
    }
    return comparisons.stream()
        .map(Comparison::outcome)
        .max(
            Comparator.comparingInt(
                List.of(Outcome.SAME, Outcome.DIFFERENT, Outcome.UNDECIDED, Outcome.BROKEN)
                    ::indexOf))
        .orElse(Outcome.UNDECIDED)
        .exitCode();
  }

  private Words.Format wanted() {
    if (format == null) {
      return output.json ? Words.Format.JSON : Words.Format.TEXT;
    }
    if (output.json && format != Words.Format.JSON) {
      throw new UsageException("--json contradicts --format: leave one of them out");
    }
    return format;
  }

  private void print(
      Comparison comparison, List<String> notes, Words.Format wanted, boolean alone) {
    var tool = new Report.Tool("rdpdoctor", Version.number());
    String text =
        switch (wanted) {
          case TEXT ->
              ComparisonText.render(comparison, notes, output.look(screen), output.detail());
          case MARKDOWN -> ComparisonMarkdown.render(comparison, notes, output.detail());
          case JSON -> ComparisonJson.render(comparison, notes, tool, alone) + "\n";
        };
    screen.out().print(text + (alone || wanted == Words.Format.JSON ? "" : "\n"));
    screen.out().flush();
  }
}
