package org.rdpdoctor.facts;

import java.util.List;
import java.util.Optional;

/// What a kind of event means, as the knowledge has it.
///
/// @param provider the name of the event's source
/// @param name in one word
/// @param meaning in a sentence
/// @param layer the rung that it speaks of, if any
/// @param codeFields the fields that may hold a number that says why, the best first
/// @param codeFamilies whose numbers these are
public record EventMeaning(
    String provider,
    int event,
    String name,
    String meaning,
    Optional<Layer> layer,
    Kind kind,
    List<String> codeFields,
    List<String> codeFamilies) {

  public EventMeaning {
    codeFields = List.copyOf(codeFields);
    codeFamilies = List.copyOf(codeFamilies);
  }

  /// What an event is good for.
  public enum Kind {
    /// Something failed that keeps people out or ends their sessions.
    FAILURE,
    /// It reads like a failure or a logon, and is none by itself.
    LOOK_ALIKE,
    /// An ordinary step of a connection.
    STEP,
    /// A user got a session.
    SUCCESS,
    /// Something on the machine changed.
    CHANGE
  }
}
