package org.rdpdoctor.reader.eventlog;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.reader.eventlog.draft.Damage;
import org.rdpdoctor.reader.eventlog.evtx.EvtxReader;
import org.rdpdoctor.reader.eventlog.json.JsonEventReader;
import org.rdpdoctor.reader.eventlog.xml.XmlEventReader;
import org.rdpdoctor.wire.Bytes;

/// Reads the events of a file: a log of Windows (.evtx), exported XML, or the JSON of a program
/// that ships or converts events, each also packed with gzip. The form is told by the content.
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
    return new EventLogFile(source, events).read(in, true);
  }

  private EventTally read(InputStream plain, boolean mayBePacked) throws IOException {
    var in = new BufferedInputStream(plain, Form.HEAD);
    in.mark(Form.HEAD);
    Bytes head = Bytes.copyOf(in.readNBytes(Form.HEAD));
    in.reset();
    Form form = Form.of(head);
    switch (form) {
      case EVTX -> evtx(in);
      case XML -> XmlEventReader.read(source, text(in, head), this::event, this::damage);
      case JSON -> json(text(in, head));
      case GZIP -> {
        if (mayBePacked) {
          return packed(in);
        }
      }
      case ZIP, EVT, ETL, LIST, OTHER -> {
        return tally(form, form.advice());
      }
    }
    return tally(form, records + damaged == 0 ? nothing(form) : Optional.empty());
  }

  /// A log may be empty; a text without events is another text.
  private static Optional<String> nothing(Form form) {
    return form == Form.EVTX
        ? Optional.empty()
        : Optional.of("There are no Windows events in this file in a form that is known.");
  }

  private EventTally packed(InputStream in) throws IOException {
    try {
      return read(new Unpacked(new GZIPInputStream(in, 1 << 16), this::damage), false);
    } catch (ZipException | EOFException damagedFromTheStart) {
      return tally(Form.GZIP, Optional.of("The gzip file is damaged from its start."));
    }
  }

  private void evtx(InputStream in) throws IOException {
    var condition = EvtxReader.read(source, in, this::event, this::damage);
    if (!condition.header()) {
      notes.add("The file has no header of an event log; its chunks were read all the same.");
    }
    if (condition.dirty()) {
      notes.add("The log was in use when it was copied: its latest events may be missing.");
    } else if (condition.unsound() > 0) {
      notes.add(
          condition.unsound()
              + (condition.unsound() == 1
                  ? " chunk has a checksum that does not fit"
                  : " chunks have checksums that do not fit")
              + "; what is in there was read all the same.");
    }
    if (condition.full()) {
      notes.add("The log is full and was not to be overwritten: later events are not in it.");
    }
  }

  private void json(Reader in) throws IOException {
    var condition = JsonEventReader.read(source, in, this::event, this::damage);
    if (condition.withoutZone()) {
      notes.add("The times in this file have no zone; they were taken for UTC.");
    }
    if (condition.others() > 0 && records > 0) {
      notes.add(condition.others() + " objects in this file are not Windows events.");
    }
  }

  /// Text in UTF-16 by its mark or its zeros, otherwise in UTF-8; a mark is left out.
  private static Reader text(InputStream in, Bytes head) throws IOException {
    Charset charset = StandardCharsets.UTF_8;
    int mark = head.startsWith(Bytes.of(0xEF, 0xBB, 0xBF)) ? 3 : 0;
    if (head.startsWith(Bytes.of(0xFF, 0xFE)) || head.size() > 1 && head.at(1) == 0) {
      charset = StandardCharsets.UTF_16LE;
      mark = head.at(0) == 0xFF ? 2 : 0;
    } else if (head.startsWith(Bytes.of(0xFE, 0xFF)) || head.size() > 1 && head.at(0) == 0) {
      charset = StandardCharsets.UTF_16BE;
      mark = head.at(0) == 0xFE ? 2 : 0;
    }
    in.skipNBytes(mark);
    return new InputStreamReader(in, charset);
  }

  private EventTally tally(Form form, Optional<String> refusal) {
    return new EventTally(source, form.words(), records, damaged, damages, notes, refusal);
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
