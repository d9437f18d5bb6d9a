package org.rdpdoctor.wire.socks;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// User and password, in plain text.
@SpecifiedIn("RFC 1929 2")
public record SocksLogon(Bytes user, Bytes password) {
  /// Bytes that each of the two can have.
  public static final int MOST = 0xFF;

  static final int VERSION = 1;

  public static SocksLogon decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    in.require("VER", 1, VERSION, in.u8("VER"));
    Bytes user = in.bytes("UNAME", in.u8("ULEN"));
    Bytes password = in.bytes("PASSWD", in.u8("PLEN"));
    in.require("bytes left", 0, 0, in.remaining());
    return new SocksLogon(user, password);
  }

  /// @throws IllegalArgumentException if one of the two is too long
  public Bytes encode() {
    if (user.size() > MOST || password.size() > MOST) {
      throw new IllegalArgumentException("at most 255 bytes each");
    }
    return new WireWriter().u8(VERSION).u8Prefixed(user).u8Prefixed(password).toBytes();
  }

  @Override
  public String toString() {
    return "SocksLogon[hidden]";
  }
}
