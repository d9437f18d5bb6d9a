package org.rdpdoctor.wire.spnego;

import java.util.ArrayList;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;

/// `NegTokenResp`: every token after the first one, in both directions. A server's first names the
/// mechanism that it chose.
///
/// ```
/// NegTokenResp ::= SEQUENCE {
///     negState      [0] ENUMERATED {
///         accept-completed (0), accept-incomplete (1), reject (2), request-mic (3) } OPTIONAL,
///     supportedMech [1] MechType     OPTIONAL,
///     responseToken [2] OCTET STRING OPTIONAL,
///     mechListMIC   [3] OCTET STRING OPTIONAL }
/// ```
@SpecifiedIn("RFC 4178 4.2.2")
public record NegTokenResp(
    Optional<NegState> negState,
    Optional<MechType> supportedMech,
    Optional<Bytes> responseToken,
    Optional<Bytes> mechListMic)
    implements NegotiationToken {

  /// What a client sends after its first token.
  public static NegTokenResp answering(Bytes responseToken) {
    return new NegTokenResp(
        Optional.empty(), Optional.empty(), Optional.of(responseToken), Optional.empty());
  }

  static NegTokenResp read(DerReader in) throws DecodeException {
    DerReader fields = in.sequence("NegTokenResp");
    return new NegTokenResp(
        fields.optional("negState", 0, field -> new NegState(field.enumerated("negState"))),
        fields.optional("supportedMech", 1, field -> new MechType(field.oid("supportedMech"))),
        fields.optionalOctets("responseToken", 2),
        fields.optionalOctets("mechListMIC", 3));
  }

  @Override
  public Bytes encode() {
    var fields = new ArrayList<Bytes>();
    negState.ifPresent(state -> fields.add(Der.context(0, Der.enumerated(state.value()))));
    supportedMech.ifPresent(mech -> fields.add(Der.context(1, Der.oid(mech.oid()))));
    responseToken.ifPresent(token -> fields.add(Der.context(2, Der.octetString(token))));
    mechListMic.ifPresent(mic -> fields.add(Der.context(3, Der.octetString(mic))));
    return Der.context(1, Der.sequence(fields));
  }
}
