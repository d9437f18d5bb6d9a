package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Optional;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Layer;

/// Takes from a record what it says of an attempt to connect.
final class ClueReader {
  private ClueReader() {}

  /// Nothing if the record says nothing of any attempt.
  static Optional<Clue> read(EventRecord record) {
    return switch (Lowered.of(record.provider())) {
      case "microsoft-windows-remotedesktopservices-rdpcorets" -> RdpCoreTsClues.read(record);
      case "microsoft-windows-terminalservices-remoteconnectionmanager",
          "microsoft-windows-terminalservices-localsessionmanager" ->
          SessionClues.read(record);
      case "microsoft-windows-security-auditing" -> SecurityClues.read(record);
      case "microsoft-windows-terminalservices-clientactivexcore" -> ClientClues.read(record);
      case "microsoft-windows-terminalservices-gateway" -> GatewayClues.read(record);
      case "termdd" -> termDd(record);
      default -> Optional.empty();
    };
  }

  /// The driver of old servers; its fields have no names, and its codes stand in bytes.
  private static Optional<Clue> termDd(EventRecord record) {
    String second = record.field("param2");
    return switch (record.eventId()) {
      case 50 ->
          Optional.of(
              Clue.of(record, Side.SERVER, Step.BROKE).because("", "", Components.layerOf(second)));
      case 56 ->
          Optional.of(
              Codes.because(
                  Clue.of(record, Side.SERVER, Step.BROKE).from(second),
                  Codes.inBytes(record),
                  Layer.TLS));
      default -> Optional.empty();
    };
  }
}
