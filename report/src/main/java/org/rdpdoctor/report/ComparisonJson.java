package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.diagnosis.compared.Comparison;
import org.rdpdoctor.diagnosis.compared.Comparison.Cell;
import org.rdpdoctor.diagnosis.compared.Comparison.Contrast;
import org.rdpdoctor.diagnosis.compared.Comparison.Row;
import org.rdpdoctor.diagnosis.compared.Conclusion;
import org.rdpdoctor.diagnosis.compared.Difference;
import org.rdpdoctor.diagnosis.compared.View;
import org.rdpdoctor.facts.SavedReport;
import org.rdpdoctor.facts.SavedReport.Broken;

/// A comparison for programs: version 1, as `docs/compare-1.schema.json` describes it.
public final class ComparisonJson {
  public static final String SCHEMA = "rdpdoctor/compare/1";

  private final JsonGenerator json;

  private ComparisonJson(JsonGenerator json) {
    this.json = json;
  }

  /// One JSON document.
  ///
  /// @param pretty over many lines for people, or in a single one, so that several make JSON Lines;
  ///     neither ends with a line end
  public static String render(
      Comparison comparison, List<String> notes, Report.Tool tool, boolean pretty) {
    return JsonText.of(pretty, json -> new ComparisonJson(json).write(comparison, notes, tool));
  }

  private void write(Comparison comparison, List<String> notes, Report.Tool tool)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeObjectFieldStart("tool");
    json.writeStringField("name", tool.name());
    json.writeStringField("version", tool.version());
    json.writeEndObject();
    json.writeStringField("question", comparison.question().id());
    json.writeStringField("outcome", comparison.outcome().id());
    orNull("rung", comparison.rung());
    json.writeStringField("summary", comparison.summary());
    array("reports", comparison.views(), this::view);
    json.writeArrayFieldStart("groups");
    for (List<String> group : comparison.groups()) {
      json.writeStartArray();
      for (String label : group) {
        json.writeString(label);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    array("ladder", comparison.ladder(), row -> row(row, comparison.views()));
    array("contrasts", comparison.contrasts(), this::contrast);
    array("conclusions", comparison.conclusions(), this::conclusion);
    strings("caveats", comparison.caveats());
    strings("notes", notes);
    json.writeEndObject();
  }

  private void view(View view) throws IOException {
    SavedReport report = view.report();
    json.writeStringField("label", view.label());
    json.writeStringField("source", report.source());
    json.writeStringField("started", report.started().toString());
    json.writeStringField("version", report.version());
    json.writeStringField("host", report.target().host());
    json.writeNumberField("port", report.target().port());
    orNull("usedAddress", report.target().usedAddress());
    json.writeStringField("verdict", report.verdict());
    orNull("brokenLayer", report.brokenRung());
    orNull("break", report.breaks().stream().map(Broken::id).findFirst());
    json.writeStringField("summary", report.summary());
  }

  private void row(Row row, List<View> views) throws IOException {
    json.writeStringField("rung", row.rung());
    json.writeBooleanField("differs", row.differs());
    json.writeArrayFieldStart("reports");
    for (int i = 0; i < row.cells().size(); i++) {
      Cell cell = row.cells().get(i);
      json.writeStartObject();
      json.writeStringField("label", views.get(i).label());
      json.writeStringField("status", cell.status());
      json.writeNumberField("elapsedMillis", cell.elapsedMillis());
      json.writeStringField("summary", cell.summary());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void contrast(Contrast contrast) throws IOException {
    json.writeStringField("first", contrast.first());
    json.writeStringField("second", contrast.second());
    strings("others", contrast.others());
    orNull("rung", contrast.rung());
    array("differences", contrast.differences(), this::difference);
    array("conclusions", contrast.conclusions(), this::conclusion);
  }

  private void difference(Difference difference) throws IOException {
    json.writeStringField("rung", difference.rung());
    json.writeStringField("kind", difference.kind().name().toLowerCase(Locale.ROOT));
    json.writeBooleanField("tells", difference.kind().isTelling());
    json.writeStringField("observation", difference.word());
    json.writeStringField("field", difference.field());
    json.writeStringField("first", difference.first());
    json.writeStringField("second", difference.second());
  }

  private void conclusion(Conclusion conclusion) throws IOException {
    json.writeStringField("id", conclusion.id());
    json.writeStringField("title", conclusion.title());
    json.writeStringField("place", conclusion.place().id());
    json.writeStringField("where", conclusion.where());
    json.writeStringField("certainty", conclusion.sureness().id());
    json.writeStringField("because", conclusion.because());
    array(
        "evidence",
        conclusion.evidence(),
        evidence -> {
          json.writeStringField("label", evidence.label());
          json.writeStringField("text", evidence.text());
        });
    if (conclusion.next().isPresent()) {
      json.writeObjectFieldStart("next");
      json.writeStringField("title", conclusion.next().get().title());
      json.writeStringField("command", conclusion.next().get().command());
      json.writeEndObject();
    }
  }

  private interface Fields<T> {
    void write(T element) throws IOException;
  }

  private <T> void array(String name, List<T> elements, Fields<T> fields) throws IOException {
    json.writeArrayFieldStart(name);
    for (T element : elements) {
      json.writeStartObject();
      fields.write(element);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void strings(String name, List<String> elements) throws IOException {
    json.writeArrayFieldStart(name);
    for (String element : elements) {
      json.writeString(element);
    }
    json.writeEndArray();
  }

  private void orNull(String name, Optional<String> text) throws IOException {
    json.writeFieldName(name);
    if (text.isPresent()) {
      json.writeString(text.get());
    } else {
      json.writeNull();
    }
  }
}
