package org.rdpdoctor.reader.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.reader.eventlog.evtx.Damage;
import org.rdpdoctor.reader.eventlog.evtx.EvtxReader;

/// Reads the events of a file, whatever form they are in; the form is told by the content.
public final class EventLogFile {
  private final String source;
  private final Consumer<EventRecord> events;
  private final List<String> damages = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long records;
  private long damaged;

  private EventLogFile(String source, Consumer<EventRecord> events) {
    this.source = source;
    this.events = events;
  }

  /// Reads a file's events in their order.
  ///
  /// @param events is given each of them on the calling thread
  /// @throws IOException if the file cannot be opened or read; what is in it is never a reason
  public static EventTally read(Path file, Consumer<EventRecord> events) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(String.valueOf(file.getFileName()), in, events);
    }
  }

  /// Reads events from a stream, such as a file in an archive.
  ///
  /// @param source the file's name, for evidence
  public static EventTally read(String source, InputStream in, Consumer<EventRecord> events)
      throws IOException {
    return new EventLogFile(source, events).evtx(in);
  }

  private EventTally evtx(InputStream in) throws IOException {
    var condition = EvtxReader.read(source, in, this::event, this::damage);
    if (!condition.header()) {
      notes.add("The file has no header of an event log; its chunks were read all the same.");
    }
    if (condition.dirty()) {
      notes.add("The log was in use when it was copied: its latest events may be missing.");
    } else if (condition.unsound() > 0) {
      notes.add(
          condition.unsound() + " chunks have checksums that do not fit; they were read anyway.");
    }
    if (condition.full()) {
      notes.add("The log is full and was not to be overwritten: later events are not in it.");
    }
    return tally("EVTX", Optional.empty());
  }

  private EventTally tally(String form, Optional<String> refusal) {
    return new EventTally(source, form, records, damaged, damages, notes, refusal);
  }

  private void event(EventRecord event) {
    records++;
    events.accept(event);
  }

  private void damage(Damage damage) {
    if (damaged++ < EventTally.DESCRIBED) {
      damages.add("At offset %d: %s.".formatted(damage.offset(), damage.why()));
    }
  }
}
