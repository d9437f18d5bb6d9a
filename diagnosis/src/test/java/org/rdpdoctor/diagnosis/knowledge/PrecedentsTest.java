package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Precedents;
import org.rdpdoctor.diagnosis.Precedents.Judgement;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PrecedentsTest {
  private static final Catalogue REAL = PackedCatalogue.load();
  private static final List<Duration> LATER =
      List.of(Duration.ZERO, Duration.ofMillis(3), Duration.ofDays(40));

  /// Each case of the knowledge as it is, and as it would be with other times and other numbers of
  /// connections: some of these change what follows from it, others only the sentences.
  private static List<Situation> situations() {
    var situations = new ArrayList<Situation>();
    for (Duration later : LATER) {
      Stream.of("breaks", "causes", "healthy")
          .flatMap(folder -> Case.in(folder).stream())
          .forEach(
              each ->
                  situations.add(
                      about("192.0.2." + situations.size() % 200, moved(each.facts(), later))));
    }
    return situations;
  }

  private static Situation about(String target, List<Observation> facts) {
    Situation usual = Situation.of(facts);
    return new Situation(target, facts, usual.offered(), usual.until(), usual.notTested());
  }

  private static List<Observation> moved(List<Observation> facts, Duration later) {
    return facts.stream().map(fact -> moved(fact, later)).toList();
  }

  private static Observation moved(Observation fact, Duration later) {
    try {
      var types = new ArrayList<Class<?>>();
      var values = new ArrayList<Object>();
      for (RecordComponent component : fact.getClass().getRecordComponents()) {
        Object value = component.getAccessor().invoke(fact);
        types.add(component.getType());
        values.add(
            switch (value) {
              case Duration time -> time.plus(later);
              case Evidence(int connection, String sent, String heard, Duration at, _) ->
                  new Evidence(connection + 1, sent, heard, at.plus(later), "some.pcap");
              default -> value;
            });
      }
      return (Observation)
          fact.getClass()
              .getDeclaredConstructor(types.toArray(new Class<?>[0]))
              .newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a fact cannot be made anew", e);
    }
  }

  @Test
  void whatever_went_before_the_diagnosis_is_the_one_of_a_diagnostician() {
    var precedents = new Precedents(REAL);
    var diagnostician = new Diagnostician(REAL);
    List<Situation> situations = situations();

    for (Situation situation : situations) {
      assertThat(precedents.diagnose(situation)).isEqualTo(diagnostician.diagnose(situation));
    }
  }

  @Test
  void the_outline_of_a_kind_is_right_in_all_that_does_not_vary() {
    var precedents = new Precedents(REAL);

    for (Situation situation : situations()) {
      Judgement judgement = precedents.judge(situation);
      Diagnosis outline = judgement.outline();
      Diagnosis diagnosis = judgement.diagnosis();

      assertThat(outline.verdict()).isEqualTo(diagnosis.verdict());
      assertThat(outline.brokenLayer()).isEqualTo(diagnosis.brokenLayer());
      assertThat(outline.breaks().stream().map(each -> each.title() + each.probability()))
          .containsExactlyElementsOf(
              diagnosis.breaks().stream().map(each -> each.title() + each.probability()).toList());
      assertThat(outline.rungs().stream().map(each -> each.layer() + "" + each.status()))
          .containsExactlyElementsOf(
              diagnosis.rungs().stream().map(each -> each.layer() + "" + each.status()).toList());
    }
  }

  @Test
  void situations_that_differ_in_values_alone_share_an_outline() {
    var precedents = new Precedents(REAL);
    List<Situation> situations = situations();
    situations.forEach(precedents::judge);
    Situation one = situations.getFirst();
    Situation other = about("another.example.com", moved(one.facts(), Duration.ofNanos(1)));

    assertThat(precedents.judge(other).outline()).isSameAs(precedents.judge(one).outline());
  }
}
