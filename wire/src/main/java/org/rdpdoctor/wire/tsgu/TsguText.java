package org.rdpdoctor.wire.tsgu;

import java.nio.charset.StandardCharsets;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_UNICODE_STRING`: a text in UTF-16, kept as it came. The example of MS-TSGU 4.2.1 counts no
/// closing zero; FreeRDP sends one and counts it. Both are read.
@SpecifiedIn("MS-TSGU 2.2.10.22")
public record TsguText(Bytes str) {
  public static final TsguText EMPTY = new TsguText(Bytes.EMPTY);

  public TsguText {
    if (str.size() > 0xFFFF) {
      throw new IllegalArgumentException("a text has at most 65535 bytes");
    }
  }

  /// The text with the closing zero that clients send.
  public static TsguText of(String text) {
    return new TsguText(Bytes.utf16le(text + "\0"));
  }

  /// The text without a closing zero.
  public String text() {
    String whole = str.decode(StandardCharsets.UTF_16LE);
    return whole.endsWith("\0") ? whole.substring(0, whole.length() - 1) : whole;
  }

  static TsguText read(WireReader in, String field) throws DecodeException {
    return new TsguText(in.bytes(field, in.u16le(field + " cbLen")));
  }

  void write(WireWriter out) {
    out.u16le(str.size()).bytes(str);
  }

  @Override
  public String toString() {
    return text();
  }
}
