package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Situation;

/// What the catalogue and the diagnoses made of it say to people.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WordingTest {
  private static final Catalogue CATALOGUE = PackedCatalogue.load();
  private static final List<KnownCause> CAUSES =
      CATALOGUE.causes().ids().stream()
          .map(id -> CATALOGUE.causes().cause(id).orElseThrow())
          .toList();
  private static final Diagnostician DIAGNOSTICIAN = new Diagnostician(CATALOGUE);

  /// Sooner or later seen in every text that is put together from pieces.
  private static final Pattern SLIP =
      Pattern.compile(
          "[{}]|\\b(\\p{L}{2,}) \\1\\b(?!\\.\\w)| ,| \\.(?!\\w)|\\(\\)|\\bnull\\b|[:,;(] ?$");

  static Stream<Case> cases() {
    return Stream.of("breaks", "causes", "healthy").flatMap(kind -> Case.in(kind).stream());
  }

  @Test
  void a_title_is_a_statement_without_a_full_stop() {
    var titles = new ArrayList<String>();
    CATALOGUE.breaks().forEach(known -> titles.add(known.title()));
    CAUSES.forEach(cause -> titles.add(cause.title()));

    assertThat(titles)
        .allMatch(title -> title.matches("(?s)(\\p{Lu}|xrdp ).*[^.!?,;: ]"))
        .allMatch(title -> title.length() <= 100);
  }

  @Test
  void why_it_happens_is_told_in_a_few_whole_sentences() {
    assertThat(CAUSES)
        .allSatisfy(
            cause ->
                assertThat(cause.because().strip())
                    .as(cause.id())
                    .matches("(?s)\"?(\\p{Lu}|xrdp |ufw |firewalld ).*[.]")
                    .hasSizeBetween(60, 600));
  }

  @Test
  void a_fix_is_an_order_with_steps_and_a_way_back() {
    assertThat(CAUSES.stream().flatMap(cause -> cause.fixes().stream()))
        .allSatisfy(
            fix -> {
              assertThat(fix.title()).as(fix.id()).matches("\\p{Lu}.*[^.,;: ]");
              assertThat(fix.title().length()).as(fix.id()).isLessThanOrEqualTo(90);
              assertThat(fix.steps()).as(fix.id()).allMatch(step -> step.equals(step.strip()));
              assertThat(fix.proof().toString()).as(fix.id()).doesNotEndWith(".");
            });
  }

  /// HOST is replaced by what the user typed, which may be an address with a port.
  @Test
  void a_next_test_leaves_the_target_as_it_was_typed() {
    assertThat(CATALOGUE.tests().all().stream().flatMap(test -> test.command().stream()))
        .allSatisfy(command -> assertThat(command).doesNotContain("HOST."));
  }

  @Test
  void no_text_of_the_catalogue_repeats_a_word_or_has_two_spaces() {
    Pattern slip = Pattern.compile("\\b(\\p{L}+) \\1\\b|\\S  +\\S|\\s,");

    assertThat(CAUSES)
        .allSatisfy(
            cause -> {
              assertThat(slip.matcher(cause.because()).find()).as(cause.because()).isFalse();
              assertThat(slip.matcher(cause.title()).find()).as(cause.title()).isFalse();
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void no_sentence_of_a_diagnosis_is_left_unfinished(Case given) {
    Diagnosis diagnosis = DIAGNOSTICIAN.diagnose(Situation.of(given.facts()));
    var sentences = new ArrayList<String>();
    sentences.add(diagnosis.summary());
    diagnosis.rungs().forEach(rung -> sentences.add(rung.summary()));
    diagnosis
        .breaks()
        .forEach(broken -> broken.signs().forEach(sign -> sentences.add(sign.text())));
    diagnosis.causes().forEach(cause -> cause.signs().forEach(sign -> sentences.add(sign.text())));
    diagnosis.ruledOut().forEach(ruled -> sentences.add(ruled.because()));

    assertThat(sentences)
        .allSatisfy(sentence -> assertThat(SLIP.matcher(sentence).find()).as(sentence).isFalse());
  }
}
