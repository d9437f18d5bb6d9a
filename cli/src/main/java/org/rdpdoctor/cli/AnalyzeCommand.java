package org.rdpdoctor.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Inquiry;
import org.rdpdoctor.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `rdpdoctor analyze PATH...`: one diagnosis from everything that the user has.
@Command(
    name = "analyze",
    description =
        "Reads what you have of one failure, and gives one diagnosis of it: .rdp files, packet"
            + " captures, event logs, bundles, and texts with codes. Nothing is sent anywhere.",
    sortOptions = false,
    sortSynopsis = false,
    footerHeading = "%nFor example:%n",
    footer = {
      "  rdpdoctor analyze office.rdp trace.pcapng System.evtx",
      "  rdpdoctor analyze incident-4711/"
    })
final class AnalyzeCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, or folders of them.")
  List<Path> paths = List.of();

  @Mixin EarlierReport before = new EarlierReport();

  @Mixin ReportOutput output = new ReportOutput();

  private final Screen screen;
  private final InstantSource clock;

  AnalyzeCommand(Screen screen, InstantSource clock) {
    this.screen = screen;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    var _ = output.wanted(); // before any file is read
    List<Inquiry> inquiries = output.why.inquiries();
    var _ = before.held();
    Exhibits exhibits = ExhibitReader.read(FileDesk.find(paths), clock.instant());
    String input = paths.stream().map(Path::toString).collect(Collectors.joining(" "));
    Report examined = new FileDoctor(clock).examine(input, exhibits, inquiries);
    Report report = before.compared(new KnownTroubles().with(examined));
    output.print(report, screen, true);
    return report.diagnosis().verdict().exitCode();
  }
}
