package org.rdpdoctor.wire.asn1;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;

/// The string types and the characters behind their bytes.
final class Strings {
  private Strings() {}

  /// Nothing if the element is of no string type. Bytes that its type does not allow become
  /// replacement characters: the text is to be read by people.
  static Optional<String> decode(Element element) {
    Bytes contents = element.contents();
    return switch (element.tag()) {
      // Many an issuer puts UTF-8 into types that are meant for ASCII.
      case Tag.UTF8_STRING,
          Tag.NUMERIC_STRING,
          Tag.PRINTABLE_STRING,
          Tag.VISIBLE_STRING,
          Tag.IA5_STRING,
          Tag.GENERAL_STRING ->
          Optional.of(contents.decode(StandardCharsets.UTF_8));
      // T.61 in theory, Latin-1 in every certificate that uses it.
      case Tag.TELETEX_STRING -> Optional.of(contents.decode(StandardCharsets.ISO_8859_1));
      case Tag.BMP_STRING -> Optional.of(contents.decode(StandardCharsets.UTF_16BE));
      case Tag.UNIVERSAL_STRING -> Optional.of(contents.decode(StandardCharsets.UTF_32BE));
      default -> Optional.empty();
    };
  }
}
