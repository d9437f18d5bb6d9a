package org.rdpdoctor.wire.kerberos;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// `PrincipalName`: a user (`alice`), a service on a host (`TERMSRV`, `host.example.com`) or the
/// ticket-granting service of a realm (`krbtgt`, `EXAMPLE.COM`).
///
/// ```
/// PrincipalName ::= SEQUENCE {
///     name-type   [0] Int32,
///     name-string [1] SEQUENCE OF KerberosString }
/// ```
@SpecifiedIn("RFC 4120 5.2.2, RFC 4120 6.2")
public record PrincipalName(int nameType, List<String> nameString) {
  public static final int NT_PRINCIPAL = 1;
  public static final int NT_SRV_INST = 2;

  public PrincipalName {
    nameString = List.copyOf(nameString);
  }

  static PrincipalName read(DerReader in) throws DecodeException {
    DerReader fields = in.sequence("PrincipalName");
    int type = fields.enter("name-type", Tag.context(0)).int32("name-type");
    DerReader strings = fields.enter("name-string", Tag.context(1)).sequence("name-string");
    var parts = new ArrayList<String>();
    while (!strings.isEmpty()) {
      parts.add(strings.string("name-string"));
    }
    return new PrincipalName(type, parts);
  }

  Bytes encode() {
    return Der.sequence(
        Der.context(0, Der.integer(nameType)),
        Der.context(1, Der.sequence(nameString.stream().map(Der::generalString).toList())));
  }

  /// As people write it: the parts with `/` between.
  @Override
  public String toString() {
    return String.join("/", nameString);
  }
}
