package org.rdpdoctor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.cli.FileDesk.Found;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.reader.FileKind;
import org.rdpdoctor.reader.Reading;
import org.rdpdoctor.reader.capture.opened.KeyRing;
import org.rdpdoctor.reader.collected.Bundle;
import org.rdpdoctor.report.Report.CodeMeaning;

/// Reads files, each with the reader for its kind; the event logs among them, those inside of
/// bundles too, are read as one.
final class ExhibitReader {
  private static final String READABLE =
      "give .rdp files, captures (pcap, pcapng), event logs (evtx, or exported as XML or JSON"
          + " lines), bundles or texts";

  private final List<Reading> readings = new ArrayList<>();
  private final List<CodeMeaning> codes = new ArrayList<>();
  private final List<NotTested> notTested = new ArrayList<>();
  /// What led to a failure that a capture shows was written not long before it.
  private static final Duration BEFORE = Duration.ofDays(7);

  private static final Duration AFTER = Duration.ofDays(1);

  private EventExhibit.Span span = EventExhibit.Span.ALL;
  private Optional<EventExhibit.Collection> logs = Optional.empty();
  private final KeyRing keys = new KeyRing();
  private Optional<Target> target = Optional.empty();

  private final Instant now;

  private ExhibitReader(Instant now) {
    this.now = now;
  }

  /// @param now when certificates are to be valid
  static Exhibits read(List<Found> files, Instant now) {
    return read(Optional.empty(), files, now);
  }

  /// @param rdpFile one that was read already
  /// @throws UsageException if a file that was asked for cannot be read
  static Exhibits read(Optional<RdpExhibit> rdpFile, List<Found> files, Instant now) {
    var reader = new ExhibitReader(now);
    rdpFile.ifPresent(reader::rdpFile);
    for (FileKind kind : FileKind.values()) { // what names the target and what opens TLS first
      files.stream().filter(file -> file.kind() == kind).forEach(reader::read);
    }
    return reader.told();
  }

  private Exhibits told() {
    logs.filter(read -> !read.isEmpty()).ifPresent(read -> readings.add(reading(read)));
    return new Exhibits(readings, codes, target, notTested);
  }

  private void read(Found file) {
    try {
      switch (file.kind()) {
        case TEXT -> text(file);
        case RDP_FILE -> rdpFile(RdpExhibit.of(file.path(), file.name(), now));
        case EVENT_LOG -> logs().read(file.path());
        case BUNDLE -> bundle(file.path());
        case KEY_LOG -> {
          var _ = keys.addKeyLog(file.path()); // what it opens shows in the captures
        }
        case CAPTURE -> capture(file);
        case GZIP, OTHER -> other(file);
      }
    } catch (IOException e) {
      throw new UsageException(
          FileDesk.quoted(file.path()) + " cannot be read: " + FileDesk.reason(e));
    }
  }

  private void text(Found file) throws IOException {
    CodeBook book = CodeBook.load(new PackagedKnowledge());
    TextExhibit text = TextExhibit.of(file.path(), file.name(), book);
    readings.add(text.reading());
    codes.addAll(text.codes());
  }

  private void rdpFile(RdpExhibit rdp) {
    readings.add(rdp.reading());
    notTested.addAll(rdp.notTested());
    target = target.or(rdp::target);
  }

  private void bundle(Path file) throws IOException {
    var passedOver = new ArrayList<String>();
    Reading bundle =
        Bundle.read(
            file, log -> logs().read(log.source(), log.content()).ifPresent(passedOver::add));
    var notes = new ArrayList<String>(bundle.notes());
    notes.addAll(passedOver);
    readings.add(new Reading(bundle.source(), bundle.kind(), bundle.facts(), notes));
  }

  private void capture(Found file) throws IOException {
    CaptureExhibit capture = CaptureExhibit.of(file.path(), file.name(), target, keys);
    readings.add(capture.reading());
    target = target.or(capture::server);
    capture.when().ifPresent(this::near);
  }

  /// From now on only events from around all captures count.
  private void near(CaptureExhibit.Recorded capture) {
    Instant from = capture.from().minus(BEFORE);
    Instant to = capture.to().plus(AFTER);
    span =
        new EventExhibit.Span(
            Optional.of(span.from().filter(from::isAfter).orElse(from)),
            Optional.of(span.to().filter(to::isBefore).orElse(to)));
  }

  /// Captures are read before logs, so that it is known which times matter.
  private EventExhibit.Collection logs() {
    EventExhibit.Collection collection =
        logs.orElseGet(() -> new EventExhibit.Collection(span, _ -> {}));
    logs = Optional.of(collection);
    return collection;
  }

  private static Reading reading(EventExhibit.Collection logs) {
    Reading all = logs.told().reading();
    if (logs.passedOver() == 0) {
      return all;
    }
    var notes = new ArrayList<String>(all.notes());
    notes.add(
        logs.passedOver()
            + (logs.passedOver() == 1 ? " event was" : " events were")
            + " left out: more than a week before the capture, or a day after it.");
    return new Reading(all.source(), all.kind(), all.facts(), notes);
  }

  private void other(Found file) {
    if (file.asked()) {
      throw new UsageException(
          FileDesk.quoted(file.path()) + " is nothing that can be read here: " + READABLE);
    }
  }
}
