package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Optional;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Layer;

/// What the two services say that hand connections on and keep sessions.
final class SessionClues {
  private SessionClues() {}

  static Optional<Clue> read(EventRecord record) {
    return Lowered.of(record.provider()).endsWith("localsessionmanager")
        ? ofSessions(record)
        : ofConnections(record);
  }

  private static Optional<Clue> ofConnections(EventRecord record) {
    return Optional.ofNullable(
        switch (record.eventId()) {
          case 261 -> clue(record, Step.ARRIVED);
          case 1158 -> clue(record, Step.ARRIVED).from(record.field("Param1"));
          case 1149 ->
              clue(record, Step.AUTHENTICATED)
                  .from(record.field("Param3"))
                  .by(record.field("Param1"), record.field("Param2"));
          case 1012 -> clue(record, Step.REJECTED).because("", "", Layer.AUTHENTICATION);
          case 1003, 1004, 1011, 1028 -> clue(record, Step.DENIED).because("", "", Layer.LICENSING);
          case 1151 -> clue(record, Step.DENIED).because("", "", Layer.SESSION);
          default -> null;
        });
  }

  private static Optional<Clue> ofSessions(EventRecord record) {
    if (Place.isLocal(record.field("Address"))) {
      return Optional.empty(); // somebody sits at the machine
    }
    return Optional.ofNullable(
        switch (record.eventId()) {
          case 21, 22, 25 -> user(record, Step.SESSION);
          case 41, 42 -> user(record, Step.PREPARED);
          case 23, 24 -> user(record, Step.LEFT);
          case 40 -> left(record);
          default -> null;
        });
  }

  private static Clue left(EventRecord record) {
    Clue clue = clue(record, Step.LEFT).inSession(record.field("Session"));
    return Numbers.of(record.field("Reason"))
        .filter(reason -> reason > 0)
        .map(reason -> clue.saying(Numbers.hex(reason), "errinfo"))
        .orElse(clue);
  }

  private static Clue user(EventRecord record, Step step) {
    return clue(record, step)
        .from(record.field("Address"))
        .by(record.field("User"), "")
        .inSession(record.field("SessionID"));
  }

  private static Clue clue(EventRecord record, Step step) {
    return Clue.of(record, Side.SERVER, step);
  }
}
