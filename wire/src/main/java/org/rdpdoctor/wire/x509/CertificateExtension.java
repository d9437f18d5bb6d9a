package org.rdpdoctor.wire.x509;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Oid;
import org.rdpdoctor.wire.asn1.Tag;

/// `Extension`, as it stands in the certificate.
///
/// ```
/// Extension ::= SEQUENCE {
///     extnID    OBJECT IDENTIFIER,
///     critical  BOOLEAN DEFAULT FALSE,
///     extnValue OCTET STRING }
/// ```
@SpecifiedIn("RFC 5280 4.2")
public record CertificateExtension(Oid extnId, boolean critical, Bytes extnValue) {
  static CertificateExtension read(DerReader in) throws DecodeException {
    DerReader fields = in.sequence("Extension");
    Oid id = fields.oid("extnID");
    boolean critical = fields.nextIs(Tag.BOOLEAN) && fields.bool("critical");
    return new CertificateExtension(id, critical, fields.octetString("extnValue"));
  }
}
