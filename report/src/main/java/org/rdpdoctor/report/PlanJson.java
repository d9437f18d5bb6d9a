package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.knowledge.Change;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan;
import org.rdpdoctor.diagnosis.plan.Plan.Step;
import org.rdpdoctor.diagnosis.plan.Plan.Suspect;
import org.rdpdoctor.diagnosis.plan.Scripted;

/// A plan for programs: version 1, as `docs/plan-1.schema.json` describes it.
public final class PlanJson {
  public static final String SCHEMA = "rdpdoctor/plan/1";

  private PlanJson() {}

  /// One JSON document, over many lines; it does not end with a line end.
  public static String render(Plan plan, Report.Tool tool, Instant made) {
    return JsonText.of(
        true,
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", SCHEMA);
          json.writeObjectFieldStart("tool");
          json.writeStringField("name", tool.name());
          json.writeStringField("version", tool.version());
          json.writeEndObject();
          json.writeStringField("made", made.toString());
          write(json, plan);
          json.writeEndObject();
        });
  }

  /// The members of a plan.
  static void write(JsonGenerator json, Plan plan) throws IOException {
    json.writeStringField("target", plan.proving().target());
    json.writeStringField("stop", PlanWording.STOP);
    json.writeArrayFieldStart("causes");
    for (Suspect cause : plan.causes()) {
      json.writeStartObject();
      json.writeStringField("id", cause.id());
      json.writeStringField("title", cause.title());
      probability(json, cause.probability());
      json.writeEndObject();
    }
    json.writeEndArray();
    decideFirst(json, plan.decideFirst());
    json.writeArrayFieldStart("steps");
    for (Step step : plan.steps()) {
      json.writeStartObject();
      step(json, plan, step);
      json.writeEndObject();
    }
    json.writeEndArray();
    strings(json, "notes", plan.notes());
  }

  private static void probability(JsonGenerator json, OptionalDouble probability)
      throws IOException {
    json.writeFieldName("probability");
    if (probability.isPresent()) {
      json.writeNumber(Math.round(probability.getAsDouble() * 1000) / 1000.0);
    } else {
      json.writeNull();
    }
  }

  private static void decideFirst(JsonGenerator json, Optional<NextTest> test) throws IOException {
    json.writeFieldName("decideFirst");
    if (test.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("id", test.get().id());
    json.writeStringField("title", test.get().title());
    json.writeStringField("why", test.get().why());
    json.writeStringField("command", test.get().command());
    json.writeEndObject();
  }

  private static void step(JsonGenerator json, Plan plan, Step step) throws IOException {
    json.writeNumberField("number", step.number());
    json.writeStringField("kind", word(step.kind()));
    number(json, step.insteadOf());
    strings(json, "against", step.serves().stream().map(Suspect::id).toList());
    json.writeStringField("proof", plan.proof(step.fix()));
    json.writeArrayFieldStart("scripts");
    if (Scripted.canScript(step.fix(), Change.Platform.WINDOWS)) {
      json.writeString("powershell");
    }
    if (Scripted.canScript(step.fix(), Change.Platform.LINUX)) {
      json.writeString("bash");
    }
    json.writeEndArray();
    json.writeObjectFieldStart("fix");
    fix(json, step.fix());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, OptionalInt insteadOf) throws IOException {
    json.writeFieldName("insteadOf");
    if (insteadOf.isPresent()) {
      json.writeNumber(insteadOf.getAsInt());
    } else {
      json.writeNull();
    }
  }

  /// The members of a fix, in a plan as in a report.
  static void fix(JsonGenerator json, Fix fix) throws IOException {
    json.writeStringField("id", fix.id());
    json.writeStringField("title", fix.title());
    json.writeStringField("side", word(fix.side()));
    json.writeStringField("risk", word(fix.risk()));
    strings(json, "needs", fix.needs().stream().map(PlanJson::word).toList());
    json.writeBooleanField("temporary", fix.temporary());
    if (fix.weakens().isPresent()) {
      json.writeStringField("weakens", fix.weakens().get());
    }
    if (fix.atMost().isPresent()) {
      json.writeStringField("atMost", fix.atMost().get());
    }
    strings(json, "steps", fix.steps());
    strings(json, "undo", fix.undo());
    json.writeArrayFieldStart("ways");
    for (Fix.Way way : fix.ways()) {
      json.writeStartObject();
      json.writeStringField("by", word(way.by()));
      strings(json, "steps", way.steps());
      strings(json, "undo", way.undo());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("proof", fix.proof().toString());
    if (fix.proof().rung().isPresent()) {
      json.writeStringField("proofRung", fix.proof().rung().get().id());
    }
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void strings(JsonGenerator json, String name, List<String> elements)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String element : elements) {
      json.writeString(element);
    }
    json.writeEndArray();
  }
}
