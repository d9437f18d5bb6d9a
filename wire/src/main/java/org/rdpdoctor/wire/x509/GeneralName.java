package org.rdpdoctor.wire.x509;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Element;

/// `GeneralName`: one of the names for which a certificate is valid, or where something is found.
///
/// ```
/// GeneralName ::= CHOICE {
///     otherName [0], rfc822Name [1] IA5String, dNSName [2] IA5String, x400Address [3],
///     directoryName [4] Name, ediPartyName [5], uniformResourceIdentifier [6] IA5String,
///     iPAddress [7] OCTET STRING, registeredID [8] OBJECT IDENTIFIER }
/// ```
///
/// `text` is the name for people; for a form that is not read here it is hex.
@SpecifiedIn("RFC 5280 4.2.1.6")
public record GeneralName(Form form, String text) {
  /// The forms of names, in the order of their tags.
  public enum Form {
    OTHER_NAME,
    RFC822_NAME,
    DNS_NAME,
    X400_ADDRESS,
    DIRECTORY_NAME,
    EDI_PARTY_NAME,
    URI,
    IP_ADDRESS,
    REGISTERED_ID
  }

  private static final int NUMBER = 0x1F;

  static List<GeneralName> readAll(DerReader names) throws DecodeException {
    var all = new ArrayList<GeneralName>();
    while (!names.isEmpty()) {
      all.add(read(names));
    }
    return all;
  }

  private static GeneralName read(DerReader in) throws DecodeException {
    int at = in.offset();
    Element element = in.element("GeneralName");
    int number = element.tag() & NUMBER;
    if (number >= Form.values().length) {
      throw in.unknownType("GeneralName tag", at, element.tag());
    }
    Form form = Form.values()[number];
    Bytes contents = element.contents();
    return new GeneralName(
        form,
        switch (form) {
          // ASCII by the standard; what stands there instead is shown, not refused.
          case RFC822_NAME, DNS_NAME, URI -> contents.decode(StandardCharsets.UTF_8);
          case IP_ADDRESS -> address(contents);
          case DIRECTORY_NAME ->
              DistinguishedName.read(new DerReader(contents), "directoryName").toString();
          case OTHER_NAME, X400_ADDRESS, EDI_PARTY_NAME, REGISTERED_ID -> contents.toHex();
        });
  }

  /// An address as people write it; of a length that no address has, hex.
  private static String address(Bytes octets) {
    return switch (octets.size()) {
      case 4 ->
          IntStream.range(0, 4)
              .mapToObj(i -> Integer.toString(octets.at(i)))
              .collect(Collectors.joining("."));
      case 16 ->
          IntStream.range(0, 8)
              .mapToObj(i -> Integer.toHexString(octets.at(2 * i) << 8 | octets.at(2 * i + 1)))
              .collect(Collectors.joining(":"));
      default -> octets.toHex();
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
