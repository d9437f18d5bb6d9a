package org.rdpdoctor.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The parts that scripts are put together from.
final class ScriptParts {
  private ScriptParts() {}

  /// @param name `bash/start.sh`
  static String load(String name) {
    try (InputStream in = ScriptParts.class.getResourceAsStream("script/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without script/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
