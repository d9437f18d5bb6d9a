package org.rdpdoctor.reader.saved;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.SavedReport;

/// Reads reports that `check --json` or `analyze --json` wrote: one document, one a line, or an
/// array of them, in UTF-8 or, as some shells save what programs print, in UTF-16.
public final class SavedReportReader {
  /// Reports of one file.
  public static final int MOST_REPORTS = 2_000;

  /// Bytes of one file.
  public static final long LARGEST = 256L << 20;

  private static final String FAMILY = "rdpdoctor/";
  private static final String SCHEMA = FAMILY + "report/1";
  private static final String HOW = "save one with rdpdoctor check TARGET --json > report.json";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(40)
                  .maxStringLength(1 << 20)
                  .maxNameLength(1_000)
                  .maxNumberLength(100)
                  .maxDocumentLength(LARGEST)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final String source;
  private final List<SavedReport> reports = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private SavedReportReader(String source) {
    this.source = source;
  }

  /// @param source the file's name, as reports are to be told from each other
  /// @throws IOException if the file itself cannot be read
  public static Saved read(InputStream in, String source) throws IOException {
    return new SavedReportReader(source).read(in);
  }

  private Saved read(InputStream in) throws IOException {
    try (JsonParser json = FACTORY.createParser(in)) {
      Optional<String> foreign = all(json);
      if (foreign.isPresent() && reports.isEmpty()) {
        return new Saved.Foreign(foreign.get());
      }
      foreign.ifPresent(why -> notes.add("behind its " + count() + ", it " + why));
    } catch (StreamConstraintsException | JsonNode.TooLarge e) {
      if (reports.isEmpty()) {
        return new Saved.Foreign("is larger or deeper than any report: " + HOW);
      }
      notes.add("what is behind its " + count() + " is larger or deeper than any report");
    } catch (JsonParseException e) {
      if (isCutOff(e)) {
        return cutOff(e.getLocation().getLineNr());
      }
      return noJson();
    } catch (CharConversionException e) {
      return noJson();
    }
    return reports.isEmpty()
        ? new Saved.Foreign("is empty: " + HOW)
        : new Saved.Reports(reports, notes);
  }

  /// The parser has two ways to say that the file ended too early.
  private static boolean isCutOff(JsonParseException e) {
    return e instanceof JsonEOFException
        || e.getOriginalMessage().startsWith("Unexpected end-of-input");
  }

  private Saved cutOff(int line) {
    if (reports.isEmpty()) {
      return new Saved.Foreign("is cut off in line " + line + ": save the report again");
    }
    notes.add("its last report is cut off and was left out");
    return new Saved.Reports(reports, notes);
  }

  private Saved noJson() {
    if (reports.isEmpty()) {
      return new Saved.Foreign("is no JSON: " + HOW);
    }
    notes.add("what is behind its " + count() + " is no JSON and was left out");
    return new Saved.Reports(reports, notes);
  }

  private String count() {
    return reports.size() == 1 ? "first report" : "first " + reports.size() + " reports";
  }

  /// @return why the file is none that is read here, if it is not
  private Optional<String> all(JsonParser json) throws IOException {
    int depth = 0;
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      if (token == JsonToken.START_ARRAY && depth == 0) {
        depth = 1;
      } else if (token == JsonToken.END_ARRAY) {
        depth = 0;
      } else if (reports.size() == MOST_REPORTS) {
        notes.add("only its first " + MOST_REPORTS + " reports were read");
        return Optional.empty();
      } else {
        int line = json.currentTokenLocation().getLineNr();
        JsonNode document = JsonNode.read(json);
        Optional<String> foreign = foreign(document);
        if (foreign.isPresent()) {
          return foreign;
        }
        String place = reports.isEmpty() && line == 1 ? source : source + ", line " + line;
        Optional<SavedReport> report = ReportOfJson.of(document, place);
        if (report.isEmpty()) {
          return Optional.of("says it is a report and has no start, verdict or ladder: " + HOW);
        }
        reports.add(report.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> foreign(JsonNode document) {
    String schema = document.at("schema").textOr("");
    if (schema.equals(SCHEMA)) {
      return Optional.empty();
    }
    if (schema.startsWith(FAMILY + "report/")) {
      return Optional.of(
          "is a report of another version of rdpdoctor, which this one does not read: use the"
              + " version that wrote it");
    }
    if (schema.startsWith(FAMILY)) {
      String command = schema.substring(FAMILY.length()).replaceAll("/.*|[^a-z-]", "");
      return Optional.of("holds what rdpdoctor " + command + " wrote, and no report: " + HOW);
    }
    return Optional.of("is JSON, but no report of rdpdoctor: " + HOW);
  }
}
