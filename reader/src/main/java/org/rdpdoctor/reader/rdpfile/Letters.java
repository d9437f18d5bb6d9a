package org.rdpdoctor.reader.rdpfile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rdpdoctor.facts.ConnectionFile.Encoding;
import org.rdpdoctor.wire.Bytes;

/// The characters of a file and how they are stored, so that the same bytes come back.
///
/// UTF-16 is taken unit by unit, so that halves of a pair stay as they are, and UTF-8 only where
/// all of it is sound; everything else is Windows-1252, which gives every byte a character.
record Letters(Encoding encoding, boolean byteOrderMark, String text, Bytes tail) {
  private static final Bytes MARK_8 = Bytes.of(0xEF, 0xBB, 0xBF);
  private static final Bytes MARK_LE = Bytes.of(0xFF, 0xFE);
  private static final Bytes MARK_BE = Bytes.of(0xFE, 0xFF);

  /// What 0x80 to 0x9F are in Windows-1252; the five that are nothing stand for themselves.
  private static final String HIGH =
      "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
          + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

  static Letters of(Bytes content) {
    if (content.startsWith(MARK_8)) {
      Bytes rest = content.from(MARK_8.size());
      Optional<String> text = utf8(rest);
      if (text.isPresent()) {
        return new Letters(Encoding.UTF_8, true, text.get(), Bytes.EMPTY);
      }
    }
    if (content.startsWith(MARK_LE)) {
      return utf16(content.from(2), Encoding.UTF_16LE, true);
    }
    if (content.startsWith(MARK_BE)) {
      return utf16(content.from(2), Encoding.UTF_16BE, true);
    }
    return unmarked(content);
  }

  private static Letters unmarked(Bytes content) {
    int zeroAtEven = 0;
    int zeroAtOdd = 0;
    for (int i = 0; i < content.size(); i++) {
      if (content.at(i) == 0) {
        if (i % 2 == 0) {
          zeroAtEven++;
        } else {
          zeroAtOdd++;
        }
      }
    }
    int pairs = content.size() / 2;
    if (pairs > 0 && zeroAtOdd * 2 >= pairs && zeroAtOdd > zeroAtEven) {
      return utf16(content, Encoding.UTF_16LE, false);
    }
    if (pairs > 0 && zeroAtEven * 2 >= pairs && zeroAtEven > zeroAtOdd) {
      return utf16(content, Encoding.UTF_16BE, false);
    }
    return utf8(content)
        .map(text -> new Letters(Encoding.UTF_8, false, text, Bytes.EMPTY))
        .orElseGet(
            () -> new Letters(Encoding.WINDOWS_1252, false, windows1252(content), Bytes.EMPTY));
  }

  private static Letters utf16(Bytes content, Encoding encoding, boolean byteOrderMark) {
    int high = encoding == Encoding.UTF_16BE ? 0 : 1;
    var text = new StringBuilder(content.size() / 2);
    for (int i = 0; i + 1 < content.size(); i += 2) {
      text.append((char) (content.at(i + high) << 8 | content.at(i + 1 - high)));
    }
    Bytes tail = content.from(content.size() - content.size() % 2);
    return new Letters(encoding, byteOrderMark, text.toString(), tail);
  }

  private static Optional<String> utf8(Bytes content) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(content.toArray());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  private static String windows1252(Bytes content) {
    var text = new StringBuilder(content.size());
    for (int i = 0; i < content.size(); i++) {
      int octet = content.at(i);
      text.append(octet >= 0x80 && octet < 0xA0 ? HIGH.charAt(octet - 0x80) : (char) octet);
    }
    return text.toString();
  }

  static Bytes encode(String text, Encoding encoding, boolean byteOrderMark) {
    return switch (encoding) {
      case UTF_8 -> mark(MARK_8, byteOrderMark).plus(Bytes.utf8(text));
      case UTF_16LE -> mark(MARK_LE, byteOrderMark).plus(units(text, false));
      case UTF_16BE -> mark(MARK_BE, byteOrderMark).plus(units(text, true));
      case WINDOWS_1252 -> octets(text);
    };
  }

  static boolean holds(Encoding encoding, String text) {
    return switch (encoding) {
      case UTF_16LE, UTF_16BE -> true;
      case UTF_8 -> StandardCharsets.UTF_8.newEncoder().canEncode(text);
      case WINDOWS_1252 -> text.chars().allMatch(c -> octet((char) c) >= 0);
    };
  }

  private static Bytes mark(Bytes mark, boolean wanted) {
    return wanted ? mark : Bytes.EMPTY;
  }

  private static Bytes units(String text, boolean bigEndian) {
    var bytes = new byte[text.length() * 2];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes[2 * i] = (byte) (bigEndian ? c >> 8 : c);
      bytes[2 * i + 1] = (byte) (bigEndian ? c : c >> 8);
    }
    return Bytes.copyOf(bytes);
  }

  private static Bytes octets(String text) {
    var bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      int octet = octet(text.charAt(i));
      bytes[i] = (byte) (octet < 0 ? '?' : octet);
    }
    return Bytes.copyOf(bytes);
  }

  private static int octet(char c) {
    int high = c < 0x80 ? -1 : HIGH.indexOf(c);
    if (high >= 0) {
      return 0x80 + high;
    }
    return c < 0x80 || (c >= 0xA0 && c <= 0xFF) ? c : -1;
  }
}
