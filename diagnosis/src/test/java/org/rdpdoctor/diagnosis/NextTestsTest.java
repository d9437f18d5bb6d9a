package org.rdpdoctor.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.knowledge.CatalogueSource;
import org.rdpdoctor.facts.ClientFact.FileSettingGiven;
import org.rdpdoctor.facts.ClientFact.TestAnswered;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.wire.x224.Protocols;

/// Which question is asked next.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NextTestsTest {
  private static final Evidence SEEN = Evidence.of("", "seen", Duration.ZERO);
  private static final Observation REFUSED =
      new ConnectRefused("10.0.0.1", 3389, Duration.ofMillis(1), SEEN);

  private final Map<String, String> files =
      new HashMap<>(
          Map.of(
              "breaks/tcp.yaml",
              """
              - id: tcp.closed
                title: Closed
                degrades: false
                signs:
                  - {when: {connect-refused: {}}, strength: decisive, text: It refused}
              """,
              "fixes/server/f.yaml",
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
              """));

  NextTestsTest() {
    cause("one", 45);
    cause("two", 45);
  }

  private void cause(String id, int percent) {
    files.put(
        "causes/tcp/" + id + ".yaml",
        """
        id: %s
        title: It is %s
        layer: tcp
        side: server
        breaks: {tcp.closed: %d}
        certainty: proof
        because: It is so.
        signs: []
        fixes: [f]
        see: [a]
        """
            .formatted(id, id, percent));
  }

  private void test(String id, String cost, String more) {
    files.put(
        "tests/" + id + ".yaml",
        """
        id: %s
        title: Look
        kind: ask
        question: Is it so?
        why: it tells
        cost: {%s}
        %s
        outcomes:
          - {id: so, text: It is so, given: {one: 95, other: 5}}
          - {id: not, text: It is not so}
        """
            .formatted(id, cost, more));
  }

  private List<NextTest> next(String target, Observation... more) {
    var source = CatalogueSource.of(files);
    assertThat(source.faults()).isEmpty();
    var facts = new ArrayList<Observation>(List.of(more));
    facts.add(REFUSED);
    return new Diagnostician(source.catalogue())
        .diagnose(new Situation(target, facts, Protocols.SSL, Layer.SECURITY, List.of()))
        .nextTests();
  }

  private List<String> ids(Observation... more) {
    return next("srv01", more).stream().map(NextTest::id).toList();
  }

  private static Observation answered(String test, String outcome) {
    return new TestAnswered(test, outcome, SEEN);
  }

  @Test
  void of_two_that_tell_the_same_the_cheaper_one_comes_first() {
    test("dear", "seconds: 60, needs: [console]", "");
    test("cheap", "seconds: 60, needs: []", "");

    assertThat(ids()).containsExactly("cheap", "dear");
    assertThat(next("srv01").getFirst().bits())
        .isEqualTo(next("srv01").getLast().bits())
        .isGreaterThan(0.4);
  }

  @Test
  void what_was_answered_or_left_out_is_not_asked_again() {
    test("first", "seconds: 60, needs: []", "");
    test("second", "seconds: 90, needs: []", "");

    assertThat(ids(answered("first", "unknown"))).containsExactly("second");
    assertThat(ids(answered("first", "unknown"), answered("second", "unknown"))).isEmpty();
  }

  @Test
  void what_is_about_other_rungs_or_makes_no_sense_here_is_not_asked() {
    test("elsewhere", "seconds: 60, needs: []", "layers: [tls, session]");
    test("here", "seconds: 60, needs: []", "layers: [tcp]");
    test("with-a-file", "seconds: 60, needs: []", "when: {file-setting-given: {}}");

    assertThat(ids()).containsExactly("here");
    assertThat(ids(new FileSettingGiven("full address", "srv01", 1, SEEN)))
        .containsExactly("here", "with-a-file");
  }

  @Test
  void an_undecided_report_has_a_question_even_if_it_tells_little() {
    files.put(
        "tests/vague.yaml",
        """
        id: vague
        title: Look
        kind: ask
        question: Is it so?
        why: it tells
        cost: {seconds: 60, needs: []}
        outcomes:
          - {id: so, text: It is so, given: {other: 50}}
          - {id: not, text: It is not so}
        """);

    assertThat(ids()).containsExactly("vague");
  }

  @Test
  void a_decided_report_asks_nothing() {
    test("look", "seconds: 60, needs: []", "");
    files.computeIfPresent(
        "causes/tcp/one.yaml",
        (_, yaml) ->
            yaml.replace(
                "signs: []",
                "signs:\n  - {when: {connect-refused: {}}, ratio: 1000, reason: so, text: It is}"));

    assertThat(ids()).isEmpty();
  }

  @Test
  void a_command_has_the_target_with_its_options_and_other_programs_the_host_alone() {
    run("map", "rdpdoctor check HOST --thorough");
    run("ask-elsewhere", "ping HOST");
    run("through", "rdpdoctor check OTHER --gateway GATEWAY");

    assertThat(next("srv01:3390 --gateway gw --until tls"))
        .extracting(NextTest::command)
        .containsExactlyInAnyOrder(
            "rdpdoctor check srv01:3390 --gateway gw --until tls --thorough",
            "ping srv01",
            "rdpdoctor check OTHER --gateway gw");
  }

  @Test
  void what_the_check_was_made_with_is_not_run_again() {
    run("map", "rdpdoctor check HOST --thorough");

    assertThat(next("srv01 --thorough")).isEmpty();
    assertThat(next("srv01")).hasSize(1);
  }

  private void run(String id, String command) {
    test(id, "seconds: 60, needs: []", "command: " + command);
    files.computeIfPresent(
        "tests/" + id + ".yaml",
        (_, yaml) -> command.contains(" HOST --") ? yaml.replace("kind: ask", "kind: run") : yaml);
  }
}
