package org.rdpdoctor.wire.kerberos;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// `PA-DATA`: what a request proves before the KDC looks at it.
@SpecifiedIn("RFC 4120 5.2.7")
public record PaData(int padataType, Bytes padataValue) {
  /// A time stamp encrypted with the password: the KDC can tell a wrong password by it, and counts.
  public static final int ENC_TIMESTAMP = 2;

  /// The salt; Windows puts a [KerbExtError] there instead when it answers with an error.
  public static final int PW_SALT = 3;

  static PaData read(DerReader in) throws DecodeException {
    DerReader fields = in.sequence("PA-DATA");
    return new PaData(
        fields.enter("padata-type", Tag.context(1)).int32("padata-type"),
        fields.enter("padata-value", Tag.context(2)).octetString("padata-value"));
  }
}
