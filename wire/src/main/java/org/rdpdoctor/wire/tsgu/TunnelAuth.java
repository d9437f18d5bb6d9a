package org.rdpdoctor.wire.tsgu;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_TUNNEL_AUTH_PACKET`: the client says who it is. The specification has the name twice, in
/// 2.2.10.14 and in 2.2.10.15; on the wire it stands once.
@SpecifiedIn("MS-TSGU 2.2.10.14")
public record TunnelAuth(
    TsguText clientName, Optional<Bytes> statementOfHealth, int otherFields, Bytes trailing)
    implements TsguPacket {
  static final int TYPE = 0x06;
  static final int SOH = 0x1;

  public TunnelAuth(TsguText clientName) {
    this(clientName, Optional.empty(), 0, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    out.u16le((statementOfHealth.isPresent() ? SOH : 0) | otherFields);
    clientName.write(out);
    statementOfHealth.ifPresent(health -> Blob.write(out, health));
  }

  static TunnelAuth read(WireReader in) throws DecodeException {
    int present = in.u16le("fieldsPresent");
    return new TunnelAuth(
        TsguText.read(in, "clientName"),
        Blob.readIf((present & SOH) != 0, in, "statementOfHealth"),
        present & ~SOH,
        in.rest());
  }
}
