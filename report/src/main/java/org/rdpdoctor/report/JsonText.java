package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/// JSON as this program writes it: only ASCII, everything else as `\\uXXXX`. So it is whole in any
/// character set, and nothing a peer says controls a terminal that shows it.
final class JsonText {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private JsonText() {}

  @FunctionalInterface
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /// One document without a line end behind it.
  ///
  /// @param pretty over many lines for people, or in a single one
  static String of(boolean pretty, Content content) {
    var text = new StringWriter();
    try (JsonGenerator json = generator(text)) {
      if (pretty) {
        json.setPrettyPrinter(printer());
      }
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  /// Writes JSON there, and leaves it open when it is closed itself.
  static JsonGenerator generator(Writer out) {
    try {
      return FACTORY.createGenerator(new Ascii(out));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /// The generator takes DEL for a character that can be shown.
  private static final class Ascii extends FilterWriter {
    private static final char DEL = '\u007f';
    private static final String ESCAPED = "\\u007f";

    Ascii(Writer out) {
      super(out);
    }

    @Override
    public void write(int c) throws IOException {
      if (c == DEL) {
        out.write(ESCAPED);
      } else {
        out.write(c);
      }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      int begin = from;
      for (int i = from; i < from + length; i++) {
        if (text[i] == DEL) {
          out.write(text, begin, i - begin);
          out.write(ESCAPED);
          begin = i + 1;
        }
      }
      out.write(text, begin, from + length - begin);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      write(text.toCharArray(), from, length);
    }
  }

  private static DefaultPrettyPrinter printer() {
    var indenter = new DefaultIndenter("  ", "\n");
    var separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
