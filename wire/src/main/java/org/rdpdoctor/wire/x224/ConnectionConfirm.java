package org.rdpdoctor.wire.x224;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// What a server answers to a [ConnectionRequest]: a Connection Confirm in one of three forms, or a
/// Disconnect Request.
@SpecifiedIn("MS-RDPBCGR 2.2.1.2")
public sealed interface ConnectionConfirm {
  Bytes encode();

  /// `RDP_NEG_RSP`: the server has chosen a protocol.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.2.1")
  record NegotiationResponse(ResponseFlags flags, Protocols selectedProtocol)
      implements ConnectionConfirm {
    static final int TYPE = 0x02;

    @Override
    public Bytes encode() {
      return confirm(negotiation(TYPE, flags.value(), selectedProtocol.flags()));
    }
  }

  /// `RDP_NEG_FAILURE`: the server refuses every protocol that the client offered.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.2.2")
  record NegotiationFailure(NegotiationFailureCode failureCode) implements ConnectionConfirm {
    static final int TYPE = 0x03;

    @Override
    public Bytes encode() {
      return confirm(negotiation(TYPE, 0, failureCode.value()));
    }
  }

  /// A confirm without negotiation data: a server that knows standard RDP security only, or is told
  /// to negotiate nothing.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.2")
  record WithoutNegotiation() implements ConnectionConfirm {
    @Override
    public Bytes encode() {
      return confirm(Bytes.EMPTY);
    }
  }

  /// X.224 Disconnect Request: the server refuses the transport connection itself.
  @SpecifiedIn("X.224 13.5")
  record DisconnectRequest(int reason) implements ConnectionConfirm {
    static final int CODE = 0x80;

    @Override
    public Bytes encode() {
      return new Tpkt(new WireWriter().u8(6).u8(CODE).u16be(0).u16be(0).u8(reason).toBytes())
          .encode();
    }
  }

  /// Confirm code, high nibble of the second byte; the low nibble is the credit.
  int CODE = 0xD0;

  static ConnectionConfirm decode(Bytes packet) throws DecodeException {
    var in = new WireReader(Tpkt.decode(packet).payload());
    int lengthIndicator = in.u8("LI");
    int codeAt = in.offset();
    int code = in.u8("CC CDT") & 0xF0;
    if (code != CODE && code != DisconnectRequest.CODE) {
      throw in.unknownType("CC CDT", codeAt, code);
    }
    in.skip("DST-REF", 2);
    in.skip("SRC-REF", 2);
    if (code == DisconnectRequest.CODE) {
      return new DisconnectRequest(in.u8("reason"));
    }
    in.skip("class option", 1);
    // LI counts what follows it: 6 bytes without negotiation data, 14 with them. What it promises
    // and does not hold was lost on the way, and is no server's silence about protocols.
    if (lengthIndicator <= 6) {
      return new WithoutNegotiation();
    }
    return decodeNegotiation(in);
  }

  private static ConnectionConfirm decodeNegotiation(WireReader in) throws DecodeException {
    int typeAt = in.offset();
    int type = in.u8("type");
    int flags = in.u8("flags");
    in.require("length", 2, 8, in.u16le("length"));
    return switch (type) {
      case NegotiationResponse.TYPE ->
          new NegotiationResponse(
              new ResponseFlags(flags), new Protocols(in.u32le("selectedProtocol")));
      case NegotiationFailure.TYPE ->
          new NegotiationFailure(new NegotiationFailureCode(in.u32le("failureCode")));
      default -> throw in.unknownType("type", typeAt, type);
    };
  }

  private static Bytes confirm(Bytes negotiation) {
    return new Tpkt(
            new WireWriter()
                .u8(6 + negotiation.size()) // LI
                .u8(CODE)
                .u16be(0) // DST-REF
                .u16be(0x1234) // SRC-REF
                .u8(0) // class option
                .bytes(negotiation)
                .toBytes())
        .encode();
  }

  private static Bytes negotiation(int type, int flags, int value) {
    return new WireWriter()
        .u8(type)
        .u8(flags)
        .u16le(8) // length
        .u32le(value)
        .toBytes();
  }
}
