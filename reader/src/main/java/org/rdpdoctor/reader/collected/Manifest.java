package org.rdpdoctor.reader.collected;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What the bundle says of itself.
///
/// @param client whether it was collected on the machine that people come from
/// @param server whether it was collected on the machine that they go to
/// @param at when it was collected
/// @param notes what is worth knowing before anything else is read
record Manifest(
    boolean client, boolean server, String host, Instant at, List<Part> parts, List<String> notes) {

  /// A section or an event log.
  ///
  /// @param sha256 in lower case, empty if it is not told
  record Part(String name, String file, String status, String reason, String sha256) {
    boolean isOk() {
      return status.equals("ok");
    }

    /// The machine has no such thing.
    boolean isAbsent() {
      return status.equals("absent");
    }
  }

  private static final int MOST_PARTS = 500;
  private static final Pattern FILE = Pattern.compile("[\\p{Alnum}._ /-]{1,200}");

  /// @throws ZipFault if this is the manifest of something else
  static Manifest of(Rows.Parsed parsed) throws ZipFault {
    ZipFault.check(!parsed.rows().isEmpty(), "its manifest is empty");
    Row row = parsed.rows().getFirst();
    String schema = row.text("schema");
    ZipFault.check(
        schema.equals(Bundle.SCHEMA),
        schema.startsWith("rdpdoctor/bundle/")
            ? "it was collected for another version of rdpdoctor (" + schema + ")"
            : "its manifest is not one of rdpdoctor");
    String role = row.lower("role");
    var notes = new ArrayList<String>();
    if (row.has("elevated") && !row.flag("elevated")) {
      notes.add("It was collected without administrator rights, so much of it is missing");
    }
    if (row.text("languageMode").equals("ConstrainedLanguage")) {
      notes.add("It was collected in Constrained Language Mode, so some of it may be missing");
    }
    boolean client = role.equals("client") || role.equals("both");
    boolean server = role.equals("server") || role.equals("both");
    if (!client && !server) {
      notes.add("It does not say which machine it is from; it is taken as the server's");
    }
    return new Manifest(
        client,
        server || !client,
        row.text("host"),
        row.when("started").orElse(Instant.EPOCH),
        parts(parsed.below()),
        List.copyOf(notes));
  }

  private static List<Part> parts(Map<String, List<Row>> below) {
    return below.getOrDefault("sections", List.of()).stream()
        .limit(MOST_PARTS)
        .map(
            row ->
                new Part(
                    row.text("name"),
                    row.text("file"),
                    row.lower("status"),
                    row.text("reason"),
                    row.text("sha256").toLowerCase(Locale.ROOT)))
        .filter(part -> FILE.matcher(part.file()).matches())
        .toList();
  }
}
