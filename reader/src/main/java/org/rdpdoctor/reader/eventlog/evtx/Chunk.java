package org.rdpdoctor.reader.eventlog.evtx;

import java.util.List;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.reader.eventlog.draft.Damage;

/// What was read from one chunk of a log.
///
/// @param records in the order of the file
/// @param damages what could not be read
/// @param checked whether its checksums fit, or it has none
record Chunk(List<EventRecord> records, List<Damage> damages, boolean checked) {
  Chunk {
    records = List.copyOf(records);
    damages = List.copyOf(damages);
  }
}
