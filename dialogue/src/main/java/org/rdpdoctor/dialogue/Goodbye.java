package org.rdpdoctor.dialogue;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.mcs.DisconnectReason;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.DisconnectProviderUltimatum;
import org.rdpdoctor.wire.x224.ConnectionConfirm;
import org.rdpdoctor.wire.x224.ConnectionConfirm.DisconnectRequest;
import org.rdpdoctor.wire.x224.DataTpdu;

/// What a peer says that ends a connection in good order.
///
/// @param words the message, for people
public record Goodbye(int code, String reason, String words) {

  /// What a client says that leaves (MS-RDPBCGR 2.2.2.3).
  public static Bytes ultimatum() {
    return new DataTpdu(new DisconnectProviderUltimatum(DisconnectReason.USER_REQUESTED).encode())
        .encode();
  }

  /// What this packet says goodbye with, if it does.
  static Optional<Goodbye> in(Bytes packet) {
    try {
      if (DomainMcsPdu.decode(DataTpdu.decode(packet).userData())
          instanceof DisconnectProviderUltimatum(DisconnectReason reason)) {
        return Optional.of(of(reason));
      }
    } catch (DecodeException _) {
      return disconnectRequest(packet);
    }
    return Optional.empty();
  }

  static Goodbye of(DisconnectReason reason) {
    return new Goodbye(reason.value(), reason.toString(), "an MCS disconnect, " + reason);
  }

  private static Optional<Goodbye> disconnectRequest(Bytes packet) {
    try {
      return ConnectionConfirm.decode(packet) instanceof DisconnectRequest(int reason)
          ? Optional.of(
              new Goodbye(
                  reason,
                  "X.224 reason " + reason,
                  "an X.224 disconnect request, reason " + reason))
          : Optional.empty();
    } catch (DecodeException _) {
      return Optional.empty();
    }
  }
}
