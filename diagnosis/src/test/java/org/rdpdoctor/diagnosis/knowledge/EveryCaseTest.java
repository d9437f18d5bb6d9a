package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Inquiry;
import org.rdpdoctor.diagnosis.Reasoning;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.facts.Observation;

/// What holds in every case that there is, with the knowledge as it is.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EveryCaseTest {
  private static final Diagnostician DIAGNOSTICIAN = new Diagnostician(PackedCatalogue.load());
  private static final Catalogue CATALOGUE = PackedCatalogue.load();

  static Stream<Case> cases() {
    return Stream.of("breaks", "causes", "healthy").flatMap(folder -> Case.in(folder).stream());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_order_of_the_facts_does_not_matter(Case given) {
    Diagnosis inOrder = DIAGNOSTICIAN.diagnose(Situation.of(given.facts()));
    var facts = new ArrayList<Observation>(given.facts());
    Collections.shuffle(facts, new Random(given.line()));

    Diagnosis shuffled = DIAGNOSTICIAN.diagnose(Situation.of(facts));

    assertThat(shuffled.breaks()).isEqualTo(inOrder.breaks());
    assertThat(shuffled.causes()).isEqualTo(inOrder.causes());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_arithmetic_of_every_cause_and_break_ends_where_the_report_does(Case given) {
    Diagnosis told = DIAGNOSTICIAN.diagnose(Situation.of(given.facts()));
    Set<String> asked = new TreeSet<>();
    told.breaks().forEach(each -> asked.add(each.id()));
    told.breaks().stream()
        .flatMap(each -> CATALOGUE.causes().explaining(each.id()).stream())
        .forEach(cause -> asked.add(cause.id()));
    List<Inquiry> inquiries = asked.stream().map(id -> new Inquiry(id, false)).toList();

    Diagnosis diagnosis = DIAGNOSTICIAN.diagnose(Situation.of(given.facts()).asking(inquiries));

    assertThat(diagnosis.reasonings()).hasSameSizeAs(inquiries);
    for (Reasoning reasoning : diagnosis.reasonings()) {
      assertThat(reasoning.steps().getLast().after())
          .as("%s: %s", given, reasoning)
          .isCloseTo(reasoning.probability(), within(1e-9));
      assertThat(reasoning.steps())
          .allSatisfy(step -> assertThat(step.after()).isBetween(0.0, 1.0))
          .allSatisfy(step -> assertThat(step.text()).doesNotContain("{", "?: "));
    }
    told.causes()
        .forEach(
            cause ->
                assertThat(diagnosis.reasonings())
                    .anyMatch(
                        why ->
                            why.id().equals(cause.id())
                                && why.probability() == cause.probability()));
  }
}
