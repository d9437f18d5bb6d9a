package org.rdpdoctor.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan;
import org.rdpdoctor.diagnosis.plan.Proving;
import org.rdpdoctor.report.PlanJson;
import org.rdpdoctor.report.PlanMarkdown;
import org.rdpdoctor.report.PlanText;
import org.rdpdoctor.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rdpdoctor plan REPORT.json`: what to do, in which order, who does it, and how it is proved.
@Command(
    name = "plan",
    description =
        "Turns a report, or the names of causes and fixes, into a plan: steps in order, by who has"
            + " to do them, each with its risk, its way back and its proof; or into a script to be"
            + " read and run by hand. Nothing is sent anywhere, and nothing is changed.",
    sortOptions = false,
    sortSynopsis = false,
    footerHeading =
        "%nWHAT is a file that check --json wrote, - for the standard input, or ids of causes or"
            + " fixes. For example:%n",
    footer = {
      "  rdpdoctor check srv01 --json > report.json",
      "  rdpdoctor plan report.json --for server",
      "  rdpdoctor plan report.json --script bash --out fix.sh",
      "  rdpdoctor plan cert-expired --target srv01:3390 --format markdown"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:there is something to do",
      " 3:nothing is known that could be done",
      "64:wrong usage",
      "70:a defect of rdpdoctor"
    })
final class PlanCommand implements Callable<Integer> {
  private static final int NOTHING_TO_DO = 3;

  @Parameters(arity = "0..*", paramLabel = "WHAT", description = "A report, or ids.")
  List<String> words = List.of();

  @Option(
      names = "--for",
      order = 1,
      paramLabel = "SIDE",
      converter = Words.SideWord.class,
      description = "Only what is to be done there: client, server, network, gateway or directory.")
  Fix.@Nullable Side side;

  @Option(
      names = "--target",
      order = 2,
      paramLabel = "HOST[:PORT]",
      description = "What the plan is for, where no report says it.")
  @Nullable String target;

  @Option(
      names = "--script",
      order = 3,
      paramLabel = "SHELL",
      converter = Words.ShellWords.class,
      description =
          "Write a script instead: powershell, or bash for xrdp. Against each likely cause it makes"
              + " one change, the one that the plan has first; another one is asked for by its id.")
  Words.@Nullable Shell script;

  @Option(
      names = "--out",
      order = 4,
      paramLabel = "PATH",
      description =
          "Write to this file, or into this folder. Beside a script stands one that takes it back.")
  @Nullable Path out;

  @Option(
      names = "--format",
      order = 49,
      paramLabel = "F",
      converter = Words.FormatWord.class,
      description = "text (the default), markdown or json.")
  Words.@Nullable Format format;

  @Mixin Output output = new Output();

  private final Screen screen;
  private final InstantSource clock;

  PlanCommand(Screen screen, InstantSource clock) {
    this.screen = screen;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Words.Format wanted = wanted();
    PlanDesk.Found found = new PlanDesk(screen).find(words, proving());
    if (script != null) {
      return new ScriptDesk(screen, now())
          .write(found, script, Optional.ofNullable(side), Optional.ofNullable(out));
    }
    Fix.Side only = side;
    Plan plan = only == null ? found.plan() : found.plan().onlyFor(only);
    String text = text(plan, found.from(), wanted);
    Path path = out;
    if (path == null) {
      screen.out().print(text);
      screen.out().flush();
    } else {
      Path file = NewFile.in(path, "plan." + ending(wanted));
      NewFile.write(file, text, false);
      screen.err().println("written: " + file);
    }
    return plan.steps().isEmpty() ? NOTHING_TO_DO : 0;
  }

  /// The target that was given, which says more than a report that is not there.
  private Optional<Proving> proving() {
    return Optional.ofNullable(target)
        .map(
            words ->
                new Proving(
                    LiveDoctor.typed(TargetParser.parse(words, Optional.empty())), List.of()));
  }

  private Words.Format wanted() {
    if (words.isEmpty()) {
      throw new UsageException(
          "there is nothing to plan for: give a report, as in rdpdoctor plan report.json");
    }
    if (script != null && (format != null || output.json)) {
      throw new UsageException("--script writes a script: leave out --format and --json");
    }
    if (format == null) {
      return output.json ? Words.Format.JSON : Words.Format.TEXT;
    }
    if (output.json && format != Words.Format.JSON) {
      throw new UsageException("--json contradicts --format: leave one of them out");
    }
    return format;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String ending(Words.Format format) {
    return switch (format) {
      case TEXT -> "txt";
      case MARKDOWN -> "md";
      case JSON -> "json";
    };
  }

  private String text(Plan plan, String from, Words.Format wanted) {
    return switch (wanted) {
      case TEXT -> PlanText.render(plan, from, output.look(screen), output.detail());
      case MARKDOWN -> PlanMarkdown.render(plan, from);
      case JSON ->
          PlanJson.render(plan, new Report.Tool("rdpdoctor", Version.number()), now()) + "\n";
    };
  }
}
