package org.rdpdoctor.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.knowledge.CatalogueSource;
import org.rdpdoctor.facts.ClientFact.TestAnswered;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostAlive;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.StayedOpenUnasked;

/// How the causes of a break share its probability.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CausesShareTest {
  private static final Evidence SEEN = Evidence.of("", "seen", Duration.ZERO);
  private static final Observation REFUSED =
      new ConnectRefused("10.0.0.1", 3389, Duration.ofMillis(1), SEEN);
  private static final Observation ALIVE = new HostAlive("10.0.0.1", "an echo reply", SEEN);
  private static final Observation OPEN =
      new StayedOpenUnasked("10.0.0.1", 3389, Duration.ofSeconds(1), SEEN);

  private static final String BREAKS =
      """
      - id: tcp.closed
        title: Closed
        degrades: false
        signs:
          - when: {connect-refused: {}}
            strength: decisive
            text: It refused
      - id: tcp.rejected
        title: Rejected
        degrades: true
        signs:
          - when: {stayed-open-unasked: {}}
            strength: decisive
            text: It stayed open
      """;

  private static final String FIX =
      """
      id: f
      title: Fix
      side: server
      risk: low
      needs: []
      temporary: false
      ways:
        - {by: hand, steps: [a], undo: [b]}
      proof: {expect: c}
      """;

  private final Map<String, String> files =
      new HashMap<>(Map.of("breaks/tcp.yaml", BREAKS, "fixes/server/f.yaml", FIX));

  @Test
  void causes_without_signs_share_by_how_common_they_are_and_stay_small() {
    cause("common-one", "common", "proof", "");
    cause("rare-one", "rare", "proof", "");

    var causes = causes(REFUSED);

    assertThat(causes).extracting(Diagnosis.Cause::id).containsExactly("common-one", "rare-one");
    assertThat(causes.getFirst().probability()).isLessThanOrEqualTo(0.3);
    assertThat(causes.getLast().probability()).isLessThan(0.1).isPositive();
  }

  @Test
  void a_sign_lifts_its_cause_above_the_others() {
    cause("with-sign", "uncommon", "proof", when("host-alive", "strong"));
    cause("without", "common", "proof", "");

    assertThat(causes(REFUSED).getFirst().id()).isEqualTo("without");
    assertThat(causes(REFUSED, ALIVE).getFirst().id()).isEqualTo("with-sign");
    assertThat(causes(REFUSED, ALIVE).getFirst().probability()).isGreaterThan(0.6);
  }

  @Test
  void an_answer_moves_the_causes_that_it_is_about() {
    cause("proven", "uncommon", "proof", "");
    cause("other", "common", "proof", "");
    test("look", "peek HOST", "proven");

    var yes = causes(REFUSED, new TestAnswered("look", "so", SEEN));
    var no = causes(REFUSED, new TestAnswered("look", "not", SEEN));

    assertThat(yes.getFirst().id()).isEqualTo("proven");
    assertThat(yes.getFirst().signs()).extracting(Sign::text).containsExactly("It is so");
    assertThat(no.getFirst().id()).isEqualTo("other");
    assertThat(no.getLast().signs()).extracting(Sign::speaksFor).containsExactly(false);
  }

  @Test
  void certainty_bounds_what_the_network_can_prove() {
    cause("proof", "common", "proof", when("host-alive", "decisive"));
    assertThat(only("proof", REFUSED, ALIVE)).isBetween(0.9, 0.99);
    files.clear();
    files.putAll(Map.of("breaks/tcp.yaml", BREAKS, "fixes/server/f.yaml", FIX));
    cause("strong", "common", "strong", when("host-alive", "decisive"));
    assertThat(only("strong", REFUSED, ALIVE)).isEqualTo(0.85);
    cause("hint", "common", "hint", when("host-alive", "decisive"));
    assertThat(only("hint", REFUSED, ALIVE)).isLessThanOrEqualTo(0.5);
    cause("none", "common", "none", when("host-alive", "decisive"));
    assertThat(only("none", REFUSED, ALIVE)).isLessThanOrEqualTo(0.3);
  }

  @Test
  void the_causes_of_a_break_never_outweigh_it() {
    for (int i = 0; i < 20; i++) {
      cause("cause-" + i, "rare", "proof", when("host-alive", i % 2 == 0 ? "strong" : "weak"));
    }

    double sum = causes(REFUSED, ALIVE).stream().mapToDouble(Diagnosis.Cause::probability).sum();

    assertThat(sum).isLessThanOrEqualTo(0.99).isGreaterThan(0.8);
  }

  @Test
  void a_proven_cause_does_not_hide_the_others() {
    cause("proven", "common", "proof", when("host-alive", "decisive"));
    cause("silent", "uncommon", "none", "");

    assertThat(only("silent", REFUSED, ALIVE)).isPositive().isLessThan(0.1);
  }

  @Test
  void a_cause_that_is_contradicted_is_ruled_out_with_the_reason() {
    cause(
        "contradicted",
        "common",
        "proof",
        when("host-alive", "decisive").replace("when", "against"));
    cause("other", "common", "proof", "");

    var diagnosis = diagnose(REFUSED, ALIVE);

    assertThat(diagnosis.causes()).extracting(Diagnosis.Cause::id).containsExactly("other");
    assertThat(diagnosis.ruledOut())
        .anyMatch(
            out -> out.id().equals("contradicted") && out.because().equals("host-alive is seen"));
  }

  @Test
  void one_cause_of_two_breaks_is_the_simpler_story() {
    cause("of-one", "common", "proof", when("host-alive", "weak"));
    cause("of-both", "common", "proof", when("host-alive", "weak"));
    files.computeIfPresent(
        "causes/tcp/of-both.yaml",
        (_, yaml) -> yaml.replace("tcp.closed: 30", "tcp.closed: 30, tcp.rejected: 30"));

    var causes = causes(REFUSED, OPEN, ALIVE);

    assertThat(causes.getFirst().id()).isEqualTo("of-both");
  }

  @Test
  void causes_of_breaks_that_are_not_there_are_not_told() {
    cause("any", "common", "proof", when("host-alive", "decisive"));

    assertThat(causes(ALIVE)).isEmpty();
  }

  @Test
  void a_cause_may_rest_on_its_break() {
    cause(
        "by-break",
        "common",
        "proof",
        "  - when: {break: tcp.closed}\n    ratio: 1000\n    reason: so\n    text: It is closed\n");

    assertThat(only("by-break", REFUSED)).isGreaterThan(0.9);
  }

  @Test
  void the_next_test_is_the_one_that_decides_most_and_names_the_target() {
    cause("undecided", "common", "strong", when("host-alive", "weak"));
    cause("unlikely", "uncommon", "none", "");
    test("look", "rdpdoctor check HOST --thorough", "undecided");
    test("peek", "peek HOST", "unlikely");

    var tests = diagnose(REFUSED, ALIVE).nextTests();

    assertThat(tests.getFirst().command()).isEqualTo("rdpdoctor check srv01:3390 --thorough");
    assertThat(tests.getLast().command()).isEqualTo("peek srv01");
    assertThat(tests.getFirst().gain()).isBetween(0.2, 1.0);
    assertThat(tests).isSortedAccordingTo((a, b) -> Double.compare(b.gain(), a.gain()));
  }

  private static String when(String word, String strength) {
    int ratio = Map.of("decisive", 1000, "strong", 20, "weak", 4).getOrDefault(strength, 0);
    return "  - when: {%s: {}}\n    ratio: %d\n    reason: so\n    text: %s is seen\n"
        .formatted(word, ratio, word);
  }

  private void cause(String id, String prior, String certainty, String signs) {
    int percent = Map.of("common", 30, "uncommon", 10, "rare", 3).getOrDefault(prior, 0);
    files.put(
        "causes/tcp/" + id + ".yaml",
        """
        id: %s
        title: It is %s
        layer: tcp
        side: server
        breaks: {tcp.closed: %d}
        certainty: %s
        because: It is so.
        signs:%s
        fixes: [f]
        see: [a]
        """
            .formatted(
                id,
                id,
                percent,
                certainty,
                signs.isEmpty() ? " []" : "\n" + signs.stripTrailing()));
  }

  private void test(String id, String command, String cause) {
    files.put(
        "tests/" + id + ".yaml",
        """
        id: %s
        title: Look
        kind: ask
        question: Is it so?
        command: "%s"
        why: It tells
        cost: {seconds: 10, needs: []}
        outcomes:
          - {id: so, text: It is so, given: {%s: 90, other: 10}}
          - {id: not, text: It is not so}
        """
            .formatted(id, command, cause));
  }

  private double only(String id, Observation... facts) {
    return causes(facts).stream()
        .filter(cause -> cause.id().equals(id))
        .mapToDouble(Diagnosis.Cause::probability)
        .sum();
  }

  private List<Diagnosis.Cause> causes(Observation... facts) {
    return diagnose(facts).causes();
  }

  private Diagnosis diagnose(Observation... facts) {
    var source = CatalogueSource.of(files);
    assertThat(source.faults()).isEmpty();
    var situation = Situation.of(List.of(facts));
    return new Diagnostician(source.catalogue())
        .diagnose(
            new Situation(
                "srv01:3390",
                situation.facts(),
                situation.offered(),
                situation.until(),
                List.of()));
  }
}
