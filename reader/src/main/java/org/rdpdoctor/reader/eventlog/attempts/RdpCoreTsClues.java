package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Optional;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Layer;

/// What the server's protocol says: who came, and where TLS or NLA ended it.
final class RdpCoreTsClues {
  private RdpCoreTsClues() {}

  static Optional<Clue> read(EventRecord record) {
    return Optional.ofNullable(
        switch (record.eventId()) {
          case 65 -> clue(record, Step.ARRIVED).called(record.field("ConnectionName"));
          case 66 ->
              clue(record, Step.PREPARED)
                  .called(record.field("ConnectionName"))
                  .inSession(record.field("SessionID"));
          case 97 ->
              Codes.because(
                  clue(record, Step.BROKE),
                  record.field("ErrorCode"),
                  Components.layerOf(record.field("ComponentName")));
          case 98 -> clue(record, Step.ARRIVED);
          case 99 -> Codes.because(clue(record, Step.BROKE), record.field("ResultCode"), Layer.TCP);
          case 102, 103 -> clue(record, Step.CLOSED);
          case 131 ->
              clue(record, record.field("ConnType").equals("UDP") ? Step.NOTED : Step.ARRIVED)
                  .from(record.field("ClientIP"));
          case 139 ->
              Codes.because(
                  clue(record, Step.BROKE).from(record.field("IPString")),
                  record.field("ResultCode"),
                  Layer.TLS);
          case 140 ->
              clue(record, Step.REJECTED)
                  .from(record.field("IPString"))
                  .because("", "", Layer.AUTHENTICATION);
          case 147 ->
              Codes.because(
                  clue(record, Step.REJECTED), record.field("Error"), Layer.AUTHENTICATION);
          case 149 ->
              Codes.because(clue(record, Step.BROKE), record.field("ErrorCode"), Layer.CERTIFICATE);
          case 142, 143 -> noted(record, "error");
          case 226 -> noted(record, "ErrorCode");
          default -> null;
        });
  }

  private static Clue clue(EventRecord record, Step step) {
    return Clue.of(record, Side.SERVER, step);
  }

  private static Clue noted(EventRecord record, String field) {
    return Numbers.of(record.field(field))
        .filter(value -> value != 0)
        .map(value -> clue(record, Step.NOTED).saying(Codes.written(value), Codes.familyOf(value)))
        .orElseGet(() -> clue(record, Step.NOTED));
  }
}
