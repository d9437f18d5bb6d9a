package org.rdpdoctor.cli;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rdpdoctor capture FILE`: what a packet capture shows about its RDP connections.
@Command(
    name = "capture",
    description =
        "Reads packet captures (pcap, pcapng, snoop; also packed with gzip), finds the RDP"
            + " connections in them on any port, and says how far each came, who ended it and why.",
    sortOptions = false,
    sortSynopsis = false,
    footerHeading = "%nFor example:%n",
    footer = {
      "  rdpdoctor capture trace.pcapng",
      "  rdpdoctor capture trace.pcapng --client 192.0.2.7 --from 10:00 --to 10:15",
      "  rdpdoctor capture trace.pcapng --tls-keys keys.log --json",
      "  tcpdump -w - host server.example.com | rdpdoctor capture -",
      "How to take a capture that answers the question: docs/captures.md"
    },
    exitCodeListHeading = "%nExit codes, the worst of all connections:%n",
    exitCodeList = {
      " 0:healthy",
      " 1:degraded: it connects, but something will bite",
      " 2:failing",
      " 3:inconclusive, or no RDP at all",
      "64:wrong usage",
      "70:a defect of rdpdoctor"
    })
final class CaptureCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "The captures; - reads one from the standard input.")
  List<String> files = List.of();

  @Option(
      names = "--client",
      order = 1,
      paramLabel = "ADDRESS",
      description = "Only connections of this client.")
  @Nullable String client;

  @Option(
      names = "--server",
      order = 2,
      paramLabel = "ADDRESS",
      description = "Only connections to this server.")
  @Nullable String server;

  @Option(
      names = "--from",
      order = 3,
      paramLabel = "TIME",
      converter = Moment.Word.class,
      description =
          "Leave out what was earlier: 2026-11-21T10:00, a time of the capture's day such as 10:00,"
              + " both in UTC unless an offset such as +01:00 stands behind, or +90s after its start.")
  @Nullable Moment from;

  @Option(
      names = "--to",
      order = 4,
      paramLabel = "TIME",
      converter = Moment.Word.class,
      description = "Leave out what was later.")
  @Nullable Moment to;

  @Option(
      names = "--port",
      order = 5,
      paramLabel = "P",
      description =
          "Where unanswered attempts count as RDP: 3389 unless given; may be repeated. What"
              + " answers as RDP is found on any port.")
  List<Integer> ports = List.of();

  @Mixin CaptureKeyOptions keys = new CaptureKeyOptions();
  @Mixin ReportOutput output = new ReportOutput();

  private final Screen screen;
  private final CaptureFiles captures;

  CaptureCommand(Screen screen, CaptureFiles captures) {
    this.screen = screen;
    this.captures = captures;
  }

  @Override
  public Integer call() {
    output.refusePlan();
    CaptureWishes wishes = wishes();
    checkFiles();
    var verdicts = new ArrayList<Verdict>();
    try (Interruption interruption = Interruption.awaited()) {
      var examination =
          new CaptureExamination(screen, captures, wishes, interruption, System::nanoTime);
      for (String file : files) {
        if (interruption.isWished()) {
          break;
        }
        if (!verdicts.isEmpty() && wishes.format() != Words.Format.JSON) {
          screen.out().println();
        }
        verdicts.add(examination.of(file, files.size() == 1));
      }
    }
    return CheckCommand.worst(verdicts).exitCode();
  }

  private CaptureWishes wishes() {
    return new CaptureWishes(
        output.wanted(),
        output.output,
        Optional.ofNullable(from),
        Optional.ofNullable(to),
        ports(),
        Optional.ofNullable(client).map(CaptureCommand::address),
        Optional.ofNullable(server).map(CaptureCommand::address),
        keys.keys(screen),
        output.why.inquiries());
  }

  private static InetAddress address(String word) {
    return InetAddress.ofLiteral(TargetParser.address(word.strip()));
  }

  private Set<Integer> ports() {
    for (int port : ports) {
      if (port < 1 || port > 65_535) {
        throw new UsageException(port + " is not a port: write a number from 1 to 65535");
      }
    }
    return ports.isEmpty() ? Set.of(Target.RDP_PORT) : new HashSet<>(ports);
  }

  private void checkFiles() {
    if (files.stream().filter(CaptureFiles.STANDARD_INPUT::equals).count() > 1) {
      throw new UsageException("the standard input can be read once: give - only once");
    }
    for (String file : files) {
      if (file.equals(CaptureFiles.STANDARD_INPUT)) {
        continue;
      }
      Path path = Path.of(file);
      if (!Files.exists(path)) {
        throw new UsageException("there is no file \"" + file + "\"");
      }
      if (Files.isDirectory(path)) {
        throw new UsageException(
            "\"" + file + "\" is a folder: name the captures in it, as in " + file + "/*.pcap");
      }
      if (!Files.isReadable(path)) {
        throw new UsageException("\"" + file + "\" may not be read by this user");
      }
    }
  }
}
