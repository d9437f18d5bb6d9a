package org.rdpdoctor.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.ClientFact.ClientUpdateInstalled;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.SavedFact.Value;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RetellingTest {
  private static final Evidence EVIDENCE = new Evidence(2, "so", "such", Duration.ofMillis(7));

  /// The values of a fact as JSON holds them.
  private static Map<String, Value> written(Observation fact) {
    var values = new LinkedHashMap<String, Value>();
    Vocabulary.valuesOf(fact)
        .forEach(
            (name, value) ->
                values.put(
                    name,
                    switch (value) {
                      case Boolean set -> new SavedFact.Flag(set);
                      case Integer number -> new SavedFact.Whole(number);
                      case Long number -> new SavedFact.Whole(number);
                      case List<?> list ->
                          new SavedFact.Texts(list.stream().map(String::valueOf).toList());
                      default -> new SavedFact.Text(value.toString());
                    }));
    return values;
  }

  private static void comesBack(Observation fact) {
    assertThat(Retelling.observation(Vocabulary.wordOf(fact), written(fact), EVIDENCE))
        .contains(fact);
  }

  @Test
  void a_fact_that_was_written_down_is_the_same_again() {
    comesBack(new Connected("192.0.2.1", 3389, Duration.ofMillis(12), EVIDENCE));
    comesBack(new ClientUpdateInstalled("KB1", Instant.parse("2026-01-13T00:00:00Z"), 4, EVIDENCE));
    comesBack(new ClientFact.HostsLineFound("192.0.2.1", List.of("a", "b"), 3, EVIDENCE));
  }

  @Test
  void protocols_and_codes_come_back_even_without_names() {
    for (int code : List.of(1, 5, 77)) {
      comesBack(
          new NegotiationRefused(
              new Protocols(0x0B | 0x80),
              new NegotiationFailureCode(code),
              true,
              true,
              Duration.ofMillis(9),
              EVIDENCE));
    }
  }

  @Test
  void an_unknown_word_a_missing_field_and_a_value_that_does_not_fit_are_no_facts() {
    var fact = new Connected("192.0.2.1", 3389, Duration.ofMillis(12), EVIDENCE);
    Map<String, Value> values = written(fact);

    assertThat(Retelling.observation("never-heard", values, EVIDENCE)).isEmpty();
    values.put("port", new SavedFact.Text("many"));
    assertThat(Retelling.observation("connected", values, EVIDENCE)).isEmpty();
    values.remove("port");
    assertThat(Retelling.observation("connected", values, EVIDENCE)).isEmpty();
  }
}
