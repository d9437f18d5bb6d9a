package org.rdpdoctor.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rdpdoctor.diagnosis.rdpfile.Finding;
import org.rdpdoctor.diagnosis.rdpfile.Severity;
import org.rdpdoctor.report.FileJson;
import org.rdpdoctor.report.FindingsText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `rdpdoctor rdpfile lint FILE...`: what is wrong with .rdp files, and what to write instead.
@Command(
    name = "lint",
    description =
        "Says what in .rdp files is wrong, contradicts itself, switches a protection off or is of"
            + " the past, and what to write instead.",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:nothing, or notes only",
      " 1:warnings",
      " 2:errors",
      "64:wrong usage, or no .rdp file",
      "70:a defect of rdpdoctor"
    })
final class RdpfileLintCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The .rdp files.")
  List<Path> paths = List.of();

  @Mixin Output output = new Output();

  private final Screen screen;

  RdpfileLintCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<RdpfileDesk> desks = paths.stream().map(RdpfileDesk::open).toList();
    int exit = 0;
    boolean first = true;
    for (RdpfileDesk desk : desks) {
      List<Finding> findings = desk.findings();
      if (!first && !output.json) {
        screen.out().println();
      }
      first = false;
      screen
          .out()
          .print(
              output.json
                  ? FileJson.findings(desk.name(), findings, desks.size() == 1) + "\n"
                  : FindingsText.render(
                      desk.name(), findings, desk.book(), output.look(screen), output.verbose));
      exit = Math.max(exit, exitCode(findings));
    }
    return exit;
  }

  static int exitCode(List<Finding> findings) {
    return findings.stream()
        .map(Finding::severity)
        .mapToInt(RdpfileLintCommand::exitCode)
        .max()
        .orElse(0);
  }

  private static int exitCode(Severity severity) {
    return switch (severity) {
      case ERROR -> 2;
      case WARNING -> 1;
      case NOTE -> 0;
    };
  }
}
