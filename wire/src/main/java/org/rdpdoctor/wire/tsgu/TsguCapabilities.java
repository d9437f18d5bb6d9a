package org.rdpdoctor.wire.tsgu;

import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;

/// `HTTP_CAPABILITY_TYPE`: what a client or a gateway can do. Unnamed bits are kept.
@SpecifiedIn("MS-TSGU 2.2.5.3.9")
public record TsguCapabilities(int value) {
  public static final int QUAR_SOH = 0x01;
  public static final int IDLE_TIMEOUT = 0x02;
  public static final int MESSAGING_CONSENT_SIGN = 0x04;
  public static final int MESSAGING_SERVICE_MSG = 0x08;
  public static final int REAUTH = 0x10;
  public static final int UDP_TRANSPORT = 0x20;

  private static final Map<Integer, String> NAMES =
      Map.of(
          QUAR_SOH, "QUAR_SOH",
          IDLE_TIMEOUT, "IDLE_TIMEOUT",
          MESSAGING_CONSENT_SIGN, "MESSAGING_CONSENT_SIGN",
          MESSAGING_SERVICE_MSG, "MESSAGING_SERVICE_MSG",
          REAUTH, "REAUTH",
          UDP_TRANSPORT, "UDP_TRANSPORT");

  public boolean has(int flag) {
    return (value & flag) == flag;
  }

  /// The names without their `HTTP_CAPABILITY_`.
  @Override
  public String toString() {
    return Flags.text(value, NAMES);
  }
}
