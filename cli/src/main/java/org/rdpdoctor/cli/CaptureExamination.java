package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.Precedents;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Follower;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.file.CaptureOptions;
import org.rdpdoctor.reader.capture.file.CaptureTally;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection;
import org.rdpdoctor.reader.capture.ladder.Surroundings;
import org.rdpdoctor.reader.capture.ladder.Witness;
import org.rdpdoctor.report.CaptureJson;
import org.rdpdoctor.report.CaptureMarkdown;
import org.rdpdoctor.report.CaptureReport;
import org.rdpdoctor.report.CaptureText;
import org.rdpdoctor.wire.Bytes;

/// Reads captures one after the other, judges their connections as they end, and prints.
final class CaptureExamination {
  /// Connections that are read and not judged yet.
  private static final int ON_THEIR_WAY = 256;

  private final Screen screen;
  private final CaptureFiles captures;
  private final CaptureWishes wishes;
  private final Interruption interruption;
  private final LongSupplier nanoClock;
  private final CapturedReports reports;
  private final Meanings meanings = new Meanings();

  /// @param nanoClock as [System#nanoTime]
  CaptureExamination(
      Screen screen,
      CaptureFiles captures,
      CaptureWishes wishes,
      Interruption interruption,
      LongSupplier nanoClock) {
    this.screen = screen;
    this.captures = captures;
    this.wishes = wishes;
    this.interruption = interruption;
    this.nanoClock = nanoClock;
    this.reports = new CapturedReports(new Precedents(PackedCatalogue.load()), wishes.inquiries());
  }

  /// One capture, from its first packet to the last word about it.
  ///
  /// @param alone false if others are read too
  /// @return the worst verdict
  Verdict of(String file, boolean alone) {
    String name = file.equals(CaptureFiles.STANDARD_INPUT) ? "the standard input" : file;
    long begun = nanoClock.getAsLong();
    var crowd = new CaptureCrowd(name, wishes, reports);
    try (var printer = new Printer(crowd, name, alone)) {
      CaptureTally tally = read(file, name, crowd, printer);
      if (!tally.isCapture()) {
        throw new UsageException(
            tally.notes().stream().findFirst().orElse(name + " is not a capture that can be read"));
      }
      Duration elapsed = Duration.ofNanos(nanoClock.getAsLong() - begun);
      CaptureReport report = crowd.report(tally, elapsed, interruption.isWished());
      printer.end(report);
      return report.verdict();
    }
  }

  private CaptureTally read(String file, String name, CaptureCrowd crowd, Printer printer) {
    var surroundings =
        new Surroundings(
            name,
            wishes.ports(),
            meanings::windowsOf,
            meanings::statusOf,
            meanings::nameOf,
            wishes.openers());
    // judging and printing take as long as reading
    try (var judges = new Conveyor<CapturedConnection>(ON_THEIR_WAY, printer);
        ReadingBar bar =
            new ReadingBar(screen.err(), wishes.output().look(screen), name, nanoClock)) {
      var witness = new Witness(surroundings, judges);
      return captures.read(file, options(file, crowd, bar), only(witness, crowd));
    } catch (IOException e) {
      throw new UsageException(name + " cannot be read: " + FileDesk.reason(e));
    }
  }

  private CaptureOptions options(String file, CaptureCrowd crowd, ReadingBar bar)
      throws IOException {
    CaptureOptions options =
        CaptureOptions.USUAL
            .withKeyLog(text -> wishes.openers().addKeyLog(text, file))
            .withProgress(
                (read, size, packets) -> goOn(bar, read, size, packets, crowd.connections()));
    if (wishes.from().isEmpty() && wishes.to().isEmpty()) {
      return options;
    }
    Instant start = needsStart() ? start(file) : Instant.EPOCH;
    ZoneId zone = ZoneOffset.UTC; // as reports print times
    if (wishes.from().isPresent()) {
      options = options.withFrom(wishes.from().get().in(start, zone));
    }
    if (wishes.to().isPresent()) {
      options = options.withTo(wishes.to().get().in(start, zone));
    }
    return options;
  }

  private boolean needsStart() {
    return wishes.from().filter(Moment::needsStart).isPresent()
        || wishes.to().filter(Moment::needsStart).isPresent();
  }

  /// The time of the first packet: nothing else is read for it.
  private Instant start(String file) throws IOException {
    if (file.equals(CaptureFiles.STANDARD_INPUT)) {
      throw new UsageException(
          "the standard input is read once: give --from and --to with a date, as 2026-11-21T10:00");
    }
    return captures
        .read(
            file,
            CaptureOptions.USUAL.withProgress((_, _, _) -> false),
            (_, _, _, _, _) -> Deaf.EAR)
        .firstSeen()
        .orElse(Instant.EPOCH);
  }

  private boolean goOn(
      ReadingBar bar, long read, OptionalLong size, long packets, long connections) {
    if (screen.watched()) {
      bar.show(read, size, packets, connections);
    }
    return !interruption.isWished() && !screen.out().checkError();
  }

  private Follower.Source only(Witness witness, CaptureCrowd crowd) {
    return (number, transport, client, server, firstSeen) -> {
      if (wishes.include(client, server)) {
        return witness.follow(number, transport, client, server, firstSeen);
      }
      crowd.passedOver();
      return Deaf.EAR;
    };
  }

  /// Listens to nobody.
  private enum Deaf implements Follower {
    EAR;

    @Override
    public boolean hear(Side from, Bytes bytes, Duration at) {
      return false;
    }

    @Override
    public boolean miss(Side from, long bytes, Duration at) {
      return false;
    }

    @Override
    public void end(Conversation whole) {}
  }

  /// Takes each connection as it ends, and prints it at once where that is how it is printed.
  private final class Printer implements Consumer<CapturedConnection>, AutoCloseable {
    private final CaptureCrowd crowd;
    private final String name;
    private final boolean alone;
    private @Nullable CaptureJson json;

    Printer(CaptureCrowd crowd, String name, boolean alone) {
      this.crowd = crowd;
      this.name = name;
      this.alone = alone;
    }

    @Override
    public void accept(CapturedConnection captured) {
      crowd
          .add(captured)
          .ifPresent(
              judged -> {
                if (wishes.format() == Words.Format.JSON) {
                  json().connection(CapturedReports.connection(judged.captured()), judged.report());
                }
              });
    }

    private CaptureJson json() {
      if (json == null) {
        json = new CaptureJson(screen.out(), name, CapturedReports.tool(), alone);
      }
      return json;
    }

    void end(CaptureReport report) {
      PrintWriter out = screen.out();
      switch (wishes.format()) {
        case TEXT ->
            out.print(
                CaptureText.render(report, wishes.output().look(screen), wishes.output().detail()));
        case MARKDOWN -> out.print(CaptureMarkdown.render(report, wishes.output().detail()));
        case JSON -> {
          json().end(report);
          out.print("\n");
        }
      }
    }

    @Override
    public void close() {
      screen.out().flush();
    }
  }
}
