package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Optional;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Layer;

/// What an RD Gateway says of those who call it; the resource stands where others have the name of
/// the connection.
final class GatewayClues {
  private GatewayClues() {}

  static Optional<Clue> read(EventRecord record) {
    return Optional.ofNullable(
        switch (record.eventId()) {
          case 200, 300 -> clue(record, Step.AUTHENTICATED);
          case 201, 203, 204, 301 -> refused(record, Layer.GATEWAY);
          case 304 -> refused(record, Layer.TCP);
          case 302 -> clue(record, Step.SESSION);
          case 303 -> clue(record, Step.LEFT);
          case 312, 313 -> clue(record, Step.ARRIVED);
          default -> null;
        });
  }

  private static Clue refused(EventRecord record, Layer layer) {
    return Codes.ofGateway(clue(record, Step.DENIED), record.field("ErrorCode"), layer);
  }

  private static Clue clue(EventRecord record, Step step) {
    String resource = record.field("Resource").strip();
    return Clue.of(record, Side.GATEWAY, step)
        .from(record.field("IpAddress"))
        .by(record.field("Username"), "")
        .called(resource.equals("-") ? "" : resource);
  }
}
