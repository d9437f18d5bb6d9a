package org.rdpdoctor.wire.share;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Initiate Multitransport Request, after its security header: the server offers UDP beside TCP.
@SpecifiedIn("MS-RDPBCGR 2.2.15.1")
public record MultitransportRequest(
    int requestId, int requestedProtocol, int reserved, Bytes securityCookie) {
  private static final int COOKIE_SIZE = 16;
  private static final int E_ABORT = 0x80004004;

  public static MultitransportRequest decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    return new MultitransportRequest(
        in.u32le("requestId"),
        in.u16le("requestedProtocol"),
        in.u16le("reserved"),
        in.bytes("securityCookie", COOKIE_SIZE));
  }

  public Bytes encode() {
    return new WireWriter()
        .u32le(requestId)
        .u16le(requestedProtocol)
        .u16le(reserved)
        .bytes(securityCookie)
        .toBytes();
  }

  /// Initiate Multitransport Response of a client that stays with TCP (MS-RDPBCGR 2.2.15.2).
  public Bytes declined() {
    return new WireWriter().u32le(requestId).u32le(E_ABORT).toBytes();
  }
}
