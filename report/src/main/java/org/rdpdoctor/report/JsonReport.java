package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Cause;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.Diagnosis.RuledOut;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Reasoning;
import org.rdpdoctor.diagnosis.Sign;
import org.rdpdoctor.diagnosis.clients.ClientOutcome;
import org.rdpdoctor.diagnosis.plan.Plan;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;
import org.rdpdoctor.report.Report.CodeMeaning;
import org.rdpdoctor.report.Report.Read;
import org.rdpdoctor.report.Report.Round;

/// A report for programs: version 1, as `docs/report-1.schema.json` describes it.
public final class JsonReport {
  public static final String SCHEMA = "rdpdoctor/report/1";

  private final JsonGenerator json;

  private final Optional<Plan> plan;

  private JsonReport(JsonGenerator json, Optional<Plan> plan) {
    this.json = json;
    this.plan = plan;
  }

  /// One JSON document.
  ///
  /// @param pretty over many lines for people, or in a single one, so that several reports make
  ///     JSON Lines; neither ends with a line end
  public static String render(Report report, boolean pretty) {
    return JsonText.of(pretty, json -> write(json, report));
  }

  /// The same with the plan that follows from it.
  public static String render(Report report, Plan plan, boolean pretty) {
    return JsonText.of(pretty, json -> new JsonReport(json, Optional.of(plan)).report(report));
  }

  /// The report as a value inside of another document.
  static void write(JsonGenerator json, Report report) throws IOException {
    new JsonReport(json, Optional.empty()).report(report);
  }

  private void report(Report report) throws IOException {
    Diagnosis diagnosis = report.diagnosis();
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeObjectFieldStart("tool");
    json.writeStringField("name", report.tool().name());
    json.writeStringField("version", report.tool().version());
    json.writeEndObject();
    json.writeStringField("started", report.started().toString());
    json.writeNumberField("elapsedMillis", report.elapsed().toMillis());
    target(report);
    if (!report.options().isEmpty()) {
      strings("options", report.options());
    }
    json.writeStringField("verdict", diagnosis.verdict().id());
    layer("brokenLayer", diagnosis.brokenLayer());
    json.writeStringField("summary", diagnosis.summary());
    array("breaks", diagnosis.breaks(), this::brokenThing);
    array("causes", diagnosis.causes(), this::cause);
    array("ruledOut", diagnosis.ruledOut(), this::ruledOut);
    array("unexplained", diagnosis.unexplained(), this::observation);
    array("notTested", diagnosis.notTested(), this::notTested);
    array("nextTests", diagnosis.nextTests(), this::nextTest);
    if (plan.isPresent()) {
      json.writeObjectFieldStart("plan");
      PlanJson.write(json, plan.get());
      json.writeEndObject();
    }
    array("layers", diagnosis.rungs(), this::rung);
    array("clients", report.clients(), this::client);
    if (!diagnosis.reasonings().isEmpty()) {
      array("why", diagnosis.reasonings(), this::reasoning);
    }
    if (!report.rounds().isEmpty()) {
      array("rounds", report.rounds(), this::round);
    }
    if (!report.read().isEmpty()) {
      array("read", report.read(), this::read);
    }
    array("codes", report.codes(), this::code);
    new UpdateJson(json).troubles(report.addenda().troubles());
    if (!report.addenda().remarks().isEmpty()) {
      strings("remarks", report.addenda().remarks());
    }
    if (report.addenda().since().isPresent()) {
      new SinceJson(json).write(report.addenda().since().get());
    }
    if (!report.hops().isEmpty()) {
      json.writeArrayFieldStart("hops");
      for (Report hop : report.hops()) {
        write(json, hop);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void target(Report report) throws IOException {
    json.writeObjectFieldStart("target");
    json.writeStringField("input", report.target().input());
    json.writeStringField("host", report.target().host());
    json.writeNumberField("port", report.target().port());
    strings("addresses", report.addresses());
    json.writeFieldName("usedAddress");
    if (report.usedAddress().isPresent()) {
      json.writeString(report.usedAddress().get());
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }

  private void brokenThing(Break broken) throws IOException {
    json.writeStringField("id", broken.id());
    layer("layer", Optional.of(broken.layer()));
    json.writeStringField("title", broken.title());
    json.writeBooleanField("degradesOnly", broken.degradesOnly());
    probability(broken.probability());
    array("signs", broken.signs(), this::sign);
  }

  private void cause(Cause cause) throws IOException {
    json.writeStringField("id", cause.id());
    layer("layer", Optional.of(cause.layer()));
    strings("breaks", cause.breaks());
    json.writeStringField("title", cause.title());
    json.writeStringField("because", cause.because());
    probability(cause.probability());
    array("signs", cause.signs(), this::sign);
    array("fixes", Detail.safestFirst(cause.fixes()), fix -> PlanJson.fix(json, fix));
    strings("sources", cause.sources());
  }

  private void sign(Sign sign) throws IOException {
    json.writeBooleanField("for", sign.speaksFor());
    json.writeStringField("text", sign.text());
    json.writeStringField("observation", sign.observation());
    word("strength", sign.strength());
    if (!sign.places().isEmpty()) {
      strings("places", sign.places());
    }
  }

  private void ruledOut(RuledOut out) throws IOException {
    json.writeStringField("id", out.id());
    json.writeStringField("title", out.title());
    json.writeStringField("because", out.because());
  }

  private void notTested(NotTested not) throws IOException {
    layer("layer", Optional.of(not.layer()));
    json.writeStringField("because", not.because());
  }

  private void nextTest(NextTest test) throws IOException {
    json.writeStringField("id", test.id());
    json.writeStringField("title", test.title());
    json.writeStringField("why", test.why());
    json.writeStringField("command", test.command());
    json.writeNumberField("gain", rounded(test.gain()));
    word("kind", test.kind());
    json.writeStringField("question", test.question());
    strings("steps", test.steps());
    json.writeNumberField("seconds", test.cost().seconds());
    strings("needs", test.cost().needs().stream().map(JsonReport::hyphened).toList());
    array("outcomes", test.outcomes(), this::outcome);
  }

  private void outcome(NextTest.Outcome outcome) throws IOException {
    json.writeStringField("id", outcome.id());
    json.writeStringField("text", outcome.text());
  }

  private static String hyphened(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void reasoning(Reasoning reasoning) throws IOException {
    json.writeStringField("id", reasoning.id());
    json.writeStringField("title", reasoning.title());
    word("of", reasoning.kind());
    json.writeBooleanField("not", reasoning.whyNot());
    probability(reasoning.probability());
    array("steps", reasoning.steps(), this::step);
    strings("obstacles", reasoning.obstacles());
  }

  private void step(Reasoning.Step step) throws IOException {
    word("what", step.what());
    json.writeStringField("text", step.text());
    probability(step.after());
  }

  private void rung(Rung rung) throws IOException {
    json.writeStringField("id", rung.layer().id());
    json.writeStringField("status", status(rung.status()));
    json.writeNumberField("elapsedMillis", rung.elapsedMillis());
    json.writeStringField("summary", rung.summary());
    array("observations", rung.observations(), this::observation);
    if (!rung.stages().isEmpty()) {
      array("stages", rung.stages(), this::stage);
    }
  }

  private void stage(Rung.Stage stage) throws IOException {
    json.writeStringField("id", stage.id());
    json.writeStringField("status", status(stage.status()));
    json.writeNumberField("elapsedMillis", stage.elapsedMillis());
    json.writeStringField("summary", stage.summary());
  }

  private static String status(Rung.Status status) {
    return switch (status) {
      case PASSED -> "passed";
      case WARNED -> "warned";
      case FAILED -> "failed";
      case NOT_REACHED -> "notReached";
      case NOT_TESTED -> "notTested";
    };
  }

  private void round(Round round) throws IOException {
    json.writeNumberField("number", round.number());
    json.writeStringField("started", round.started().toString());
    json.writeNumberField("elapsedMillis", round.elapsed().toMillis());
    json.writeStringField("verdict", round.verdict().id());
    layer("brokenLayer", round.brokenLayer());
    json.writeStringField("break", round.broken());
    json.writeStringField("summary", round.summary());
  }

  private void read(Read file) throws IOException {
    json.writeStringField("name", file.name());
    json.writeStringField("kind", file.kind());
    json.writeNumberField("facts", file.facts());
    strings("notes", file.notes());
  }

  private void observation(Observation observation) throws IOException {
    json.writeStringField("type", Vocabulary.wordOf(observation));
    for (Map.Entry<String, Object> field : Vocabulary.valuesOf(observation).entrySet()) {
      json.writeFieldName(field.getKey());
      value(field.getValue());
    }
    json.writeStringField("evidence", observation.evidence().toString());
  }

  private void value(Object value) throws IOException {
    switch (value) {
      case String text -> json.writeString(text);
      case Boolean bool -> json.writeBoolean(bool);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case List<?> list -> {
        json.writeStartArray();
        for (Object element : list) {
          json.writeString(String.valueOf(element));
        }
        json.writeEndArray();
      }
      default ->
          throw new IllegalStateException(
              "a fact holds a " + value.getClass() + ", which has no JSON");
    }
  }

  private void client(ClientOutcome outcome) throws IOException {
    json.writeStringField("id", outcome.client().id());
    json.writeStringField("name", outcome.client().name());
    json.writeStringField("outcome", outcome.kind().id());
    layer("rung", outcome.rung());
    json.writeStringField("because", outcome.because());
    json.writeStringField("confidence", outcome.confidence().id());
    if (outcome.remedy().isPresent()) {
      json.writeStringField("remedy", outcome.remedy().get());
    }
  }

  private void code(CodeMeaning code) throws IOException {
    json.writeStringField("family", code.family());
    json.writeStringField("code", code.code());
    json.writeStringField("name", code.name());
    json.writeStringField("meaning", code.meaning());
    layer("layer", code.layer());
    json.writeStringField("confidence", code.confidence());
    strings("sources", code.sources());
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

  private void layer(String name, Optional<Layer> layer) throws IOException {
    json.writeFieldName(name);
    if (layer.isPresent()) {
      json.writeString(layer.get().id());
    } else {
      json.writeNull();
    }
  }

  private void word(String name, Enum<?> word) throws IOException {
    json.writeStringField(name, word.name().toLowerCase(Locale.ROOT));
  }

  private void probability(double probability) throws IOException {
    json.writeNumberField("probability", rounded(probability));
  }

  /// Three digits: what goes beyond is not known anyway, and reports stay comparable.
  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
