package org.rdpdoctor.wire.credssp;

import java.nio.charset.StandardCharsets;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// `TSPasswordCreds`: the `credentials` of a [TsCredentials] with a password. Its text never shows
/// the password.
///
/// ```
/// TSPasswordCreds ::= SEQUENCE {
///     domainName [0] OCTET STRING,
///     userName   [1] OCTET STRING,
///     password   [2] OCTET STRING }   -- each UTF-16LE
/// ```
@SpecifiedIn("MS-CSSP 2.2.1.2.1")
public record TsPasswordCreds(String domainName, String userName, String password) {

  public static TsPasswordCreds decode(Bytes message) throws DecodeException {
    DerReader fields = new DerReader(message).sequence("TSPasswordCreds");
    return new TsPasswordCreds(
        text(fields, "domainName", 0), text(fields, "userName", 1), text(fields, "password", 2));
  }

  private static String text(DerReader fields, String field, int number) throws DecodeException {
    return fields
        .enter(field, Tag.context(number))
        .octetString(field)
        .decode(StandardCharsets.UTF_16LE);
  }

  public Bytes encode() {
    return Der.sequence(
        Der.context(0, Der.octetString(Bytes.utf16le(domainName))),
        Der.context(1, Der.octetString(Bytes.utf16le(userName))),
        Der.context(2, Der.octetString(Bytes.utf16le(password))));
  }

  @Override
  public String toString() {
    return "TsPasswordCreds[domainName="
        + domainName
        + ", userName="
        + userName
        + ", password hidden]";
  }
}
