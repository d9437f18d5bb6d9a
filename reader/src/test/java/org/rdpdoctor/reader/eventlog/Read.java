package org.rdpdoctor.reader.eventlog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.facts.EventRecord;

/// The events of a file with what was said of it.
public record Read(List<EventRecord> events, EventTally tally) {
  public static Read text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Read bytes(byte[] file) {
    var events = new ArrayList<EventRecord>();
    try {
      EventTally tally =
          EventLogFile.read("test.file", new ByteArrayInputStream(file), events::add);
      return new Read(events, tally);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public EventRecord only() {
    if (events.size() != 1) {
      throw new AssertionError(events.size() + " events; " + tally);
    }
    return events.getFirst();
  }

  public List<Long> ids() {
    return events.stream().map(EventRecord::recordId).toList();
  }
}
