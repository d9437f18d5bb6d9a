package org.rdpdoctor.wire.x224;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Client X.224 Connection Request PDU: the first message of every RDP connection.
///
/// `routing` is the line before the negotiation request, without its CR LF: a cookie
/// (`Cookie: mstshash=…`) or a routing token (`Cookie: msts=…`, `tsv://…`). Without `negotiation`
/// the request is that of a client from before negotiation existed.
@SpecifiedIn("MS-RDPBCGR 2.2.1.1")
public record ConnectionRequest(Optional<String> routing, Optional<Negotiation> negotiation) {
  static final int CODE = 0xE0;
  private static final Bytes CRLF = Bytes.of(0x0D, 0x0A);

  /// `RDP_NEG_REQ`.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.1.1")
  public record Negotiation(int flags, Protocols requestedProtocols) {
    static final int TYPE = 0x01;
    static final int SIZE = 8;
    public static final int CORRELATION_INFO_PRESENT = 0x08;
  }

  /// What a client sends that has nothing to route: a cookie, and the protocols it can do.
  public static ConnectionRequest offering(Protocols protocols, String user) {
    return new ConnectionRequest(
        Optional.of("Cookie: mstshash=" + user), Optional.of(new Negotiation(0, protocols)));
  }

  public static ConnectionRequest withoutCookie(Protocols protocols) {
    return new ConnectionRequest(Optional.empty(), Optional.of(new Negotiation(0, protocols)));
  }

  public static ConnectionRequest decode(Bytes packet) throws DecodeException {
    var in = new WireReader(Tpkt.decode(packet).payload());
    int lengthIndicator = in.u8("LI");
    if (lengthIndicator > in.remaining()) {
      throw in.wrongLength("LI", 0, lengthIndicator, in.remaining());
    }
    in.require("CR CDT", 1, CODE, in.u8("CR CDT") & 0xF0);
    in.skip("DST-REF", 2);
    in.skip("SRC-REF", 2);
    in.skip("class option", 1);
    Bytes variable = in.rest();
    // The negotiation request, if there is one, follows the line; a line ends with CR LF.
    int lineEnd = variable.indexOf(CRLF);
    Optional<String> routing = Optional.empty();
    if (lineEnd > 0 && variable.at(0) != Negotiation.TYPE) {
      routing = Optional.of(variable.slice(0, lineEnd).decode(StandardCharsets.ISO_8859_1));
      variable = variable.from(lineEnd + CRLF.size());
    }
    if (variable.size() < Negotiation.SIZE || variable.at(0) != Negotiation.TYPE) {
      return new ConnectionRequest(routing, Optional.empty());
    }
    var negotiation = new WireReader(variable);
    negotiation.skip("type", 1);
    int flags = negotiation.u8("flags");
    negotiation.require("length", 2, Negotiation.SIZE, negotiation.u16le("length"));
    var requested = new Protocols(negotiation.u32le("requestedProtocols"));
    return new ConnectionRequest(routing, Optional.of(new Negotiation(flags, requested)));
  }

  public Bytes encode() {
    var variable = new WireWriter();
    routing.ifPresent(
        line ->
            variable.bytes(Bytes.copyOf(line.getBytes(StandardCharsets.ISO_8859_1))).bytes(CRLF));
    negotiation.ifPresent(
        request ->
            variable
                .u8(Negotiation.TYPE)
                .u8(request.flags)
                .u16le(Negotiation.SIZE)
                .u32le(request.requestedProtocols.flags()));
    return new Tpkt(
            new WireWriter()
                .u8(6 + variable.size()) // LI: everything after itself
                .u8(CODE)
                .u16be(0) // DST-REF
                .u16be(0) // SRC-REF
                .u8(0) // class option
                .bytes(variable.toBytes())
                .toBytes())
        .encode();
  }
}
