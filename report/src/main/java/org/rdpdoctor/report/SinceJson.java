package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.rdpdoctor.diagnosis.compared.Progress;
import org.rdpdoctor.diagnosis.compared.Progress.Proof;
import org.rdpdoctor.diagnosis.compared.Progress.Turn;

/// What became of what an earlier report told, as the value of `since` in a report.
final class SinceJson {
  private final JsonGenerator json;

  SinceJson(JsonGenerator json) {
    this.json = json;
  }

  void write(Progress progress) throws IOException {
    json.writeObjectFieldStart("since");
    json.writeStringField("report", progress.before().report().source());
    json.writeStringField("started", progress.before().report().started().toString());
    json.writeStringField("verdict", progress.before().report().verdict());
    json.writeStringField("summary", progress.summary());
    turns("breaks", progress.breaks());
    turns("causes", progress.causes());
    strings("turnedGreen", progress.rungs());
    json.writeArrayFieldStart("proofs");
    for (Proof proof : progress.proofs()) {
      json.writeStartObject();
      json.writeStringField("fix", proof.fix());
      json.writeStringField("title", proof.title());
      json.writeStringField("cause", proof.cause());
      json.writeStringField("rung", proof.rung());
      json.writeStringField("status", proof.status());
      json.writeStringField("outcome", proof.outcome().id());
      json.writeEndObject();
    }
    json.writeEndArray();
    strings("caveats", progress.caveats());
    json.writeEndObject();
  }

  private void turns(String name, List<Turn> turns) throws IOException {
    json.writeArrayFieldStart(name);
    for (Turn turn : turns) {
      json.writeStartObject();
      json.writeStringField("id", turn.id());
      json.writeStringField("layer", turn.rung());
      json.writeStringField("title", turn.title());
      json.writeStringField("fate", turn.fate().id());
      json.writeStringField("because", turn.because());
      json.writeNumberField("before", turn.before());
      json.writeNumberField("now", turn.now());
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
}
