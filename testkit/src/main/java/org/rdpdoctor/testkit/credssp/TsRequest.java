package org.rdpdoctor.testkit.credssp;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;

/// The one message of CredSSP, written with another ASN.1 library than the one under test.
@SpecifiedIn("MS-CSSP 2.2.1")
record TsRequest(
    int version,
    Optional<Bytes> negoToken,
    Optional<Bytes> authInfo,
    Optional<Bytes> pubKeyAuth,
    Optional<Integer> errorCode,
    Optional<Bytes> clientNonce) {

  static TsRequest of(int version) {
    return new TsRequest(
        version,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  TsRequest withNegoToken(Bytes token) {
    return new TsRequest(version, Optional.of(token), authInfo, pubKeyAuth, errorCode, clientNonce);
  }

  TsRequest withPubKeyAuth(Bytes wrapped) {
    return new TsRequest(
        version, negoToken, authInfo, Optional.of(wrapped), errorCode, clientNonce);
  }

  TsRequest withErrorCode(int code) {
    return new TsRequest(version, negoToken, authInfo, pubKeyAuth, Optional.of(code), clientNonce);
  }

  /// @throws IOException if the bytes are not a TSRequest
  static TsRequest decode(Bytes message) throws IOException {
    try {
      var found = of(0);
      for (ASN1Encodable element : ASN1Sequence.getInstance(message.toArray())) {
        var tagged = ASN1TaggedObject.getInstance(element);
        found = found.with(tagged.getTagNo(), tagged.getExplicitBaseObject().toASN1Primitive());
      }
      return found;
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      throw new IOException("not a TSRequest", e);
    }
  }

  private TsRequest with(int field, ASN1Primitive value) {
    return switch (field) {
      case 0 ->
          new TsRequest(
              ASN1Integer.getInstance(value).intValueExact(),
              negoToken,
              authInfo,
              pubKeyAuth,
              errorCode,
              clientNonce);
      case 1 -> withNegoToken(firstToken(value));
      case 2 ->
          new TsRequest(
              version, negoToken, Optional.of(octets(value)), pubKeyAuth, errorCode, clientNonce);
      case 3 -> withPubKeyAuth(octets(value));
      case 4 -> withErrorCode(ASN1Integer.getInstance(value).intValueExact());
      case 5 ->
          new TsRequest(
              version, negoToken, authInfo, pubKeyAuth, errorCode, Optional.of(octets(value)));
      default -> this;
    };
  }

  private static Bytes firstToken(ASN1Primitive negoData) {
    var first = ASN1Sequence.getInstance(ASN1Sequence.getInstance(negoData).getObjectAt(0));
    var tagged = ASN1TaggedObject.getInstance(first.getObjectAt(0));
    return octets(tagged.getExplicitBaseObject().toASN1Primitive());
  }

  static Bytes octets(ASN1Encodable value) {
    return Bytes.copyOf(ASN1OctetString.getInstance(value).getOctets());
  }

  Bytes encode() {
    var fields = new ASN1EncodableVector();
    fields.add(tagged(0, new ASN1Integer(version)));
    negoToken.ifPresent(
        token ->
            fields.add(tagged(1, new DERSequence(new DERSequence(tagged(0, octetString(token)))))));
    authInfo.ifPresent(wrapped -> fields.add(tagged(2, octetString(wrapped))));
    pubKeyAuth.ifPresent(wrapped -> fields.add(tagged(3, octetString(wrapped))));
    errorCode.ifPresent(code -> fields.add(tagged(4, new ASN1Integer(code))));
    clientNonce.ifPresent(nonce -> fields.add(tagged(5, octetString(nonce))));
    return der(new DERSequence(fields));
  }

  static DERTaggedObject tagged(int number, ASN1Encodable value) {
    return new DERTaggedObject(true, number, value);
  }

  static DEROctetString octetString(Bytes bytes) {
    return new DEROctetString(bytes.toArray());
  }

  static Bytes der(ASN1Encodable value) {
    try {
      return Bytes.copyOf(value.toASN1Primitive().getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException("what is built of valid parts has an encoding", e);
    }
  }
}
