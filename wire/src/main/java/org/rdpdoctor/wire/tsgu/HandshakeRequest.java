package org.rdpdoctor.wire.tsgu;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_HANDSHAKE_REQUEST_PACKET`: the client says which version it has.
@SpecifiedIn("MS-TSGU 2.2.10.10")
public record HandshakeRequest(
    int verMajor, int verMinor, int clientVersion, ExtendedAuth extendedAuth, Bytes trailing)
    implements TsguPacket {
  static final int TYPE = 0x01;

  public HandshakeRequest(ExtendedAuth extendedAuth) {
    this(1, 0, 0, extendedAuth, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    out.u8(verMajor).u8(verMinor).u16le(clientVersion).u16le(extendedAuth.value());
  }

  static HandshakeRequest read(WireReader in) throws DecodeException {
    return new HandshakeRequest(
        in.u8("verMajor"),
        in.u8("verMinor"),
        in.u16le("clientVersion"),
        new ExtendedAuth(in.u16le("ExtendedAuth")),
        in.rest());
  }
}
