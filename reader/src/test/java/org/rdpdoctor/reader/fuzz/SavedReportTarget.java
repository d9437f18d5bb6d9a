package org.rdpdoctor.reader.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.rdpdoctor.reader.saved.Saved;
import org.rdpdoctor.reader.saved.SavedReportReader;

/// Fuzz target for reports that are read back.
public final class SavedReportTarget {
  private SavedReportTarget() {}

  /// Called by the fuzzer. Whatever is thrown is a finding.
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      Saved read = SavedReportReader.read(new ByteArrayInputStream(data), "a.json");
      if (read.toString().isEmpty()) {
        throw new IllegalStateException("what was read has no text");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
    }
  }
}
