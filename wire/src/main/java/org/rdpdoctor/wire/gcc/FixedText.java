package org.rdpdoctor.wire.gcc;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Text in a field of fixed size: it ends with a NUL or with the field.
final class FixedText {
  private FixedText() {}

  static String utf16(WireReader in, String field, int size) throws DecodeException {
    return cut(in.bytes(field, size).decode(StandardCharsets.UTF_16LE));
  }

  static WireWriter utf16(WireWriter out, String text, int size) {
    return fixed(out, text, StandardCharsets.UTF_16LE, size);
  }

  static String ansi(WireReader in, String field, int size) throws DecodeException {
    return cut(in.bytes(field, size).decode(StandardCharsets.ISO_8859_1));
  }

  static WireWriter ansi(WireWriter out, String text, int size) {
    return fixed(out, text, StandardCharsets.ISO_8859_1, size);
  }

  private static String cut(String text) {
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static WireWriter fixed(WireWriter out, String text, Charset charset, int size) {
    Bytes encoded = Bytes.copyOf(text.getBytes(charset)).first(size);
    return out.bytes(encoded).zeros(size - encoded.size());
  }
}
