package org.rdpdoctor.wire.spnego;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// What SPNEGO peers send each other, with the GSS-API framing of a first token.
///
/// ```
/// InitialContextToken ::= [APPLICATION 0] IMPLICIT SEQUENCE {
///     thisMech          MechType,
///     innerContextToken ANY DEFINED BY thisMech }
///
/// NegotiationToken ::= CHOICE {
///     negTokenInit [0] NegTokenInit,
///     negTokenResp [1] NegTokenResp }
/// ```
@SpecifiedIn("RFC 4178 4.2, RFC 2743 3.1")
public sealed interface NegotiationToken permits NegTokenInit, NegTokenResp, NegotiationToken.Mech {
  Bytes encode();

  /// A first token of another mechanism, sent without SPNEGO around it.
  @SpecifiedIn("RFC 2743 3.1")
  record Mech(MechType thisMech, Bytes innerContextToken) implements NegotiationToken {
    @Override
    public Bytes encode() {
      return Der.element(Tag.application(0), Der.oid(thisMech.oid()), innerContextToken);
    }
  }

  /// A `negTokenInit` is read with its GSS-API framing and without it.
  ///
  /// @throws DecodeException if it is neither; an NTLM message may stand here all by itself
  static NegotiationToken decode(Bytes token) throws DecodeException {
    var in = new DerReader(token);
    if (!in.nextIs(Tag.application(0))) {
      return decodeChoice(in);
    }
    DerReader framed = in.enter("InitialContextToken", Tag.application(0));
    var mech = new MechType(framed.oid("thisMech"));
    return mech.equals(MechType.SPNEGO) ? decodeChoice(framed) : new Mech(mech, framed.rest());
  }

  private static NegotiationToken decodeChoice(DerReader in) throws DecodeException {
    return in.nextIs(Tag.context(1))
        ? NegTokenResp.read(in.enter("negTokenResp", Tag.context(1)))
        : NegTokenInit.read(in.enter("negTokenInit", Tag.context(0)));
  }
}
