package org.rdpdoctor.wire.tsgu;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_REAUTH_MESSAGE`: the gateway wants the client to log on again, in a tunnel of its own that
/// names this number.
@SpecifiedIn("MS-TSGU 2.2.10.12")
public record ReauthMessage(long reauthTunnelContext, Bytes trailing) implements TsguPacket {
  static final int TYPE = 0x0C;

  public ReauthMessage(long reauthTunnelContext) {
    this(reauthTunnelContext, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    out.u64le(reauthTunnelContext);
  }

  static ReauthMessage read(WireReader in) throws DecodeException {
    return new ReauthMessage(in.u64le("reauthTunnelContext"), in.rest());
  }
}
