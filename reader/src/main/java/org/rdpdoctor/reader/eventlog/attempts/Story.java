package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Observation;

/// What event logs tell of Remote Desktop.
///
/// @param records how many were read
/// @param first when the earliest of them was written, if there is any
/// @param computers that wrote them, the one with most records first
/// @param attempts in the order of time
/// @param groups of failures, the biggest first
/// @param facts for the diagnosis
/// @param notes what was left out, a sentence each
public record Story(
    long records,
    Optional<Instant> first,
    Optional<Instant> last,
    List<String> computers,
    List<Attempt> attempts,
    List<FailureGroup> groups,
    Optional<Beginning> beginning,
    List<Observation> facts,
    List<String> notes) {

  public Story {
    computers = List.copyOf(computers);
    attempts = List.copyOf(attempts);
    groups = List.copyOf(groups);
    facts = List.copyOf(facts);
    notes = List.copyOf(notes);
  }
}
