package org.rdpdoctor.wire.security;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Basic security header, `TS_SECURITY_HEADER`, and what follows it; when `flags` has
/// [#SEC_ENCRYPT], that begins with a signature (see [RdpCipher]).
@SpecifiedIn("MS-RDPBCGR 2.2.8.1.1.2.1")
public record SecurityHeader(int flags, int flagsHi, Bytes rest) {
  public static final int SEC_EXCHANGE_PKT = 0x0001;
  public static final int SEC_TRANSPORT_REQ = 0x0002;
  public static final int SEC_TRANSPORT_RSP = 0x0004;
  public static final int SEC_ENCRYPT = 0x0008;
  public static final int SEC_INFO_PKT = 0x0040;
  public static final int SEC_LICENSE_PKT = 0x0080;
  public static final int SEC_LICENSE_ENCRYPT_CS = 0x0200;
  public static final int SEC_REDIRECTION_PKT = 0x0400;
  public static final int SEC_SECURE_CHECKSUM = 0x0800;
  public static final int SEC_AUTODETECT_REQ = 0x1000;
  public static final int SEC_AUTODETECT_RSP = 0x2000;
  public static final int SEC_HEARTBEAT = 0x4000;

  public static SecurityHeader of(int flags, Bytes rest) {
    return new SecurityHeader(flags, 0, rest);
  }

  public static SecurityHeader decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    return new SecurityHeader(in.u16le("flags"), in.u16le("flagsHi"), in.rest());
  }

  public Bytes encode() {
    return new WireWriter().u16le(flags).u16le(flagsHi).bytes(rest).toBytes();
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
