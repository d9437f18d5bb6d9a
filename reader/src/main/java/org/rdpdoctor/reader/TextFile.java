package org.rdpdoctor.reader;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;

/// The text of a file, in whichever encoding Windows and its tools write text.
public final class TextFile {
  private static final Charset ANSI = Charset.forName("windows-1252");

  private TextFile() {}

  /// UTF-16 or UTF-8 with their marks, UTF-16 without one, UTF-8, or otherwise windows-1252.
  ///
  /// @param bytes a whole file or its beginning: a character that is cut at the end is left out
  /// @return nothing if this is no text
  public static Optional<String> decode(Bytes bytes) {
    if (bytes.startsWith(Bytes.of(0xff, 0xfe))) {
      return text(bytes.from(2), StandardCharsets.UTF_16LE);
    }
    if (bytes.startsWith(Bytes.of(0xfe, 0xff))) {
      return text(bytes.from(2), StandardCharsets.UTF_16BE);
    }
    if (bytes.startsWith(Bytes.of(0xef, 0xbb, 0xbf))) {
      return text(bytes.from(3), StandardCharsets.UTF_8);
    }
    if (bytes.size() >= 2 && bytes.at(1) == 0 && bytes.at(0) != 0) {
      return text(bytes, StandardCharsets.UTF_16LE);
    }
    if (bytes.size() >= 2 && bytes.at(0) == 0 && bytes.at(1) != 0) {
      return text(bytes, StandardCharsets.UTF_16BE);
    }
    return text(bytes, StandardCharsets.UTF_8).or(() -> text(bytes, ANSI));
  }

  private static Optional<String> text(Bytes bytes, Charset charset) {
    var out = CharBuffer.allocate(bytes.size());
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    // not the end of input: what is cut there is no fault
    var result = decoder.decode(ByteBuffer.wrap(bytes.toArray()), out, false);
    String text = out.flip().toString();
    return result.isError() || holdsControls(text) ? Optional.empty() : Optional.of(text);
  }

  private static boolean holdsControls(String text) {
    return text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f');
  }
}
