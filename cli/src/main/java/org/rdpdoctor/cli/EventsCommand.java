package org.rdpdoctor.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.cli.FileDesk.Found;
import org.rdpdoctor.diagnosis.Inquiry;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.reader.FileKind;
import org.rdpdoctor.reader.eventlog.EventDump;
import org.rdpdoctor.report.EventsJson;
import org.rdpdoctor.report.EventsReport;
import org.rdpdoctor.report.EventsText;
import org.rdpdoctor.report.MarkdownReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rdpdoctor events FILE...`: what Windows event logs say of failed connections.
@Command(
    name = "events",
    description =
        "Reads Windows event logs, and says which connections failed, why, and since when. Logs of"
            + " one machine belong together: give all of them, or their folder.",
    sortOptions = false,
    sortSynopsis = false,
    footerHeading = "%nFor example:%n",
    footer = {
      "  rdpdoctor events Security.evtx System.evtx",
      "  rdpdoctor events logs/ --from 2026-03-02 --to 2026-03-03",
      "  rdpdoctor events System.evtx --dump system.jsonl"
    })
final class EventsCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Event logs (.evtx), exported as XML, or as JSON lines of a shipper such as winlogbeat;"
              + " or folders of them.")
  List<Path> paths = List.of();

  @Option(
      names = "--from",
      order = 21,
      paramLabel = "TIME",
      description = "Look at no record before this: 2026-03-02 or 2026-03-02T09:15, in UTC.")
  @Nullable String from;

  @Option(
      names = "--to",
      order = 22,
      paramLabel = "TIME",
      description = "Look at no record after this; a date is meant with all of its day.")
  @Nullable String to;

  @Option(
      names = "--dump",
      order = 23,
      paramLabel = "FILE",
      description = "Also write every record as a line of JSON into this file.")
  @Nullable Path dump;

  @Mixin ReportOutput output = new ReportOutput();

  private final Screen screen;
  private final InstantSource clock;

  EventsCommand(Screen screen, InstantSource clock) {
    this.screen = screen;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    output.refusePlan();
    Words.Format wanted = output.wanted(); // before any file is read
    List<Inquiry> inquiries = output.why.inquiries();
    Instant started = clock.instant();
    var span =
        new EventExhibit.Span(
            Optional.ofNullable(from).map(text -> TimeWord.parse("--from", text, false)),
            Optional.ofNullable(to).map(text -> TimeWord.parse("--to", text, true)));
    EventExhibit exhibit = read(logs(), span);
    String input = paths.stream().map(Path::toString).collect(Collectors.joining(" "));
    EventsReport events = new EventsDoctor(clock).examine(input, exhibit, started, inquiries);
    print(events, wanted);
    return events.report().diagnosis().verdict().exitCode();
  }

  private List<Path> logs() {
    List<Found> found = FileDesk.find(paths);
    for (Found file : found) {
      if (file.asked() && file.kind() != FileKind.EVENT_LOG) {
        throw new UsageException(
            FileDesk.quoted(file.path())
                + " is no event log: give .evtx files, or what Event Viewer, wevtutil or a log"
                + " shipper made of them (XML, JSON lines)");
      }
    }
    List<Path> logs =
        found.stream().filter(file -> file.kind() == FileKind.EVENT_LOG).map(Found::path).toList();
    if (logs.isEmpty()) {
      throw new UsageException(
          "there is no event log in "
              + paths.stream().map(FileDesk::quoted).collect(Collectors.joining(", ")));
    }
    return logs;
  }

  private EventExhibit read(List<Path> logs, EventExhibit.Span span) {
    if (dump == null) {
      return EventExhibit.of(logs, span, _ -> {});
    }
    Path into = dump;
    if (logs.stream().anyMatch(log -> isSame(log, into))) {
      throw new UsageException(
          "--dump would overwrite " + FileDesk.quoted(into) + ", which is read");
    }
    try (OutputStream file = Files.newOutputStream(into);
        var lines = new EventDump(new BufferedOutputStream(file));
        var writer = new Conveyor<List<EventRecord>>(8, batch -> batch.forEach(lines))) {
      var batches = new Batches(writer);
      EventExhibit exhibit = EventExhibit.of(logs, span, batches);
      batches.flush();
      return exhibit;
    } catch (IOException | UncheckedIOException e) {
      throw new UsageException(FileDesk.quoted(into) + " cannot be written: " + FileDesk.reason(e));
    }
  }

  /// Records in bundles: handing over each by itself costs more than writing it.
  private static final class Batches implements Consumer<EventRecord> {
    private static final int SIZE = 256;
    private final Consumer<List<EventRecord>> next;
    private List<EventRecord> batch = new ArrayList<>(SIZE);

    Batches(Consumer<List<EventRecord>> next) {
      this.next = next;
    }

    @Override
    public void accept(EventRecord record) {
      batch.add(record);
      if (batch.size() == SIZE) {
        flush();
      }
    }

    void flush() {
      next.accept(batch);
      batch = new ArrayList<>(SIZE);
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException _) {
      return false;
    }
  }

  private void print(EventsReport events, Words.Format wanted) {
    PrintWriter out = screen.out();
    switch (wanted) {
      case TEXT ->
          out.print(EventsText.render(events, output.output.look(screen), output.output.detail()));
      case MARKDOWN -> out.print(MarkdownReport.render(events.report(), output.output.detail()));
      case JSON -> out.print(EventsJson.render(events) + "\n");
    }
    out.flush();
  }
}
