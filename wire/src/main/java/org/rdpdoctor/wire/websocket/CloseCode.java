package org.rdpdoctor.wire.websocket;

import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;

/// Why a peer closes a WebSocket. Numbers without a name are legal: 3000 to 3999 are for libraries,
/// 4000 to 4999 for whoever wants them.
@SpecifiedIn("RFC 6455 7.4.1")
public record CloseCode(int value) {
  public static final CloseCode NORMAL = new CloseCode(1000);
  public static final CloseCode GOING_AWAY = new CloseCode(1001);
  public static final CloseCode PROTOCOL_ERROR = new CloseCode(1002);
  public static final CloseCode POLICY_VIOLATION = new CloseCode(1008);
  public static final CloseCode TOO_BIG = new CloseCode(1009);
  public static final CloseCode INTERNAL_ERROR = new CloseCode(1011);

  // IANA "WebSocket Close Code Number Registry"; those that stand on no wire are left out.
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1000, "normal closure"),
          Map.entry(1001, "going away"),
          Map.entry(1002, "protocol error"),
          Map.entry(1003, "unsupported data"),
          Map.entry(1007, "invalid frame payload data"),
          Map.entry(1008, "policy violation"),
          Map.entry(1009, "message too big"),
          Map.entry(1010, "mandatory extension"),
          Map.entry(1011, "internal error"),
          Map.entry(1012, "service restart"),
          Map.entry(1013, "try again later"),
          Map.entry(1014, "bad gateway"));

  @Override
  public String toString() {
    String name = NAMES.get(value);
    return name == null ? "close code " + value : value + " " + name;
  }
}
