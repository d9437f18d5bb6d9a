package org.rdpdoctor.wire.socks;

import org.rdpdoctor.wire.SpecifiedIn;

/// How a client proves to a SOCKS proxy who it is.
@SpecifiedIn("RFC 1928 3")
public record SocksMethod(int value) {
  public static final SocksMethod NOTHING = new SocksMethod(0x00);
  public static final SocksMethod GSSAPI = new SocksMethod(0x01);
  public static final SocksMethod USER_PASSWORD = new SocksMethod(0x02);

  /// None of those that were offered.
  public static final SocksMethod NONE_ACCEPTED = new SocksMethod(0xFF);

  /// `nothing`, `GSSAPI`, `user and password`, `none of them`; otherwise its number.
  @Override
  public String toString() {
    return switch (value) {
      case 0x00 -> "nothing";
      case 0x01 -> "GSSAPI";
      case 0x02 -> "user and password";
      case 0xFF -> "none of them";
      default -> "method 0x%02X".formatted(value);
    };
  }
}
