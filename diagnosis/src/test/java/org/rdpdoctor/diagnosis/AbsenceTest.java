package org.rdpdoctor.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Reasoning.Step.What;
import org.rdpdoctor.facts.ClientFact.TestAnswered;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostAlive;
import org.rdpdoctor.facts.RouteFact.HostSilent;
import org.rdpdoctor.facts.ServerFact.ServerSettingFound;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;

/// What is not seen counts against a cause only where it was looked for.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AbsenceTest {
  private static final Evidence MEASURED = Evidence.of("", "seen", Duration.ZERO);
  private static final Evidence IN_A_LOG = Evidence.in("System.evtx, record 1", "seen");
  private static final Observation REFUSED =
      new ConnectRefused("10.0.0.1", 3389, Duration.ofMillis(1), MEASURED);
  private static final Observation SILENT = new HostSilent("10.0.0.1", "an echo", MEASURED);
  private static final Observation ALIVE = new HostAlive("10.0.0.1", "an echo", MEASURED);

  private final SmallCatalogue catalogue =
      new SmallCatalogue()
          .with("looked-for", 40, "when: {host-alive: {}}", 10, "expected: 90")
          .with("other", 40, "", 0, "");

  @Test
  void what_nobody_looked_for_is_not_missing() {
    assertThat(probability(REFUSED)).isCloseTo(0.99 * 0.4, within(1e-9));
  }

  @Test
  void what_was_looked_for_and_not_seen_lowers_by_how_often_it_is_seen() {
    // (1 - 0.9) / (1 - 0.9 / 10), against 40 of the other and 20 of what nobody thought of
    double weight = 0.4 * 0.1 / 0.91;
    double share = weight / (weight + 0.6);

    assertThat(probability(REFUSED, SILENT)).isCloseTo(0.99 * share, within(1e-3));
  }

  @Test
  void what_is_seen_is_not_missing_although_more_of_its_kind_is_not() {
    assertThat(probability(REFUSED, SILENT, ALIVE))
        .isGreaterThan(probability(REFUSED, ALIVE) - 1e-9);
  }

  @Test
  void a_log_that_tells_of_a_rung_did_not_climb_it() {
    var told = new HostSilent("10.0.0.1", "an echo", IN_A_LOG);

    assertThat(probability(REFUSED, told)).isEqualTo(probability(REFUSED));
  }

  @Test
  void a_setting_is_missed_where_it_was_read_and_not_where_another_was() {
    var settings =
        new SmallCatalogue()
            .with(
                "switched-off",
                40,
                "when: {server-setting-found: {setting: fDenyTSConnections, value: \"1\"}}",
                50,
                "expected: 95")
            .with("other", 40, "", 0, "");

    double unread = settings.probability("switched-off", REFUSED);
    double another = settings.probability("switched-off", REFUSED, setting("PortNumber", "3389"));
    double read = settings.probability("switched-off", REFUSED, setting("fDenyTSConnections", "0"));

    assertThat(another).isEqualTo(unread);
    assertThat(read).isPositive().isLessThan(0.3 * unread);
  }

  @Test
  void the_same_thing_said_in_another_way_is_not_missing() {
    var two =
        new SmallCatalogue()
            .with(
                "either",
                40,
                Map.of(
                    "when: {server-setting-found: {setting: a, value: \"1\"}}", 20,
                    "when: {server-setting-found: {setting: a, value: \"2\"}}", 10),
                "expected: 90");

    Reasoning why = two.why("either", REFUSED, setting("a", "2"));

    assertThat(why.steps()).extracting(Reasoning.Step::what).doesNotContain(What.MISSED);
  }

  @Test
  void what_is_missing_is_told_with_its_weight() {
    Reasoning why = catalogue.why("looked-for", REFUSED, SILENT);

    assertThat(why.steps())
        .filteredOn(step -> step.what() == What.MISSED)
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.text())
                    .contains("Looked for and not seen")
                    .contains("90 of 100 cases"));
  }

  @Test
  void an_answer_given_twice_is_one_answer() {
    var asked = new SmallCatalogue().with("proven", 40, "", 0, "").with("other", 40, "", 0, "");
    asked.test("look", "proven");

    double once = asked.probability("proven", REFUSED, answer("one"));

    assertThat(once).isGreaterThan(asked.probability("proven", REFUSED));
    assertThat(asked.probability("proven", REFUSED, answer("one"), answer("two"))).isEqualTo(once);
  }

  private static Observation setting(String name, String value) {
    return new ServerSettingFound(name, value, "local", IN_A_LOG);
  }

  private static Observation answer(String where) {
    return new TestAnswered("look", "so", Evidence.of("", where, Duration.ZERO));
  }

  private double probability(Observation... facts) {
    return catalogue.probability("looked-for", facts);
  }
}
