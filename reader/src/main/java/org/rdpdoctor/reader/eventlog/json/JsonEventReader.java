package org.rdpdoctor.reader.eventlog.json;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.reader.eventlog.draft.Damage;
import org.rdpdoctor.reader.eventlog.draft.Pieces.Piece;
import org.rdpdoctor.reader.eventlog.draft.RecordDraft;

/// Reads a file of JSON lines, of an array, or of objects that follow each other, event by event.
public final class JsonEventReader {
  private JsonEventReader() {}

  /// What is to know of a file.
  ///
  /// @param withoutZone whether times had no zone and were taken for UTC
  /// @param others how many objects were no events
  public record Condition(boolean withoutZone, long others) {}

  /// @param source the file, for evidence
  /// @param records is given every event in the order of the file
  /// @param damages is given every object that cannot be read; offsets count characters
  public static Condition read(
      String source, Reader in, Consumer<EventRecord> records, Consumer<Damage> damages)
      throws IOException {
    var draft = new RecordDraft(source);
    var events = new JsonEvents(draft);
    var pieces = new JsonPieces(in);
    long others = 0;
    for (Optional<Piece> next = pieces.next(); next.isPresent(); next = pieces.next()) {
      Piece piece = next.get();
      Optional<Json.Struct> object = Json.object(piece.text());
      if (object.isEmpty()) {
        String why =
            piece.text().isEmpty()
                ? "an object too long to be read"
                : "JSON that is not well-formed";
        damages.accept(new Damage(piece.offset(), why));
        continue;
      }
      List<Json.Struct> found = JsonEvents.in(object.get());
      others += found.isEmpty() ? 1 : 0;
      for (Json.Struct event : found) {
        String problem = events.read(event);
        if (problem.isEmpty()) {
          records.accept(draft.finish());
        } else {
          damages.accept(new Damage(piece.offset(), problem));
        }
      }
    }
    return new Condition(events.isWithoutZone(), others);
  }
}
