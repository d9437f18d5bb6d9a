package org.rdpdoctor.reader.saved;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GuideCase;
import org.rdpdoctor.facts.GuideCase.Findings;
import org.rdpdoctor.facts.GuideCase.LeftOut;
import org.rdpdoctor.facts.GuideCase.Step;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Retelling;
import org.rdpdoctor.facts.SavedFact;
import org.rdpdoctor.wire.x224.Protocols;

/// Reads the case of a guided enquiry, as `rdpdoctor guide` saved it: `docs/guide-1.schema.json`.
public final class CaseReader {
  /// Bytes of one file.
  public static final long LARGEST = 32L << 20;

  private static final String SCHEMA = "rdpdoctor/guide/1";
  private static final int MOST_STEPS = 1_000;
  private static final int MOST_FACTS = 20_000;
  private static final int MOST_OTHERS = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(20)
                  .maxStringLength(1 << 20)
                  .maxNameLength(1_000)
                  .maxNumberLength(100)
                  .maxDocumentLength(LARGEST)
                  .build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private int lost;

  private CaseReader() {}

  /// What a file turned out to be that should hold a case.
  public sealed interface Opened {
    /// @param lost facts of another version, which were left out
    record Case(GuideCase guideCase, int lost) implements Opened {}

    /// It holds no case.
    ///
    /// @param why to follow the file's name
    record Foreign(String why) implements Opened {}
  }

  /// @throws IOException if the file itself cannot be read
  public static Opened read(InputStream in) throws IOException {
    try (JsonParser json = FACTORY.createParser(in)) {
      if (json.nextToken() == null) {
        return new Opened.Foreign("is empty");
      }
      return new CaseReader().opened(JsonNode.read(json));
    } catch (JsonProcessingException | JsonNode.TooLarge | CharConversionException _) {
      return new Opened.Foreign("is no JSON, is cut off, or is larger than any case");
    }
  }

  private Opened opened(JsonNode json) {
    String schema = json.at("schema").textOr("");
    if (!schema.equals(SCHEMA)) {
      return new Opened.Foreign(
          schema.startsWith("rdpdoctor/guide/")
              ? "is a case of another version of rdpdoctor: use the version that wrote it"
              : "is no case that rdpdoctor guide saved");
    }
    Optional<Findings> first = findings(json.at("findings"));
    if (first.isEmpty()) {
      return new Opened.Foreign("says it is a case and has no findings");
    }
    List<Step> steps =
        json.at("steps").elements(MOST_STEPS).stream()
            .map(
                step ->
                    new Step(
                        step.at("test").textOr(""),
                        step.at("outcome").textOr(""),
                        findings(step.at("findings"))))
            .toList();
    return new Opened.Case(
        new GuideCase(json.at("words").texts(MOST_OTHERS), first.get(), steps), lost);
  }

  private Optional<Findings> findings(JsonNode json) {
    Optional<Layer> until = json.at("until").asText().flatMap(Layer::of);
    if (until.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Findings(
            json.at("target").textOr(""),
            new Protocols((int) json.at("offered").wholeOr(0)),
            until.get(),
            json.at("notTested").elements(MOST_OTHERS).stream()
                .flatMap(each -> leftOut(each).stream())
                .toList(),
            facts(json.at("facts"))));
  }

  private static Optional<LeftOut> leftOut(JsonNode json) {
    return json.at("layer")
        .asText()
        .flatMap(Layer::of)
        .map(
            layer ->
                new LeftOut(layer, json.at("because").textOr(""), json.at("byChoice").isTrue()));
  }

  private List<Observation> facts(JsonNode json) {
    var facts = new ArrayList<Observation>();
    for (JsonNode each : json.elements(MOST_FACTS)) {
      Optional<Observation> fact =
          Retelling.observation(
              each.at("type").textOr(""), values(each.at("values")), evidence(each.at("evidence")));
      fact.ifPresentOrElse(facts::add, () -> lost++);
    }
    return facts;
  }

  private static Map<String, SavedFact.Value> values(JsonNode json) {
    var values = new LinkedHashMap<String, SavedFact.Value>();
    if (json instanceof JsonNode.Fields(var members)) {
      members.forEach((name, value) -> value(value).ifPresent(each -> values.put(name, each)));
    }
    return values;
  }

  private static Optional<SavedFact.Value> value(JsonNode json) {
    return switch (json) {
      case JsonNode.Word(String text) -> Optional.of(new SavedFact.Text(text));
      case JsonNode.Truth(boolean value) -> Optional.of(new SavedFact.Flag(value));
      case JsonNode.Numeral(_, var whole) -> whole.map(SavedFact.Whole::new);
      case JsonNode.Elements elements ->
          Optional.of(new SavedFact.Texts(elements.texts(MOST_FACTS)));
      case JsonNode.Fields _, JsonNode.Nothing _ -> Optional.empty();
    };
  }

  private static Evidence evidence(JsonNode json) {
    return new Evidence(
        Math.clamp(json.at("connection").wholeOr(0), 0, Integer.MAX_VALUE),
        json.at("sent").textOr(""),
        json.at("heard").textOr(""),
        Duration.ofMillis(Math.max(0, json.at("atMillis").wholeOr(0))),
        json.at("source").textOr(""));
  }
}
