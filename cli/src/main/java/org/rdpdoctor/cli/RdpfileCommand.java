package org.rdpdoctor.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `rdpdoctor rdpfile show|lint|set|fix FILE`: what an .rdp file says, what is wrong with it, and
/// changes that leave the rest as it was.
@Command(
    name = "rdpfile",
    description = "Shows, checks and changes .rdp files. Nothing is sent anywhere.",
    sortOptions = false,
    synopsisSubcommandLabel = "show|lint|set|fix",
    footerHeading = "%nFor example:%n",
    footer = {
      "  rdpdoctor rdpfile show office.rdp",
      "  rdpdoctor rdpfile lint *.rdp",
      "  rdpdoctor rdpfile set office.rdp \"full address=server.example.com\"",
      "  rdpdoctor rdpfile fix office.rdp --dry-run"
    })
final class RdpfileCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  /// The command with what it can do.
  static CommandLine line(Screen screen) {
    return new CommandLine(new RdpfileCommand())
        .addSubcommand(new RdpfileShowCommand(screen))
        .addSubcommand(new RdpfileLintCommand(screen))
        .addSubcommand(new RdpfileSetCommand(screen))
        .addSubcommand(new RdpfileFixCommand(screen));
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "what is to be done? write show, lint, set or fix");
  }
}
