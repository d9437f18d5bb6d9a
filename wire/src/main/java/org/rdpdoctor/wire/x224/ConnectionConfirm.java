package org.rdpdoctor.wire.x224;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// What a server answers to a [ConnectionRequest]: a Connection Confirm in one of three forms, or
/// one of two ways to say that it wants no connection.
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

  /// MCS Disconnect Provider Ultimatum in an X.224 data packet: what some servers send whatever
  /// they refuse, xrdp among them. `reason` 3 is `rn-user-requested`.
  @SpecifiedIn("MS-RDPBCGR 2.2.2.3, T.125 7")
  record ProviderUltimatum(int reason) implements ConnectionConfirm {
    static final int DATA_CODE = 0xF0;

    /// The alternative of `DomainMCSPDU`, in the high six bits of the first byte (PER).
    static final int CHOICE = 8;

    static final int END_OF_TRANSMISSION = 0x80;

    static ProviderUltimatum read(WireReader in) throws DecodeException {
      in.require("EOT", 1, END_OF_TRANSMISSION, in.u8("EOT"));
      int at = in.offset();
      int bits = in.u16be("DomainMCSPDU");
      if (bits >> 10 != CHOICE) {
        throw in.unknownType("DomainMCSPDU", at, bits >> 10);
      }
      return new ProviderUltimatum(bits >> 7 & 0x07);
    }

    @Override
    public Bytes encode() {
      return new Tpkt(
              new WireWriter()
                  .u8(2) // LI
                  .u8(DATA_CODE)
                  .u8(END_OF_TRANSMISSION)
                  .u16be(CHOICE << 10 | reason << 7)
                  .toBytes())
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
    if (code == ProviderUltimatum.DATA_CODE) {
      return ProviderUltimatum.read(in);
    }
    if (code != CODE && code != DisconnectRequest.CODE) {
      throw in.unknownType("CC CDT", codeAt, code);
    }
    in.skip("DST-REF", 2);
    in.skip("SRC-REF", 2);
    if (code == DisconnectRequest.CODE) {
      return new DisconnectRequest(in.u8("reason"));
    }
    in.skip("class option", 1);
    // LI counts what follows it: 6 bytes without negotiation data, 14 with them.
    if (lengthIndicator <= 6 || in.isEmpty()) {
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
