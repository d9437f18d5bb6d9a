package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// JSON as this program writes it: only ASCII, everything else as `\\uXXXX`. So it is whole in any
/// character set, and nothing a peer says controls a terminal that shows it.
final class JsonText {
  private JsonText() {}

  @FunctionalInterface
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /// One document without a line end behind it.
  ///
  /// @param pretty over many lines for people, or in a single one
  static String of(boolean pretty, Content content) {
    var factory = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    var text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(text)) {
      if (pretty) {
        json.setPrettyPrinter(printer());
      }
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString().replace("\u007f", "\\u007f");
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
