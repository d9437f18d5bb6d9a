package org.rdpdoctor.wire.x509;

import java.util.OptionalInt;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// `BasicConstraints`: whether the key may sign certificates, and how long a chain below it may be.
///
/// ```
/// BasicConstraints ::= SEQUENCE {
///     cA                BOOLEAN DEFAULT FALSE,
///     pathLenConstraint INTEGER OPTIONAL }
/// ```
@SpecifiedIn("RFC 5280 4.2.1.9")
public record BasicConstraints(boolean certificateAuthority, OptionalInt pathLenConstraint) {
  static BasicConstraints read(DerReader in) throws DecodeException {
    DerReader fields = in.sequence("BasicConstraints");
    boolean authority = fields.nextIs(Tag.BOOLEAN) && fields.bool("cA");
    return new BasicConstraints(
        authority,
        fields.nextIs(Tag.INTEGER)
            ? OptionalInt.of(fields.int32("pathLenConstraint"))
            : OptionalInt.empty());
  }
}
