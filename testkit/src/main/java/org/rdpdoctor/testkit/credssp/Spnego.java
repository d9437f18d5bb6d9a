package org.rdpdoctor.testkit.credssp;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERSequence;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;

/// A client's SPNEGO token, taken apart; a bare NTLM message, as several clients send it, is one
/// without a wrapping.
///
/// @param wrapped false for a bare NTLM message
/// @param mechTypes the DER of the client's MechTypeList, in its first token only
/// @param mechToken the message of the mechanism itself
@SpecifiedIn("RFC 4178 4.2")
record Spnego(
    boolean wrapped, Optional<Bytes> mechTypes, Optional<Bytes> mechToken, Optional<Bytes> mic) {
  static final ASN1ObjectIdentifier NTLM = new ASN1ObjectIdentifier("1.3.6.1.4.1.311.2.2.10");
  static final ASN1ObjectIdentifier KERBEROS = new ASN1ObjectIdentifier("1.2.840.113554.1.2.2");

  /// As Windows names it.
  static final ASN1ObjectIdentifier MS_KERBEROS = new ASN1ObjectIdentifier("1.2.840.48018.1.2.2");

  static final int ACCEPT_COMPLETED = 0;
  static final int ACCEPT_INCOMPLETE = 1;
  static final int REJECT = 2;
  private static final int GSS_HEADER = 0x60;
  private static final int NEG_TOKEN_INIT = 0;

  static Spnego decode(Bytes token) throws IOException {
    if (token.startsWithAscii("NTLMSSP")) {
      return new Spnego(false, Optional.empty(), Optional.of(token), Optional.empty());
    }
    try {
      var outer = ASN1TaggedObject.getInstance(token.toArray());
      ASN1TaggedObject choice = outer;
      if (!token.isEmpty() && token.at(0) == GSS_HEADER) {
        // [APPLICATION 0] IMPLICIT SEQUENCE { thisMech, innerContextToken }
        var header = ASN1Sequence.getInstance(outer.getBaseUniversal(false, BERTags.SEQUENCE));
        choice = ASN1TaggedObject.getInstance(header.getObjectAt(1));
      }
      boolean init = choice.getTagNo() == NEG_TOKEN_INIT;
      var fields = ASN1Sequence.getInstance(choice.getExplicitBaseObject());
      return new Spnego(
          true,
          init ? field(fields, 0).map(TsRequest::der) : Optional.empty(),
          field(fields, 2).map(TsRequest::octets),
          field(fields, 3).map(TsRequest::octets));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IOException("not a SPNEGO token", e);
    }
  }

  private static Optional<ASN1Encodable> field(ASN1Sequence fields, int number) {
    for (ASN1Encodable element : fields) {
      var tagged = ASN1TaggedObject.getInstance(element);
      if (tagged.getTagNo() == number) {
        return Optional.of(tagged.getExplicitBaseObject());
      }
    }
    return Optional.empty();
  }

  /// NegTokenResp.
  static Bytes response(
      int negState,
      Optional<ASN1ObjectIdentifier> mechanism,
      Optional<Bytes> responseToken,
      Optional<Bytes> mic) {
    var fields = new ASN1EncodableVector();
    fields.add(TsRequest.tagged(0, new ASN1Enumerated(negState)));
    mechanism.ifPresent(chosen -> fields.add(TsRequest.tagged(1, chosen)));
    responseToken.ifPresent(token -> fields.add(TsRequest.tagged(2, TsRequest.octetString(token))));
    mic.ifPresent(bytes -> fields.add(TsRequest.tagged(3, TsRequest.octetString(bytes))));
    return TsRequest.der(TsRequest.tagged(1, new DERSequence(fields)));
  }
}
