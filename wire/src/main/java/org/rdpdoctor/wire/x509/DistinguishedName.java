package org.rdpdoctor.wire.x509;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Element;
import org.rdpdoctor.wire.asn1.Oid;

/// `Name`: who a certificate is for, or from. In the order of the certificate, the widest part
/// first.
///
/// ```
/// Name ::= SEQUENCE OF RelativeDistinguishedName
/// RelativeDistinguishedName ::= SET OF SEQUENCE {
///     type  OBJECT IDENTIFIER,
///     value ANY }
/// ```
@SpecifiedIn("RFC 5280 4.1.2.4")
public record DistinguishedName(List<List<Attribute>> parts, Bytes encoded) {
  private static final Oid COMMON_NAME = Oid.of("2.5.4.3");

  // RFC 4514 3 and RFC 5280; the rest is shown by its numbers.
  private static final Map<Oid, String> KEYWORDS =
      Map.ofEntries(
          Map.entry(COMMON_NAME, "CN"),
          Map.entry(Oid.of("2.5.4.4"), "SN"),
          Map.entry(Oid.of("2.5.4.5"), "SERIALNUMBER"),
          Map.entry(Oid.of("2.5.4.6"), "C"),
          Map.entry(Oid.of("2.5.4.7"), "L"),
          Map.entry(Oid.of("2.5.4.8"), "ST"),
          Map.entry(Oid.of("2.5.4.9"), "STREET"),
          Map.entry(Oid.of("2.5.4.10"), "O"),
          Map.entry(Oid.of("2.5.4.11"), "OU"),
          Map.entry(Oid.of("2.5.4.12"), "T"),
          Map.entry(Oid.of("2.5.4.42"), "GIVENNAME"),
          Map.entry(Oid.of("2.5.4.97"), "ORGANIZATIONIDENTIFIER"),
          Map.entry(Oid.of("0.9.2342.19200300.100.1.1"), "UID"),
          Map.entry(Oid.of("0.9.2342.19200300.100.1.25"), "DC"),
          Map.entry(Oid.of("1.2.840.113549.1.9.1"), "EMAILADDRESS"));

  /// `AttributeTypeAndValue`; a value that is no text stands as `#` and hex.
  @SpecifiedIn("RFC 5280 4.1.2.4")
  public record Attribute(Oid type, String value) {
    @Override
    public String toString() {
      return KEYWORDS.getOrDefault(type, type.dotted()) + "=" + escaped(value);
    }
  }

  public DistinguishedName {
    parts = parts.stream().map(List::copyOf).toList();
  }

  static DistinguishedName read(DerReader in, String field) throws DecodeException {
    Element name = in.element(field);
    DerReader sequence = new DerReader(name.encoded()).sequence(field);
    var parts = new ArrayList<List<Attribute>>();
    while (!sequence.isEmpty()) {
      DerReader set = sequence.set("RelativeDistinguishedName");
      var part = new ArrayList<Attribute>();
      while (!set.isEmpty()) {
        DerReader attribute = set.sequence("AttributeTypeAndValue");
        Oid type = attribute.oid("type");
        part.add(new Attribute(type, value(attribute.element("value"))));
      }
      parts.add(part);
    }
    return new DistinguishedName(parts, name.encoded());
  }

  private static String value(Element element) {
    return element.text().orElseGet(() -> "#" + element.encoded().toHex());
  }

  /// The last, that is the most special, common name.
  public Optional<String> commonName() {
    return parts.reversed().stream()
        .flatMap(List::stream)
        .filter(attribute -> attribute.type().equals(COMMON_NAME))
        .map(Attribute::value)
        .findFirst();
  }

  /// RFC 2253: the most special part first.
  @Override
  public String toString() {
    var reversed = new ArrayList<>(parts);
    Collections.reverse(reversed);
    return reversed.stream()
        .map(part -> part.stream().map(Attribute::toString).collect(Collectors.joining("+")))
        .collect(Collectors.joining(","));
  }

  /// RFC 2253 2.4, and everything that could upset a screen.
  private static String escaped(String value) {
    var text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean edgeSpace = c == ' ' && (i == 0 || i == value.length() - 1);
      if (",+\"\\<>;".indexOf(c) >= 0 || edgeSpace) {
        text.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        text.append("\\%02X".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
