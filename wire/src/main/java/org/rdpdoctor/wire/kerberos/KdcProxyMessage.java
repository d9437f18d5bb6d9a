package org.rdpdoctor.wire.kerberos;

import java.math.BigInteger;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// `KDC-PROXY-MESSAGE`: a message for a KDC, or its answer, that goes through HTTPS.
///
/// ```
/// KDC-PROXY-MESSAGE ::= SEQUENCE {
///     kerb-message   [0] OCTET STRING,   -- with its length of four bytes in front
///     target-domain  [1] KERB-REALM OPTIONAL,
///     dclocator-hint [2] INTEGER OPTIONAL }
/// ```
///
/// @param kerbMessage with its length in front; see [#message]
/// @param targetDomain the realm, in questions only
@SpecifiedIn("MS-KKDCP 2.2.2")
public record KdcProxyMessage(
    Bytes kerbMessage, Optional<String> targetDomain, Optional<BigInteger> dclocatorHint) {
  private static final int LENGTH_SIZE = 4;

  /// A question to a KDC of this realm.
  ///
  /// @param message without a length in front
  public static KdcProxyMessage to(String realm, Bytes message) {
    Bytes framed = new WireWriter().u32be(message.size()).bytes(message).toBytes();
    return new KdcProxyMessage(framed, Optional.of(realm), Optional.empty());
  }

  /// The message itself, for [KdcMessage].
  ///
  /// @throws DecodeException if the length in front of it is not that of the message
  public Bytes message() throws DecodeException {
    var in = new WireReader(kerbMessage);
    int length = in.u32be("kerb-message length");
    in.require("kerb-message length", LENGTH_SIZE, in.remaining(), length);
    return in.rest();
  }

  public static KdcProxyMessage decode(Bytes message) throws DecodeException {
    DerReader fields = new DerReader(message).sequence("KDC-PROXY-MESSAGE");
    return new KdcProxyMessage(
        fields.enter("kerb-message", Tag.context(0)).octetString("kerb-message"),
        fields.optional("target-domain", 1, in -> in.string("target-domain")),
        fields.optional("dclocator-hint", 2, in -> in.integer("dclocator-hint")));
  }

  public Bytes encode() {
    return Der.sequence(
        Der.context(0, Der.octetString(kerbMessage)),
        targetDomain.map(realm -> Der.context(1, Der.generalString(realm))).orElse(Bytes.EMPTY),
        dclocatorHint.map(hint -> Der.context(2, Der.integer(hint))).orElse(Bytes.EMPTY));
  }
}
