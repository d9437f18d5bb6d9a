package org.rdpdoctor.diagnosis.compared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Vocabulary;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NoiseTest {
  @Test
  void every_word_and_field_that_is_left_out_exists() {
    Noise.ignored()
        .forEach(
            (word, fields) -> {
              assertThat(Vocabulary.fieldsOf(word)).as(word).isPresent();
              assertThat(Vocabulary.fieldsOf(word).orElseThrow())
                  .as(word)
                  .containsAll(fields.stream().filter(field -> !field.equals("*")).toList());
            });
  }

  @Test
  void times_sizes_order_and_the_own_address_are_no_part_of_a_fact() {
    View one = Draft.of("a").at("192.0.2.1").view();
    View other = Draft.of("b").at("192.0.2.2").view();

    Map<String, String> shape =
        Noise.shapeOf(
            Draft.fact(
                "seen", "address", "192.0.2.1", "met", "silence for 2.2 s", "elapsedMillis", 4L),
            one);

    assertThat(shape)
        .isEqualTo(
            Noise.shapeOf(
                Draft.fact(
                    "seen",
                    "address",
                    "192.0.2.2",
                    "met",
                    "silence for 31 ms",
                    "elapsedMillis",
                    9L),
                other));
    assertThat(Noise.shapeOf(Draft.fact("seen", "all", List.of("b", "a")), one))
        .isEqualTo(Noise.shapeOf(Draft.fact("seen", "all", List.of("a", "b")), one));
  }

  @Test
  void an_address_that_is_not_the_servers_own_is_a_difference() {
    View one = Draft.of("a").at("192.0.2.1").view();

    assertThat(Noise.shapeOf(Draft.fact("seen", "from", "192.0.2.9"), one))
        .containsEntry("from", "192.0.2.9");
  }
}
