package org.rdpdoctor.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.rdpfile.Edit;
import org.rdpdoctor.diagnosis.rdpfile.Finding;
import org.rdpdoctor.diagnosis.rdpfile.Isolation;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.FileSetting;
import org.rdpdoctor.facts.FileSignature.Computed;
import org.rdpdoctor.report.FindingsText;
import org.rdpdoctor.report.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rdpdoctor rdpfile fix FILE`: makes the changes that lint proposes, after showing them.
@Command(
    name = "fix",
    description =
        "Makes the changes that lint proposes and that only write what was meant, after showing"
            + " them. The old file is kept beside it as FILE.bak.",
    sortOptions = false,
    footerHeading = "%nFor example:%n",
    footer = {
      "  rdpdoctor rdpfile fix office.rdp --dry-run",
      "  rdpdoctor rdpfile fix office.rdp --also gateway-bypassed --yes",
      "  rdpdoctor rdpfile fix office.rdp --temporary nla-off"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done, or nothing to do",
      " 1:shown, and not wanted",
      "64:wrong usage, or the file cannot be written",
      "70:a defect of rdpdoctor"
    })
final class RdpfileFixCommand implements Callable<Integer> {
  private static final int NOT_WANTED = 1;
  private static final int MOST_EDITS = 1000;

  @Parameters(paramLabel = "FILE", description = "The .rdp file.")
  Path path = Path.of("");

  @Option(names = "--dry-run", order = 1, description = "Only show what would change.")
  boolean dryRun;

  @Option(names = "--yes", order = 2, description = "Write without asking.")
  boolean yes;

  @Option(
      names = "--also",
      order = 3,
      paramLabel = "RULE",
      description =
          "Make the change of this rule too, which lint proposes and somebody has to want; may be"
              + " given several times.")
  List<String> also = List.of();

  @Option(
      names = "--temporary",
      order = 4,
      paramLabel = "RULE",
      description =
          "Switch a protection off for a minute, to find out where a failure comes from: nla-off,"
              + " server-unverified or negotiation-off. Tells the way back.")
  List<String> temporary = List.of();

  @Mixin RdpfileLook look = new RdpfileLook();

  private final Screen screen;

  RdpfileFixCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<Isolation> isolations = temporary.stream().map(RdpfileFixCommand::isolation).toList();
    RdpfileDesk desk = RdpfileDesk.open(path);
    unknownRules(desk);
    ConnectionFile fixed = fixed(desk);
    for (Isolation isolation : isolations) {
      fixed = new Edit.Put(isolation.key(), 'i', Long.toString(isolation.off())).applyTo(fixed);
    }
    var change = new RdpfileChange(desk, fixed);
    PrintWriter out = screen.out();
    if (!change.show(out, look.of(screen))) {
      say("There is nothing to change in " + desk.name() + " without asking you.");
      left(desk, fixed);
      return 0;
    }
    isolations.forEach(isolation -> explain(desk, isolation));
    change
        .signature()
        .ifPresent(
            signature -> {
              out.println();
              say(signature);
            });
    left(desk, fixed);
    if (dryRun) {
      return 0;
    }
    if (!yes && !agreed(out)) {
      out.println("Nothing was written.");
      return NOT_WANTED;
    }
    say(change.write());
    return 0;
  }

  private boolean agreed(PrintWriter out) {
    out.flush();
    return Keyboard.ofProcess()
        .orElseThrow(
            () ->
                new UsageException(
                    "nothing was written, as there is no terminal to ask at: add --yes, or"
                        + " --dry-run to see the change only"))
        .agrees("Write this? [y/N] ");
  }

  /// Makes one change after the other and looks again, since lines move.
  private ConnectionFile fixed(RdpfileDesk desk) {
    Set<String> covered = covered(desk);
    Set<Finding> done = new HashSet<>();
    ConnectionFile fixed = desk.file();
    for (int i = 0; i < MOST_EDITS; i++) {
      Optional<Finding> next =
          desk.findings(fixed).stream()
              .filter(finding -> finding.edit().isPresent())
              .filter(finding -> isWanted(finding, covered))
              .filter(done::add)
              .findFirst();
      if (next.isEmpty()) {
        break;
      }
      fixed = next.get().edit().orElseThrow().applyTo(fixed);
    }
    return fixed;
  }

  private boolean isWanted(Finding finding, Set<String> covered) {
    return also.contains(finding.rule()) || (finding.safe() && !covered.contains(finding.key()));
  }

  /// What an intact signature covers is left alone unless it is asked for.
  private static Set<String> covered(RdpfileDesk desk) {
    return desk.signature() instanceof Computed computed && computed.intact()
        ? computed.covered().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet())
        : Set.of();
  }

  private void unknownRules(RdpfileDesk desk) {
    List<String> known =
        desk.findings().stream()
            .filter(finding -> finding.edit().isPresent())
            .map(Finding::rule)
            .distinct()
            .toList();
    for (String rule : also) {
      if (!known.contains(rule)) {
        throw new UsageException(
            "there is no change for the rule \""
                + Printable.shortened(rule, 40)
                + "\" in this file"
                + (known.isEmpty() ? "" : ": write one of " + String.join(", ", known)));
      }
    }
  }

  private static Isolation isolation(String rule) {
    return Isolation.of(rule)
        .orElseThrow(
            () ->
                new UsageException(
                    "\""
                        + Printable.shortened(rule, 40)
                        + "\" is no step to try for a minute: write one of "
                        + Isolation.ALL.stream()
                            .map(Isolation::rule)
                            .collect(Collectors.joining(", "))));
  }

  private void explain(RdpfileDesk desk, Isolation isolation) {
    screen.out().println();
    say(isolation.lineOff() + " is for a minute only. " + isolation.switchesOff());
    say(isolation.tells());
    say("The way back:");
    screen.out().println("  rdpdoctor rdpfile set " + quoted() + " " + back(desk, isolation));
  }

  private void say(String text) {
    screen.out().print(FindingsText.paragraph(text, look.of(screen)));
  }

  private String quoted() {
    String name = path.toString();
    return name.matches("[A-Za-z0-9._/\\\\-]+") ? name : "\"" + name + "\"";
  }

  private static String back(RdpfileDesk desk, Isolation isolation) {
    Optional<FileSetting> old = desk.file().setting(isolation.key());
    return old.map(setting -> "\"" + isolation.key() + "=" + setting.value().strip() + "\"")
        .orElse("--remove \"" + isolation.key() + "\"");
  }

  private void left(RdpfileDesk desk, ConnectionFile fixed) {
    List<Finding> left = desk.findings(fixed);
    if (!left.isEmpty()) {
      screen.out().println();
      say(
          "Left for you: "
              + FindingsText.summary(left)
              + "; `rdpdoctor rdpfile lint "
              + quoted()
              + "` names them.");
    }
  }
}
