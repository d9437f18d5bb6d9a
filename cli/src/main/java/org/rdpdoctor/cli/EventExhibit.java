package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.reader.Reading;
import org.rdpdoctor.reader.eventlog.EventLogFile;
import org.rdpdoctor.reader.eventlog.EventTally;
import org.rdpdoctor.reader.eventlog.attempts.EventHistory;
import org.rdpdoctor.reader.eventlog.attempts.Story;

/// What event logs say, all of them together: those of one machine tell one story.
///
/// @param files what each of them came to, in the order in which they were given
record EventExhibit(Story story, List<EventTally> files) {
  EventExhibit {
    files = List.copyOf(files);
  }

  /// Which records are wanted: none before the one or after the other.
  record Span(Optional<Instant> from, Optional<Instant> to) {
    static final Span ALL = new Span(Optional.empty(), Optional.empty());

    boolean holds(Instant time) {
      return (from.isEmpty() || !time.isBefore(from.get()))
          && (to.isEmpty() || !time.isAfter(to.get()));
    }
  }

  /// Reads the logs one after the other.
  ///
  /// @param also is given every record that is wanted
  /// @throws UsageException if a file cannot be read, or is no event log
  static EventExhibit of(List<Path> logs, Span span, Consumer<EventRecord> also) {
    var collection = new Collection(span, also);
    logs.forEach(collection::read);
    return collection.told();
  }

  /// Logs as they are met, in files and in what holds files.
  static final class Collection {
    private final Span span;
    private final Consumer<EventRecord> also;
    private final EventHistory history =
        new EventHistory(EventCatalogue.load(new PackagedKnowledge()));
    private final List<EventTally> files = new ArrayList<>();
    private long passedOver;

    /// @param also is given every record that is wanted
    Collection(Span span, Consumer<EventRecord> also) {
      this.span = span;
      this.also = also;
    }

    /// @throws UsageException if the file cannot be read, or is no event log
    void read(Path log) {
      try {
        EventTally tally = EventLogFile.read(log, this::record);
        tally
            .refusal()
            .ifPresent(
                why -> {
                  throw new UsageException(FileDesk.quoted(log) + ": " + why);
                });
        files.add(tally);
      } catch (IOException e) {
        throw new UsageException(FileDesk.quoted(log) + " cannot be read: " + FileDesk.reason(e));
      }
    }

    /// A log inside of another file; one that cannot be read is passed over.
    ///
    /// @return why it was passed over, if it was
    Optional<String> read(String source, InputStream content) {
      try {
        EventTally tally = EventLogFile.read(source, content, this::record);
        files.add(tally);
        return tally.refusal().map(why -> source + ": " + why);
      } catch (IOException e) {
        return Optional.of(source + " cannot be read: " + FileDesk.reason(e));
      }
    }

    private void record(EventRecord record) {
      if (span.holds(record.timeCreated())) {
        history.accept(record);
        also.accept(record);
      } else {
        passedOver++;
      }
    }

    /// How many records were of other times than wanted.
    long passedOver() {
      return passedOver;
    }

    boolean isEmpty() {
      return files.isEmpty();
    }

    EventExhibit told() {
      return new EventExhibit(history.story(), files);
    }
  }

  /// How many places could not be read.
  long damaged() {
    return files.stream().mapToLong(EventTally::damaged).sum();
  }

  /// What could not be read or was left out; with the file's name if there are several.
  List<String> notes() {
    var notes = new ArrayList<String>();
    for (EventTally file : files) {
      for (String note : file.notes()) {
        notes.add(files.size() == 1 ? note : file.source() + ": " + note);
      }
    }
    notes.addAll(story.notes());
    return List.copyOf(notes);
  }

  /// As every reader hands it to the diagnosis.
  Reading reading() {
    String source =
        files.size() == 1 ? files.getFirst().source() : files.size() + " event logs together";
    var notes = new ArrayList<>(notes());
    if (damaged() > 0) {
      notes.add(damaged() + " places could not be read.");
    }
    return new Reading(source, "event log", story.facts(), notes);
  }
}
