package org.rdpdoctor.reader.fuzz;

import java.nio.charset.StandardCharsets;
import org.rdpdoctor.reader.capture.opened.KeyRing;

/// Fuzz target for key logs.
public final class KeyLogTarget {
  private KeyLogTarget() {}

  /// Called by the fuzzer. Whatever is thrown is a finding.
  public static void fuzzerTestOneInput(byte[] data) {
    var ring = new KeyRing();
    ring.addKeyLog(new String(data, StandardCharsets.ISO_8859_1), "fuzz");
    for (String note : ring.notes()) {
      if (note.length() > 100) {
        throw new IllegalStateException("a note that shows what it should not: " + note.length());
      }
    }
  }
}
