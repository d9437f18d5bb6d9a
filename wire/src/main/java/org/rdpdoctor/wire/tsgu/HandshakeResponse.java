package org.rdpdoctor.wire.tsgu;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_HANDSHAKE_RESPONSE_PACKET`: the gateway agrees, and says how else one can log on.
@SpecifiedIn("MS-TSGU 2.2.10.11")
public record HandshakeResponse(
    TsguStatus errorCode,
    int verMajor,
    int verMinor,
    int serverVersion,
    ExtendedAuth extendedAuth,
    Bytes trailing)
    implements TsguPacket {
  static final int TYPE = 0x02;

  public HandshakeResponse(TsguStatus errorCode, ExtendedAuth extendedAuth) {
    this(errorCode, 1, 0, 0, extendedAuth, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    out.u32le(errorCode.value()).u8(verMajor).u8(verMinor);
    out.u16le(serverVersion).u16le(extendedAuth.value());
  }

  static HandshakeResponse read(WireReader in) throws DecodeException {
    return new HandshakeResponse(
        new TsguStatus(in.u32le("errorCode")),
        in.u8("verMajor"),
        in.u8("verMinor"),
        in.u16le("serverVersion"),
        new ExtendedAuth(in.u16le("ExtendedAuth")),
        in.rest());
  }
}
