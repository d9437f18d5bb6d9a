package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConstraintTest {

  @Test
  void a_scalar_equals_texts_numbers_and_truth_values() {
    assertThat(constraint("tcp").holds("tcp")).isTrue();
    assertThat(constraint("tcp").holds("TCP")).isFalse();
    assertThat(constraint("40").holds(40)).isTrue();
    assertThat(constraint("40").holds(41)).isFalse();
    assertThat(constraint("true").holds(true)).isTrue();
    assertThat(constraint("true").holds(false)).isFalse();
  }

  @Test
  void a_scalar_must_be_among_the_items_of_a_list() {
    assertThat(constraint("SSL").holds(List.of("SSL", "HYBRID"))).isTrue();
    assertThat(constraint("SSL").holds(List.of("HYBRID"))).isFalse();
    assertThat(constraint("SSL").holds(List.of())).isFalse();
  }

  @Test
  void one_of_several_is_enough() {
    assertThat(constraint("[40, 71]").holds(71)).isTrue();
    assertThat(constraint("[40, 71]").holds(70)).isFalse();
  }

  @Test
  void not_means_none_of_them() {
    assertThat(constraint("{not: [unknown, \"\"]}").holds("Windows 11")).isTrue();
    assertThat(constraint("{not: [unknown, \"\"]}").holds("")).isFalse();
    assertThat(constraint("{not: SSL}").holds(List.of("HYBRID", "SSL"))).isFalse();
    assertThat(constraint("{not: SSL}").holds(List.of())).isTrue();
  }

  @Test
  void bounds_are_sharp() {
    assertThat(constraint("{above: 5}").holds(5)).isFalse();
    assertThat(constraint("{above: 5}").holds(6L)).isTrue();
    assertThat(constraint("{atLeast: 5}").holds(5)).isTrue();
    assertThat(constraint("{atMost: 5}").holds(5)).isTrue();
    assertThat(constraint("{atMost: 5}").holds(6)).isFalse();
    assertThat(constraint("{below: 5}").holds(5)).isFalse();
    assertThat(constraint("{atLeast: 1, below: 5}").holds(4)).isTrue();
    assertThat(constraint("{atLeast: 1, below: 5}").holds(0)).isFalse();
    assertThat(constraint("{above: 1}").holds("2")).isFalse();
  }

  @Test
  void texts_are_searched_whatever_their_case() {
    assertThat(constraint("{contains: fortinet}").holds("CN=FortiGate, O=Fortinet")).isTrue();
    assertThat(constraint("{contains: fortinet}").holds("CN=Corp CA")).isFalse();
    assertThat(constraint("{startsWith: rsa}").holds("RSASSA-PSS")).isTrue();
    assertThat(constraint("{startsWith: pss}").holds("RSASSA-PSS")).isFalse();
    assertThat(constraint("{matches: \"^tlsv1([.][01])?$\"}").holds("TLSv1.1")).isTrue();
    assertThat(constraint("{matches: \"^tlsv1([.][01])?$\"}").holds("TLSv1.2")).isFalse();
  }

  @Test
  void a_list_contains_whole_items() {
    assertThat(constraint("{contains: ssl}").holds(List.of("SSL"))).isTrue();
    assertThat(constraint("{contains: hyb}").holds(List.of("HYBRID"))).isFalse();
  }

  @Test
  void emptiness_is_of_texts_and_lists() {
    assertThat(constraint("{empty: true}").holds(List.of())).isTrue();
    assertThat(constraint("{empty: true}").holds("")).isTrue();
    assertThat(constraint("{empty: false}").holds(List.of("a"))).isTrue();
    assertThat(constraint("{empty: false}").holds("")).isFalse();
  }

  @Test
  void several_constraints_hold_together() {
    assertThat(constraint("{not: \"\", contains: a}").holds("ba")).isTrue();
    assertThat(constraint("{not: ba, contains: a}").holds("ba")).isFalse();
  }

  @Test
  void an_endless_text_is_searched_at_its_beginning_only() {
    String endless = "x".repeat(Constraint.LONGEST) + "needle";

    assertThat(constraint("{contains: needle}").holds(endless)).isFalse();
    assertThat(constraint("{contains: xx}").holds(endless)).isTrue();
  }

  private static Constraint constraint(String yaml) {
    Tree tree =
        YamlTrees.parse("test", "word: {field: " + yaml + "}", ConstraintTest::refuse)
            .orElseThrow();
    Condition condition = new ConditionReader("test", ConstraintTest::refuse).condition(tree);
    return ((Condition.Word) condition).fields().getFirst().constraint();
  }

  private static void refuse(Object fault) {
    throw new AssertionError(fault);
  }
}
