package org.rdpdoctor.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostAlive;
import org.rdpdoctor.facts.RouteFact.HostSilent;
import org.rdpdoctor.facts.RouteFact.RouteMissing;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.StayedOpenUnasked;

/// What must be true of the ranking whatever is known and whatever is seen.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RankingTest {
  private static final Evidence SEEN = Evidence.of("", "seen", Duration.ZERO);
  private static final Observation REFUSED =
      new ConnectRefused("10.0.0.1", 3389, Duration.ofMillis(1), SEEN);
  private static final Observation OPEN =
      new StayedOpenUnasked("10.0.0.1", 3389, Duration.ofSeconds(1), SEEN);
  private static final Observation ALIVE = new HostAlive("10.0.0.1", "an echo", SEEN);
  private static final Observation SILENT = new HostSilent("10.0.0.1", "an echo", SEEN);
  private static final Observation NO_ROUTE = new RouteMissing("10.0.0.1", SEEN);

  @Test
  void several_causes_of_several_breaks_are_all_told_high() {
    var catalogue =
        new SmallCatalogue()
            .with("of-closed", "{tcp.closed: 30}", Map.of("when: {host-alive: {}}", 50), "")
            .with("of-rejected", "{tcp.rejected: 30}", Map.of("when: {host-alive: {}}", 50), "");

    assertThat(catalogue.probability("of-closed", REFUSED, OPEN, ALIVE)).isGreaterThan(0.85);
    assertThat(catalogue.probability("of-rejected", REFUSED, OPEN, ALIVE)).isGreaterThan(0.85);
  }

  @Test
  void signs_of_the_same_facts_count_once() {
    var once =
        new SmallCatalogue()
            .with("it", 10, "when: {host-alive: {}}", 20, "")
            .with("other", 40, "", 0, "");
    var twice =
        new SmallCatalogue()
            .with(
                "it",
                10,
                Map.of(
                    "when: {host-alive: {}}", 20, "when: {host-alive: {address: \"10.0.0.1\"}}", 5),
                "")
            .with("other", 40, "", 0, "");

    assertThat(twice.probability("it", REFUSED, ALIVE))
        .isEqualTo(once.probability("it", REFUSED, ALIVE));
    assertThat(twice.why("it", REFUSED, ALIVE).steps())
        .extracting(Reasoning.Step::text)
        .anyMatch(text -> text.contains("does not count again"));
  }

  @Test
  void a_sign_against_lowers_and_never_to_nothing() {
    var catalogue =
        new SmallCatalogue()
            .with("it", 40, "against: {host-alive: {}}", 10, "")
            .with("other", 40, "", 0, "");

    assertThat(catalogue.probability("it", REFUSED, ALIVE))
        .isPositive()
        .isLessThan(0.3 * catalogue.probability("it", REFUSED));
  }

  @Test
  void a_cause_that_nothing_points_to_is_told_as_it_is_common() {
    var catalogue = new SmallCatalogue().with("usual", 70, "", 0, "").with("seldom", 5, "", 0, "");

    assertThat(catalogue.probability("usual", REFUSED)).isBetween(0.69, 0.70);
    assertThat(catalogue.probability("seldom", REFUSED)).isBetween(0.04, 0.05);
  }

  /// Signs of one, two or three facts overlap in all ways.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void one_more_sign_for_a_cause_never_lowers_it(long seed) {
    var random = new Random(seed);
    var signs = new LinkedHashMap<String, Integer>();
    Observation[] facts = {REFUSED, ALIVE, SILENT, NO_ROUTE};
    double before = 0;
    for (int i = 0; i < 7; i++) {
      List<String> words =
          Stream.of("host-alive", "host-silent", "route-missing")
              .filter(_ -> random.nextBoolean())
              .toList();
      String parts =
          words.isEmpty()
              ? "{connect-refused: {}}"
              : words.stream().map("{%s: {}}"::formatted).collect(Collectors.joining(", "));
      signs.putIfAbsent("when: {all: [" + parts + "]}", 2 + random.nextInt(30));
      double now =
          new SmallCatalogue()
              .with("it", 10, signs, "")
              .with("other", 60, Map.of("when: {connect-refused: {}}", 40), "")
              .probability("it", facts);
      assertThat(now).as("%s", signs).isGreaterThanOrEqualTo(before - 1e-12);
      before = now;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_causes_of_a_break_never_come_to_more_than_it(long seed) {
    var random = new Random(seed);
    var catalogue = new SmallCatalogue();
    for (int i = 0; i < 10; i++) {
      catalogue.with("cause-" + i, 9, "when: {host-alive: {}}", 2 + random.nextInt(2000), "");
    }

    Diagnosis diagnosis = catalogue.diagnose(Situation.of(List.of(REFUSED, ALIVE)));

    assertThat(diagnosis.causes().stream().mapToDouble(Diagnosis.Cause::probability).sum())
        .isLessThanOrEqualTo(diagnosis.breaks().getFirst().probability() + 1e-12);
  }

  @Test
  void the_order_of_facts_and_signs_does_not_matter() {
    var facts = new ArrayList<>(List.of(ALIVE, SILENT, NO_ROUTE, REFUSED, OPEN));
    var catalogue =
        new SmallCatalogue()
            .with(
                "it",
                20,
                Map.of(
                    "when: {all: [{host-alive: {}}, {host-silent: {}}]}", 9,
                    "when: {all: [{host-silent: {}}, {route-missing: {}}]}", 9,
                    "when: {all: [{host-alive: {}}, {route-missing: {}}]}", 9),
                "")
            .with("other", 40, "", 0, "");
    Diagnosis first = catalogue.diagnose(Situation.of(facts));

    for (int i = 0; i < facts.size(); i++) {
      facts.add(facts.removeFirst());
      assertThat(catalogue.diagnose(Situation.of(facts)).causes()).isEqualTo(first.causes());
    }
  }
}
