package org.rdpdoctor.wire.credssp;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// `TSCredentials`: what `authInfo` of a [TsRequest] holds once it is decrypted. Its text never
/// shows the credentials.
///
/// ```
/// TSCredentials ::= SEQUENCE { credType [0] INTEGER, credentials [1] OCTET STRING }
/// ```
@SpecifiedIn("MS-CSSP 2.2.1.2")
public record TsCredentials(int credType, Bytes credentials) {
  public static final int PASSWORD = 1;
  public static final int SMART_CARD = 2;
  public static final int REMOTE_GUARD = 6;

  public static TsCredentials decode(Bytes message) throws DecodeException {
    DerReader fields = new DerReader(message).sequence("TSCredentials");
    int credType = fields.enter("credType", Tag.context(0)).int32("credType");
    return new TsCredentials(
        credType, fields.enter("credentials", Tag.context(1)).octetString("credentials"));
  }

  public Bytes encode() {
    return Der.sequence(
        Der.context(0, Der.integer(credType)), Der.context(1, Der.octetString(credentials)));
  }

  @Override
  public String toString() {
    return "TsCredentials[credType=" + credType + ", credentials hidden]";
  }
}
