package org.rdpdoctor.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `rdpdoctor` without a command: says what there is.
@Command(
    name = "rdpdoctor",
    description = "Finds out why a Remote Desktop connection fails, and says what to change.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nTo begin with:%n",
    footer = {
      "  rdpdoctor check server.example.com",
      "  rdpdoctor explain 0x904 0x7",
      "  rdpdoctor lab expired-certificate --check"
    })
final class RdpdoctorCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      hidden = true,
      description = "Show where a defect of rdpdoctor happened.")
  boolean debug;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Commands.WRONG_USAGE;
  }
}
