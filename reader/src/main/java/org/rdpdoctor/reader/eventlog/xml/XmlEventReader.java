package org.rdpdoctor.reader.eventlog.xml;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.reader.eventlog.draft.Damage;
import org.rdpdoctor.reader.eventlog.draft.Pieces.Piece;
import org.rdpdoctor.reader.eventlog.draft.RecordDraft;

/// Reads a file of exported XML, event by event.
public final class XmlEventReader {
  private XmlEventReader() {}

  /// @param source the file, for evidence
  /// @param records is given every event in the order of the file
  /// @param damages is given every event that cannot be read; offsets count characters
  public static void read(
      String source, Reader in, Consumer<EventRecord> records, Consumer<Damage> damages)
      throws IOException {
    var draft = new RecordDraft(source);
    var events = new XmlEvents(draft);
    var pieces = new XmlPieces(in);
    for (Optional<Piece> next = pieces.next(); next.isPresent(); next = pieces.next()) {
      Piece piece = next.get();
      String problem =
          piece.text().isEmpty() ? "an event too long to be read" : events.read(piece.text());
      if (problem.isEmpty()) {
        records.accept(draft.finish());
      } else {
        damages.accept(new Damage(piece.offset(), problem));
      }
    }
  }
}
