package org.rdpdoctor.reader.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes what [SavedReportTarget] starts from: a report alone, in an array, and in UTF-16.
public final class SavedReportSeeds {
  private static final String REPORT =
      """
      {"schema":"rdpdoctor/report/1","started":"2026-03-01T10:00:00Z","elapsedMillis":5,
      "target":{"input":"srv01","host":"srv01","port":3389},"verdict":"failing","summary":"No.",
      "layers":[{"id":"tcp","status":"passed","elapsedMillis":3,"summary":"Yes","observations":[
      {"type":"connected","address":"192.0.2.1","port":3389,"elapsedMillis":3,
      "evidence":"heard SYN-ACK; at 0.003 s on connection 1"}]}],"breaks":[],"causes":[]}
      """;

  private SavedReportSeeds() {}

  /// `args[0]` is the folder; the target's folder is in it.
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0], "SavedReportTarget", "seeds"));
    Files.writeString(folder.resolve("one"), REPORT);
    Files.writeString(folder.resolve("array"), "[" + REPORT + "," + REPORT + "]");
    Files.write(folder.resolve("utf-16"), ("\uFEFF" + REPORT).getBytes(StandardCharsets.UTF_16LE));
  }
}
