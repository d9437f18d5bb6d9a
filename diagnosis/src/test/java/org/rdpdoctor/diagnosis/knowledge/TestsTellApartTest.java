package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.knowledge.KnownCause.Certainty;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TestsTellApartTest {
  /// As much of 1 must come out otherwise for a test to tell two causes apart.
  private static final double TELLING = 0.4;

  /// A rival that is so many times as rare is none.
  private static final double RARE = 3;

  private static final Catalogue CATALOGUE = PackedCatalogue.load();
  private static final List<KnownCause> CAUSES =
      CATALOGUE.causes().ids().stream()
          .flatMap(id -> CATALOGUE.causes().cause(id).stream())
          .toList();

  @Test
  void every_cause_can_be_told_from_those_that_are_as_likely() {
    var alike = new ArrayList<String>();
    for (KnownCause cause : CAUSES) {
      var rivals = new TreeSet<String>();
      for (String id : cause.breaks()) {
        for (KnownCause rival : CATALOGUE.causes().explaining(id)) {
          if (!rival.id().equals(cause.id())
              && cause.priors().getOrDefault(id, 0.0)
                  < RARE * rival.priors().getOrDefault(id, 0.0)) {
            rivals.add(rival.id());
          }
        }
      }
      for (String rival : rivals) {
        if (!isToldApart(cause, CATALOGUE.causes().cause(rival).orElseThrow())) {
          alike.add(cause.id() + " and " + rival);
        }
      }
    }

    assertThat(alike).isEmpty();
  }

  @Test
  void every_cause_that_the_network_hardly_shows_can_be_told_from_something_else() {
    assertThat(CAUSES)
        .filteredOn(
            cause -> cause.certainty() == Certainty.HINT || cause.certainty() == Certainty.NONE)
        .filteredOn(
            cause ->
                tests(cause).stream()
                    .noneMatch(
                        test ->
                            distance(
                                    test.chances().of(cause.id(), cause.side()),
                                    test.chances().otherwise())
                                >= TELLING))
        .extracting(KnownCause::id)
        .isEmpty();
  }

  private static boolean isToldApart(KnownCause cause, KnownCause rival) {
    return tests(cause).stream()
        .anyMatch(
            test ->
                distance(
                        test.chances().of(cause.id(), cause.side()),
                        test.chances().of(rival.id(), rival.side()))
                    >= TELLING);
  }

  private static List<KnownTest> tests(KnownCause cause) {
    return CATALOGUE.tests().all().stream()
        .filter(
            test ->
                cause.breaks().stream()
                    .flatMap(id -> CATALOGUE.breaks().stream().filter(b -> b.id().equals(id)))
                    .anyMatch(broken -> test.scope().covers(broken.layer())))
        .toList();
  }

  private static double distance(List<Double> some, List<Double> others) {
    double sum = 0;
    for (int i = 0; i < some.size(); i++) {
      sum += Math.abs(some.get(i) - others.get(i));
    }
    return sum / 2;
  }
}
