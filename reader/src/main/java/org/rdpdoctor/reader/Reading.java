package org.rdpdoctor.reader;

import java.util.List;
import org.rdpdoctor.facts.Observation;

/// What one file says about a connection that fails: what every reader hands to the diagnosis.
///
/// @param source the file's name, as its facts' evidence has it
/// @param kind `rdp file`, `capture`, `event log`, `bundle` or `text`
/// @param facts in the order of time where the file has one
/// @param notes what the reader could not read or left out, a sentence each
public record Reading(String source, String kind, List<Observation> facts, List<String> notes) {
  public Reading {
    facts = List.copyOf(facts);
    notes = List.copyOf(notes);
  }
}
