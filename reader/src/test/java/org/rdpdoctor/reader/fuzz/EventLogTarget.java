package org.rdpdoctor.reader.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.rdpdoctor.reader.eventlog.EventDump;
import org.rdpdoctor.reader.eventlog.EventLogFile;
import org.rdpdoctor.reader.eventlog.EventTally;

/// Fuzz target for files of events in every form: logs of Windows, XML and JSON.
public final class EventLogTarget {
  private EventLogTarget() {}

  /// Called by the fuzzer. Whatever is thrown is a finding.
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    var events = new AtomicLong();
    try (var dump = new EventDump(OutputStream.nullOutputStream())) {
      EventTally tally =
          EventLogFile.read(
              "fuzz",
              new ByteArrayInputStream(data),
              event -> {
                events.incrementAndGet();
                dump.accept(event);
              });
      if (events.get() != tally.records()) {
        throw new IllegalStateException(events + " events of " + tally);
      }
      if (tally.refusal().isPresent() && tally.records() > 0) {
        throw new IllegalStateException("refused, but read: " + tally);
      }
    }
  }
}
