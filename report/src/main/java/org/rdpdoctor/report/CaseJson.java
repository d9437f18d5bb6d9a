package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GuideCase;
import org.rdpdoctor.facts.GuideCase.Findings;
import org.rdpdoctor.facts.GuideCase.Step;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;

/// The case of a guided enquiry for a file: version 1, as `docs/guide-1.schema.json` describes it.
public final class CaseJson {
  public static final String SCHEMA = "rdpdoctor/guide/1";

  private static final int MOST_CAUSES = 10;

  private final JsonGenerator json;

  private CaseJson(JsonGenerator json) {
    this.json = json;
  }

  /// @param diagnosis as it stands, for whoever reads the file; it is worked out anew from the rest
  public static String render(
      Report.Tool tool, Instant saved, GuideCase guideCase, Diagnosis diagnosis) {
    return JsonText.of(
        true, json -> new CaseJson(json).document(tool, saved, guideCase, diagnosis));
  }

  private void document(Report.Tool tool, Instant saved, GuideCase guideCase, Diagnosis diagnosis)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeObjectFieldStart("tool");
    json.writeStringField("name", tool.name());
    json.writeStringField("version", tool.version());
    json.writeEndObject();
    json.writeStringField("saved", saved.toString());
    json.writeStringField("verdict", diagnosis.verdict().id());
    json.writeStringField("summary", diagnosis.summary());
    json.writeArrayFieldStart("causes");
    for (Diagnosis.Cause cause : diagnosis.causes().stream().limit(MOST_CAUSES).toList()) {
      json.writeStartObject();
      json.writeStringField("id", cause.id());
      json.writeStringField("title", cause.title());
      json.writeNumberField("probability", Math.round(cause.probability() * 1000) / 1000.0);
      json.writeEndObject();
    }
    json.writeEndArray();
    texts("words", guideCase.words());
    json.writeFieldName("findings");
    findings(guideCase.first());
    json.writeArrayFieldStart("steps");
    for (Step step : guideCase.steps()) {
      step(step);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void step(Step step) throws IOException {
    json.writeStartObject();
    json.writeStringField("test", step.test());
    json.writeStringField("outcome", step.outcome());
    Optional<Findings> found = step.found();
    if (found.isPresent()) {
      json.writeFieldName("findings");
      findings(found.get());
    }
    json.writeEndObject();
  }

  private void findings(Findings findings) throws IOException {
    json.writeStartObject();
    json.writeStringField("target", findings.target());
    json.writeNumberField("offered", findings.offered().flags());
    json.writeStringField("until", findings.until().id());
    json.writeArrayFieldStart("notTested");
    for (GuideCase.LeftOut left : findings.leftOut()) {
      json.writeStartObject();
      json.writeStringField("layer", left.rung().id());
      json.writeStringField("because", left.because());
      json.writeBooleanField("byChoice", left.byChoice());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("facts");
    for (Observation fact : findings.facts()) {
      fact(fact);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void fact(Observation fact) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", Vocabulary.wordOf(fact));
    json.writeObjectFieldStart("values");
    for (Map.Entry<String, Object> value : Vocabulary.valuesOf(fact).entrySet()) {
      switch (value.getValue()) {
        case Boolean truth -> json.writeBooleanField(value.getKey(), truth);
        case Integer number -> json.writeNumberField(value.getKey(), number);
        case Long number -> json.writeNumberField(value.getKey(), number);
        case List<?> list -> texts(value.getKey(), list.stream().map(String::valueOf).toList());
        default -> json.writeStringField(value.getKey(), String.valueOf(value.getValue()));
      }
    }
    json.writeEndObject();
    Evidence evidence = fact.evidence();
    json.writeObjectFieldStart("evidence");
    json.writeNumberField("connection", evidence.connection());
    json.writeStringField("sent", evidence.sent());
    json.writeStringField("heard", evidence.heard());
    json.writeNumberField("atMillis", evidence.at().toMillis());
    json.writeStringField("source", evidence.source());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void texts(String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
