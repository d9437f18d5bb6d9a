package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Layer;

/// What the client of Windows says of its own attempts.
final class ClientClues {
  private ClientClues() {}

  static Optional<Clue> read(EventRecord record) {
    return Optional.ofNullable(
        switch (record.eventId()) {
          case 1024 -> clue(record, Step.BEGUN).from(record.field("Value"));
          case 1025 -> clue(record, Step.CONNECTED);
          case 1027 -> clue(record, Step.SESSION).inSession(record.field("SessionId"));
          case 1003, 1026 -> left(record);
          case 1005 -> broke(record, Step.REJECTED, Layer.AUTHENTICATION);
          case 1009 -> broke(record, Step.REJECTED, Layer.AUTHENTICATION);
          case 1006 -> broke(record, Step.BROKE, Layer.ROUTE);
          case 1007 -> broke(record, Step.BROKE, Layer.NAME);
          case 1012 -> broke(record, Step.BROKE, Layer.GATEWAY);
          case 1017 -> broke(record, Step.DENIED, Layer.LICENSING);
          case 1031 -> broke(record, Step.BROKE, Layer.MCS);
          case 226 -> noted(record);
          default -> null;
        });
  }

  private static Clue clue(EventRecord record, Step step) {
    return Clue.of(record, Side.CLIENT, step);
  }

  private static Clue broke(EventRecord record, Step step, Layer layer) {
    return Codes.because(clue(record, step), record.field("ErrorCode"), layer);
  }

  /// The reason as mstsc shows it in its dialog: in hex.
  private static Clue left(EventRecord record) {
    Clue clue = clue(record, Step.CLOSED);
    return Numbers.of(record.field("Value"))
        .filter(reason -> reason > 0)
        .map(
            reason ->
                clue.saying("0x" + Long.toHexString(reason).toUpperCase(Locale.ROOT), "mstsc"))
        .orElse(clue);
  }

  private static Clue noted(EventRecord record) {
    return Numbers.of(record.field("ErrorCode"))
        .filter(value -> value != 0)
        .map(value -> clue(record, Step.NOTED).saying(Codes.written(value), Codes.familyOf(value)))
        .orElseGet(() -> clue(record, Step.NOTED));
  }
}
