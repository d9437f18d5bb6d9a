package org.rdpdoctor.diagnosis.rdpfile;

import org.rdpdoctor.facts.ConnectionFile;

/// One change of an .rdp file, by line numbers of the file as it was examined.
public sealed interface Edit {

  /// Another text in that line.
  record ReplaceLine(int line, String text) implements Edit {}

  /// The line goes.
  record DropLine(int line) implements Edit {}

  /// A setting gets a value, in its line or in a new one.
  record Put(String key, char type, String value) implements Edit {}

  /// The changed file.
  default ConnectionFile applyTo(ConnectionFile file) {
    return switch (this) {
      case ReplaceLine(int line, String text) -> file.withLine(line, text);
      case DropLine(int line) -> file.withoutLine(line);
      case Put(String key, char type, String value) -> file.with(key, type, value);
    };
  }
}
