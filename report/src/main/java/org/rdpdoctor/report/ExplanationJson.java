package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.diagnosis.codes.Code;
import org.rdpdoctor.diagnosis.codes.Dispute;
import org.rdpdoctor.diagnosis.codes.Dossier;
import org.rdpdoctor.diagnosis.codes.Explanation;
import org.rdpdoctor.diagnosis.codes.Explanation.Meaning;
import org.rdpdoctor.diagnosis.codes.Explanation.Part;
import org.rdpdoctor.diagnosis.codes.Explanation.Subject;
import org.rdpdoctor.diagnosis.codes.Phrase;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.report.Report.CodeMeaning;

/// What codes mean, for programs: version 1. `codes` has the most plausible meaning of each number
/// and name, in the form of a report; `subjects` has them all.
public final class ExplanationJson {
  public static final String SCHEMA = "rdpdoctor/explanation/1";

  private final JsonGenerator json;

  private ExplanationJson(JsonGenerator json) {
    this.json = json;
  }

  /// One JSON document in ASCII, without a line end.
  public static String render(Explanation explanation, boolean pretty) {
    return render(explanation, List.of(), pretty);
  }

  /// The same with the known updates that the text names.
  public static String render(Explanation explanation, List<KnownUpdate> updates, boolean pretty) {
    return JsonText.of(pretty, json -> new ExplanationJson(json).explanation(explanation, updates));
  }

  /// The most plausible meaning of each number and name, as a report takes it.
  public static List<CodeMeaning> codes(Explanation explanation) {
    return explanation.subjects().stream()
        .flatMap(subject -> subject.best().stream())
        .map(Meaning::code)
        .map(ExplanationJson::code)
        .toList();
  }

  private static CodeMeaning code(Code code) {
    return new CodeMeaning(
        code.family(),
        filled(code.code()),
        filled(code.name()),
        code.meaning(),
        code.layer(),
        code.confidence().id(),
        code.sources());
  }

  private static String filled(String cell) {
    return cell.equals("-") ? "" : cell;
  }

  private void explanation(Explanation explanation, List<KnownUpdate> updates) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeBooleanField("known", explanation.isKnown() || !updates.isEmpty());
    if (!updates.isEmpty()) {
      new UpdateJson(json).entries(updates);
    }
    array("codes", codes(explanation), this::entry);
    array("subjects", explanation.subjects(), this::subject);
    json.writeFieldName("dossier");
    if (explanation.dossier().isPresent()) {
      dossier(explanation.dossier().get());
    } else {
      json.writeNull();
    }
    array("phrases", explanation.phrases(), this::phrase);
    array("disputes", explanation.disputes(), this::dispute);
    strings("traps", explanation.traps());
    strings("hints", explanation.hints());
    json.writeEndObject();
  }

  private void entry(CodeMeaning code) throws IOException {
    json.writeStartObject();
    fields(code);
    json.writeEndObject();
  }

  private void fields(CodeMeaning code) throws IOException {
    json.writeStringField("family", code.family());
    json.writeStringField("code", code.code());
    json.writeStringField("name", code.name());
    json.writeStringField("meaning", code.meaning());
    layer(code.layer());
    json.writeStringField("confidence", code.confidence());
    strings("sources", code.sources());
  }

  private void subject(Subject subject) throws IOException {
    json.writeStartObject();
    json.writeStringField("written", subject.written());
    json.writeStringField("role", subject.role().name().toLowerCase(Locale.ROOT));
    array("meanings", subject.meanings(), this::meaning);
    array("parts", subject.parts(), this::part);
    json.writeEndObject();
  }

  private void meaning(Meaning meaning) throws IOException {
    json.writeStartObject();
    fields(code(meaning.code()));
    json.writeStringField("title", meaning.family().title());
    json.writeStringField("note", meaning.code().note());
    strings("aliases", meaning.code().aliases());
    strings("because", meaning.because());
    json.writeEndObject();
  }

  private void part(Part part) throws IOException {
    json.writeStartObject();
    json.writeStringField("piece", part.piece());
    json.writeStringField("meaning", part.meaning());
    layer(part.layer());
    json.writeStringField("confidence", "inferred");
    strings("sources", part.sources());
    json.writeEndObject();
  }

  private void dossier(Dossier dossier) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", dossier.id());
    json.writeStringField("title", dossier.title());
    json.writeStringField("documented", dossier.documented());
    json.writeStringField("reading", dossier.reading());
    json.writeStringField("command", dossier.command());
    array(
        "candidates",
        dossier.candidates(),
        candidate -> {
          json.writeStartObject();
          json.writeStringField("layer", candidate.layer().id());
          json.writeStringField("cause", candidate.cause());
          json.writeStringField("because", candidate.because());
          json.writeEndObject();
        });
    strings("sources", dossier.sources());
    json.writeEndObject();
  }

  private void phrase(Phrase phrase) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", phrase.id());
    json.writeStringField("meaning", phrase.meaning());
    layer(phrase.layer());
    json.writeStringField("confidence", phrase.confidence().id());
    strings("codes", phrase.codes());
    strings("checkNext", phrase.checkNext());
    strings("sources", phrase.sources());
    json.writeEndObject();
  }

  private void dispute(Dispute dispute) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", dispute.id());
    json.writeStringField("topic", dispute.topic());
    json.writeStringField("authoritative", dispute.authoritative());
    json.writeStringField("conclusion", dispute.conclusion());
    array(
        "claims",
        dispute.claims(),
        claim -> {
          json.writeStartObject();
          json.writeStringField("claim", claim.text());
          json.writeStringField("reliability", claim.reliability().id());
          strings("sources", claim.sources());
          json.writeEndObject();
        });
    json.writeEndObject();
  }

  private void layer(Optional<Layer> layer) throws IOException {
    json.writeFieldName("layer");
    if (layer.isPresent()) {
      json.writeString(layer.get().id());
    } else {
      json.writeNull();
    }
  }

  private void strings(String name, List<String> values) throws IOException {
    array(name, values, json::writeString);
  }

  private <T> void array(String name, List<T> values, Writer<T> writer) throws IOException {
    json.writeArrayFieldStart(name);
    for (T value : values) {
      writer.write(value);
    }
    json.writeEndArray();
  }

  @FunctionalInterface
  private interface Writer<T> {
    void write(T value) throws IOException;
  }
}
