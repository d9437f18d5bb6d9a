package org.rdpdoctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Vocabulary;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonReportTest {
  private static final Schema SCHEMA = schema();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(Path.of("../docs/report-1.schema.json")), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> everyName() {
    return Reports.all().keySet().stream();
  }

  private static Report report(String name) {
    return Objects.requireNonNull(Reports.all().get(name));
  }

  @ParameterizedTest
  @MethodSource("everyName")
  void each_kind_of_answer_has_its_document(String name) {
    Golden.check(name + ".json", JsonReport.render(report(name), true) + "\n");
  }

  @ParameterizedTest
  @MethodSource("everyName")
  void every_document_keeps_to_the_published_schema(String name) {
    assertThat(SCHEMA.validate(JsonReport.render(report(name), true), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyName")
  void a_document_for_lines_is_the_same_in_one_line(String name) throws IOException {
    String line = JsonReport.render(report(name), false);

    assertThat(line).doesNotContain("\n");
    assertThat(MAPPER.readTree(line))
        .isEqualTo(MAPPER.readTree(JsonReport.render(report(name), true)));
  }

  @ParameterizedTest
  @MethodSource("everyName")
  void a_document_is_plain_ascii_whatever_peers_say(String name) {
    assertThat(JsonReport.render(report(name), true).chars())
        .allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f));
  }

  /// Every key of every object is either told of in the schema and demanded, or an addition.
  @Test
  void the_schema_demands_each_key_that_version_1_promises() throws IOException {
    JsonNode whole = MAPPER.readTree(JsonReport.render(Reports.resetAfterHello(), true));
    var additions =
        Set.of(
            "degradesOnly",
            "because",
            "sources",
            "title",
            "layer", // of a diagnosis
            "ways",
            "proofRung", // of a fix
            "kind",
            "question",
            "steps",
            "seconds",
            "needs",
            "outcomes"); // of a next test
    var missed = new ArrayList<String>();
    for (ObjectNode object : objectsIn(whole)) {
      for (String key : List.copyOf(keys(object))) {
        JsonNode value = Objects.requireNonNull(object.remove(key));
        if (SCHEMA.validate(whole).isEmpty() && !object.has("evidence")) {
          missed.add(key);
        }
        object.set(key, value);
      }
    }

    assertThat(missed).isSubsetOf(additions);
  }

  private static List<String> keys(ObjectNode object) {
    var keys = new ArrayList<String>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static List<ObjectNode> objectsIn(JsonNode node) {
    var found = new ArrayList<ObjectNode>();
    if (node instanceof ObjectNode object) {
      found.add(object);
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(child -> found.addAll(objectsIn(child)));
    }
    return found;
  }

  @Test
  void every_kind_of_value_a_fact_can_have_has_a_form_in_json() {
    var known =
        Set.of(
            String.class,
            int.class,
            long.class,
            boolean.class,
            List.class,
            Duration.class,
            Instant.class,
            Protocols.class,
            ResponseFlags.class,
            NegotiationFailureCode.class,
            DecodeFault.class,
            Evidence.class);
    for (var type : Vocabulary.words().values()) {
      for (var component : type.getRecordComponents()) {
        assertThat(known.contains(component.getType()) || component.getType().isEnum())
            .as("%s of %s", component, type.getSimpleName())
            .isTrue();
        assertThat(component.getName()).as(type.getSimpleName()).isNotEqualTo("type");
        assertThat(component.getName().equals("evidence"))
            .as("%s of %s", component, type.getSimpleName())
            .isEqualTo(component.getType() == Evidence.class);
      }
    }
  }
}
