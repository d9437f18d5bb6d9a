package org.rdpdoctor.wire.tsgu;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_EXTENDED_AUTH_PACKET`: one message of an NTLM logon inside the tunnel.
@SpecifiedIn("MS-TSGU 2.2.10.7")
public record ExtendedAuthMessage(TsguStatus errorCode, Bytes authBlob, Bytes trailing)
    implements TsguPacket {
  static final int TYPE = 0x03;

  public ExtendedAuthMessage(TsguStatus errorCode, Bytes authBlob) {
    this(errorCode, authBlob, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    out.u32le(errorCode.value());
    Blob.write(out, authBlob);
  }

  static ExtendedAuthMessage read(WireReader in) throws DecodeException {
    return new ExtendedAuthMessage(
        new TsguStatus(in.u32le("errorCode")), Blob.read(in, "authBlob"), in.rest());
  }
}
