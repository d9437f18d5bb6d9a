package org.rdpdoctor.reader.eventlog;

import java.util.List;
import java.util.Optional;

/// What a file with events came to.
///
/// @param source the file, as the events' evidence has it
/// @param form what kind of file it is, for people
/// @param records how many events were read
/// @param damaged how many places could not be read
/// @param damages the first of those places, a sentence each
/// @param notes what else a reader should know of the file, a sentence each
/// @param refusal why this is no file whose events can be read, and what to do instead
public record EventTally(
    String source,
    String form,
    long records,
    long damaged,
    List<String> damages,
    List<String> notes,
    Optional<String> refusal) {
  /// How many damaged places are described.
  public static final int DESCRIBED = 100;

  public EventTally {
    damages = List.copyOf(damages);
    notes = List.copyOf(notes);
  }
}
