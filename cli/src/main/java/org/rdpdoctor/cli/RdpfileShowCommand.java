package org.rdpdoctor.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rdpdoctor.report.FileJson;
import org.rdpdoctor.report.FileText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `rdpdoctor rdpfile show FILE...`: every setting with what it means.
@Command(
    name = "show",
    description =
        "Says where an .rdp file leads, whether its signature is intact, and what every setting"
            + " means. Passwords are never shown.",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {" 0:shown", "64:wrong usage, or no .rdp file", "70:a defect of rdpdoctor"})
final class RdpfileShowCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The .rdp files.")
  List<Path> paths = List.of();

  @Mixin Output output = new Output();

  private final Screen screen;

  RdpfileShowCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<RdpfileDesk> desks = paths.stream().map(RdpfileDesk::open).toList();
    boolean first = true;
    for (RdpfileDesk desk : desks) {
      if (!first && !output.json) {
        screen.out().println();
      }
      first = false;
      screen
          .out()
          .print(
              output.json
                  ? FileJson.file(
                          desk.name(),
                          desk.file(),
                          desk.signature(),
                          desk.book(),
                          desks.size() == 1)
                      + "\n"
                  : FileText.render(
                      desk.name(),
                      desk.file(),
                      desk.signature(),
                      desk.book(),
                      output.look(screen),
                      output.verbose));
    }
    return 0;
  }
}
