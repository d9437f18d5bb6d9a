package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.report.Printable;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.testkit.Fault;
import org.rdpdoctor.testkit.Faults;
import org.rdpdoctor.testkit.LabServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rdpdoctor lab FAULT`: a local peer with a known fault, to try the tool on and to learn from.
@Command(
    name = "lab",
    description = "Plays a server with a known fault on this machine, to try rdpdoctor on.",
    sortOptions = false,
    subcommands = LabListCommand.class,
    customSynopsis = {
      "rdpdoctor lab list",
      "       rdpdoctor lab FAULT [--port=P]",
      "       rdpdoctor lab FAULT --check [-v] [--json] [--color=WHEN]"
    },
    exitCodeListHeading = "%nExit codes with --check:%n",
    exitCodeList = {
      " 0:the check found what it must find",
      " 2:it found something else",
      "64:wrong usage",
      "70:a defect of rdpdoctor"
    })
final class LabCommand implements Callable<Integer> {
  private static final int FOUND = 0;
  private static final int NOT_FOUND = 2;
  private static final double TOLD = 0.5;
  private static final int MOST_SUGGESTED = 3;

  @Parameters(
      arity = "0..1",
      paramLabel = "FAULT",
      description = "The fault to play; `rdpdoctor lab list` names them all.")
  String id = "";

  @Option(
      names = "--port",
      order = 1,
      paramLabel = "P",
      description = "Listen on this port instead of any that is free.")
  int port;

  @Option(
      names = "--check",
      order = 2,
      description = "Check the peer, say whether the check found the fault, and stop.")
  boolean check;

  @Mixin Output output = new Output();

  private final Screen screen;
  private final Doctor doctor;
  private final Patience patience;

  /// Waits until the user has had enough.
  @FunctionalInterface
  interface Patience {
    void lose() throws InterruptedException;
  }

  LabCommand(Screen screen, Doctor doctor, Patience patience) {
    this.screen = screen;
    this.doctor = doctor;
    this.patience = patience;
  }

  @Override
  public Integer call() throws Exception {
    if (id.isEmpty()) {
      throw new UsageException("which fault? `rdpdoctor lab list` names them all");
    }
    Fault fault = Faults.named(id).orElseThrow(() -> unknown(id));
    if (port < 0 || port > 65535) {
      throw new UsageException(port + " is not a port: write a number from 1 to 65535");
    }
    if (output.json && !check) {
      throw new UsageException("--json is for what --check finds: add --check");
    }
    try (LabServer server = start(fault)) {
      if (check) {
        return check(server);
      }
      introduce(server);
      patience.lose();
      return FOUND;
    }
  }

  private LabServer start(Fault fault) {
    try {
      return LabServer.start(fault, port);
    } catch (IOException e) {
      throw new UsageException(
          "port " + port + " cannot be had (" + e.getMessage() + "): leave out --port");
    }
  }

  private void introduce(LabServer server) {
    Fault fault = server.fault();
    PrintWriter out = screen.out();
    out.println(fault.id() + ": " + fault.title());
    out.println();
    out.println("  It does   " + fault.does());
    out.println("  You see   " + fault.seen());
    out.println("  It plays  on 127.0.0.1, port " + server.port() + ", until you press Ctrl-C");
    server
        .gateway()
        .ifPresent(gateway -> out.println("  Gateway   on 127.0.0.1, port " + gateway.port()));
    out.println();
    out.println("Try it:");
    out.println("  rdpdoctor check " + String.join(" ", checkWords(server)));
    if (server.checkOptions().contains("--user")) {
      out.println("  The password is " + LabServer.PASSWORD + ".");
    }
    String gateway =
        server
            .gateway()
            .map(each -> " /g:127.0.0.1:" + each.port() + " /gt:http /gu:" + LabServer.USER)
            .orElse("");
    out.println("  xfreerdp /v:127.0.0.1:" + server.port() + gateway + "   or any other client");
    out.flush();
  }

  private static List<String> checkWords(LabServer server) {
    var words = new ArrayList<String>();
    words.add(server.target());
    words.addAll(server.checkOptions());
    return words;
  }

  private int check(LabServer server) throws Exception {
    var command = new CheckCommand(screen, doctor);
    new CommandLine(command).parseArgs(checkWords(server).toArray(String[]::new));
    command.output.output = output;
    command.logon.known = Optional.of(LabServer.PASSWORD);
    List<Report> reports = command.examine();
    Diagnosis diagnosis = reports.getFirst().diagnosis();
    boolean found = isExpected(server.fault(), diagnosis);
    PrintWriter to = output.json ? screen.err() : screen.out();
    if (!output.json) {
      to.println();
    }
    to.println(
        found
            ? "As expected: " + told(diagnosis)
            : "NOT as expected: "
                + wanted(server.fault())
                + " was to be found, but it was "
                + told(diagnosis));
    return found ? FOUND : NOT_FOUND;
  }

  private static boolean isExpected(Fault fault, Diagnosis diagnosis) {
    if (!fault.verdict().equals(diagnosis.verdict().id())) {
      return false;
    }
    List<Break> breaks = diagnosis.breaks();
    return fault.breaks().isEmpty()
        ? breaks.stream().noneMatch(broken -> broken.probability() >= TOLD)
        : !breaks.isEmpty() && fault.breaks().contains(breaks.getFirst().id());
  }

  private static String wanted(Fault fault) {
    return fault.verdict()
        + (fault.breaks().isEmpty() ? "" : " with " + String.join(" or ", fault.breaks()));
  }

  private static String told(Diagnosis diagnosis) {
    String breaks =
        diagnosis.breaks().stream().limit(1).map(Break::id).collect(Collectors.joining());
    return diagnosis.verdict().id() + (breaks.isEmpty() ? "" : " with " + breaks);
  }

  private static UsageException unknown(String id) {
    long most = Faults.all().stream().mapToLong(fault -> shared(id, fault.id())).max().orElse(0);
    String near =
        Faults.all().stream()
            .map(Fault::id)
            .filter(known -> most > 0 && shared(id, known) == most)
            .limit(MOST_SUGGESTED)
            .collect(Collectors.joining(" or "));
    return new UsageException(
        "no fault is called \""
            + Printable.shortened(id, 60)
            + "\": "
            + (near.isEmpty()
                ? "`rdpdoctor lab list` names them all"
                : "did you mean " + near + "?"));
  }

  /// How many words two ids have in common.
  private static long shared(String id, String other) {
    List<String> words = List.of(other.split("-", -1));
    return Stream.of(id.split("-", -1)).filter(words::contains).count();
  }
}
