package org.rdpdoctor.wire.tsgu;

import java.util.Optional;
import java.util.OptionalLong;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_TUNNEL_PACKET`: the client wants a tunnel. Its text never shows the cookie.
///
/// Step 1 of MS-TSGU 3.7.5.2 wants a `fieldsPresent` of 2 with a cookie; the enumeration in
/// 2.2.5.3.6 and FreeRDP call the cookie 1, which is what is read and written here.
@SpecifiedIn("MS-TSGU 2.2.10.18")
public record TunnelCreate(
    TsguCapabilities capsFlags,
    OptionalLong reauthTunnelContext,
    Optional<Bytes> paaCookie,
    int otherFields,
    Bytes trailing)
    implements TsguPacket {
  static final int TYPE = 0x04;
  static final int PAA_COOKIE = 0x1;
  static final int REAUTH = 0x2;

  public TunnelCreate(TsguCapabilities capsFlags, Optional<Bytes> paaCookie) {
    this(capsFlags, OptionalLong.empty(), paaCookie, 0, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    int present =
        (paaCookie.isPresent() ? PAA_COOKIE : 0) | (reauthTunnelContext.isPresent() ? REAUTH : 0);
    out.u32le(capsFlags.value()).u16le(present | otherFields).u16le(0); // reserved
    reauthTunnelContext.ifPresent(out::u64le);
    paaCookie.ifPresent(cookie -> Blob.write(out, cookie));
  }

  @Override
  public String toString() {
    return "TunnelCreate[capsFlags="
        + capsFlags
        + (paaCookie.isPresent() ? ", PAA cookie hidden]" : "]");
  }

  static TunnelCreate read(WireReader in) throws DecodeException {
    var capsFlags = new TsguCapabilities(in.u32le("capsFlags"));
    int present = in.u16le("fieldsPresent");
    in.skip("reserved", 2);
    return new TunnelCreate(
        capsFlags,
        (present & REAUTH) != 0
            ? OptionalLong.of(in.u64le("reauthTunnelContext"))
            : OptionalLong.empty(),
        Blob.readIf((present & PAA_COOKIE) != 0, in, "PAACookie"),
        present & ~(PAA_COOKIE | REAUTH),
        in.rest());
  }
}
