package org.rdpdoctor.wire.tsgu;

import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;

/// `HTTP_TUNNEL_REDIR_FLAGS`: which devices of the client the gateway lets through. Unnamed bits
/// are kept.
@SpecifiedIn("MS-TSGU 2.2.5.3.7")
public record RedirectionFlags(int value) {
  public static final int DISABLE_DRIVE = 0x01;
  public static final int DISABLE_PRINTER = 0x02;
  public static final int DISABLE_PORT = 0x04;
  public static final int DISABLE_CLIPBOARD = 0x08;
  public static final int DISABLE_PNP = 0x10;
  public static final int DISABLE_ALL = 0x4000_0000;
  public static final int ENABLE_ALL = 0x8000_0000;

  private static final Map<Integer, String> NAMES =
      Map.of(
          DISABLE_DRIVE, "DISABLE_DRIVE",
          DISABLE_PRINTER, "DISABLE_PRINTER",
          DISABLE_PORT, "DISABLE_PORT",
          DISABLE_CLIPBOARD, "DISABLE_CLIPBOARD",
          DISABLE_PNP, "DISABLE_PNP",
          DISABLE_ALL, "DISABLE_ALL",
          ENABLE_ALL, "ENABLE_ALL");

  public boolean has(int flag) {
    return (value & flag) == flag;
  }

  /// The names without their `HTTP_TUNNEL_REDIR_`.
  @Override
  public String toString() {
    return Flags.text(value, NAMES);
  }
}
