package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.facts.Layer;

/// Every break and every cause, held against situations that show it and some that nearly do.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CasesTest {
  private static final Catalogue CATALOGUE = PackedCatalogue.load();
  private static final List<Case> OF_BREAKS = Case.in("breaks");
  private static final List<Case> OF_CAUSES = Case.in("causes");
  private static final List<Case> HEALTHY = Case.in("healthy");

  static Stream<Case> ofBreaks() {
    return OF_BREAKS.stream();
  }

  static Stream<Case> ofCauses() {
    return OF_CAUSES.stream();
  }

  static Stream<Case> healthy() {
    return HEALTHY.stream();
  }

  @ParameterizedTest
  @MethodSource("ofBreaks")
  void a_break_is_seen_where_it_is_and_not_where_it_nearly_is(Case given) {
    Diagnosis diagnosis = diagnose(given);

    if (given.shows()) {
      assertThat(diagnosis.breaks())
          .as("%s", told(given, diagnosis))
          .extracting(Diagnosis.Break::id)
          .startsWith(given.subject());
      assertThat(diagnosis.unexplained()).as("%s, unexplained", given).isEmpty();
    } else {
      assertThat(probability(diagnosis, given.subject()))
          .as("%s", told(given, diagnosis))
          .isLessThan(0.1);
    }
    holdsExpected(given, diagnosis);
  }

  @ParameterizedTest
  @MethodSource("ofCauses")
  void a_cause_is_told_where_it_is_and_not_where_it_nearly_is(Case given) {
    Diagnosis diagnosis = diagnose(given);

    double top = diagnosis.causes().isEmpty() ? 0 : diagnosis.causes().getFirst().probability();
    double mine =
        diagnosis.causes().stream()
            .filter(cause -> cause.id().equals(given.subject()))
            .mapToDouble(Diagnosis.Cause::probability)
            .sum();
    if (!given.shows()) {
      assertThat(mine).as("%s", told(given, diagnosis)).isLessThan(0.1);
    } else if (given.expect().containsKey("listed")) {
      assertThat(mine).as("%s", told(given, diagnosis)).isPositive();
    } else {
      assertThat(mine)
          .as("%s", told(given, diagnosis))
          .isPositive()
          .isGreaterThanOrEqualTo(0.8 * top);
    }
    holdsExpected(given, diagnosis);
  }

  @ParameterizedTest
  @MethodSource("healthy")
  void a_server_that_behaves_well_gets_no_break(Case given) {
    Diagnosis diagnosis = diagnose(given);

    assertThat(diagnosis.breaks()).isEmpty();
    assertThat(diagnosis.unexplained()).isEmpty();
    holdsExpected(given, diagnosis);
  }

  @Test
  void every_break_has_a_case_that_shows_it_and_a_near_miss() {
    for (KnownBreak known : CATALOGUE.breaks()) {
      hasBoth(OF_BREAKS, known.id());
    }
  }

  @Test
  void every_cause_has_a_case_that_shows_it_and_a_near_miss() {
    for (String id : CATALOGUE.causes().ids()) {
      hasBoth(OF_CAUSES, id);
    }
  }

  @Test
  void the_ladder_says_how_every_rung_without_a_password_is_read() {
    assertThat(CATALOGUE.rungs())
        .extracting(KnownRung::layer)
        .contains(
            Layer.NAME,
            Layer.ROUTE,
            Layer.TCP,
            Layer.NEGOTIATION,
            Layer.TLS,
            Layer.CERTIFICATE,
            Layer.CREDSSP);
  }

  @Test
  void every_case_is_about_something_that_is_known() {
    assertThat(OF_BREAKS)
        .allMatch(
            given -> CATALOGUE.breaks().stream().anyMatch(b -> b.id().equals(given.subject())));
    assertThat(OF_CAUSES).allMatch(given -> CATALOGUE.causes().cause(given.subject()).isPresent());
  }

  private static void hasBoth(List<Case> cases, String id) {
    assertThat(cases)
        .as("a case that shows %s", id)
        .anyMatch(given -> given.subject().equals(id) && given.shows());
    assertThat(cases)
        .as("a near miss of %s", id)
        .anyMatch(given -> given.subject().equals(id) && !given.shows());
  }

  private static void holdsExpected(Case given, Diagnosis diagnosis) {
    String expected = given.expect().getOrDefault("break", "");
    if (!expected.isEmpty()) {
      assertThat(probability(diagnosis, expected))
          .as("%s", told(given, diagnosis))
          .isGreaterThan(0.5);
    }
    String not = given.expect().getOrDefault("breakIsNot", "");
    assertThat(probability(diagnosis, not)).as("%s", told(given, diagnosis)).isLessThan(0.5);
    String verdict = given.expect().getOrDefault("verdict", diagnosis.verdict().id());
    assertThat(diagnosis.verdict().id()).as("%s", told(given, diagnosis)).isEqualTo(verdict);
  }

  private static double probability(Diagnosis diagnosis, String id) {
    return diagnosis.breaks().stream()
        .filter(each -> each.id().equals(id))
        .mapToDouble(Diagnosis.Break::probability)
        .sum();
  }

  /// What a failing test needs to say.
  private static String told(Case given, Diagnosis diagnosis) {
    var told = new StringBuilder(given + ": " + diagnosis.verdict().id());
    diagnosis.breaks().forEach(b -> told.append("\n  %s %.2f".formatted(b.id(), b.probability())));
    diagnosis
        .causes()
        .forEach(
            c -> told.append("\n    %s %.2f %s".formatted(c.id(), c.probability(), c.signs())));
    return told.append('\n').toString();
  }

  private static Diagnosis diagnose(Case given) {
    return new Diagnostician(CATALOGUE).diagnose(Situation.of(given.facts()));
  }
}
