package org.rdpdoctor.diagnosis.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.accuracy.Figures.Bin;
import org.rdpdoctor.diagnosis.accuracy.Sample.Part;

/// How far diagnoses can be trusted, over everything that is kept in `cases/` and over generated
/// situations. `bench/accuracy` runs it over more of them and writes `docs/accuracy.md`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccuracyTest {
  private static final int GENERATED = Integer.getInteger("accuracy.generated", 2000);
  private static final long SEED = Long.getLong("accuracy.seed", 1);
  private static final int OUTWEIGHS_CASES = 6000;
  private static final Path PAGE = Path.of("..", "docs", "accuracy.md");
  private static final Path DIAGRAM = Path.of("..", "docs", "accuracy.svg");

  private static final Figures FIGURES = Accuracy.measure(new Knowledge(), GENERATED, SEED);

  @Test
  void the_true_cause_is_told_first_nine_times_of_ten() {
    assertThat(FIGURES.only(Scored::decidable).top(1)).as(told()).isGreaterThanOrEqualTo(0.90);
  }

  @Test
  void the_true_cause_is_among_the_first_three() {
    assertThat(FIGURES.only(Scored::decidable).top(3)).as(told()).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void what_is_told_of_causes_is_near_the_truth() {
    assertThat(FIGURES.only(Scored::decidable).brier()).as(told()).isLessThanOrEqualTo(0.05);
  }

  /// Cases were chosen and not drawn: the cause of each is there, however unsure anybody could be
  /// of it. In a small sample they would outweigh those that were drawn.
  @Test
  void a_probability_is_as_often_true_as_it_says() {
    Figures drawn = FIGURES.only(each -> each.sample().part() == Part.GENERATED);
    Figures judged = GENERATED < OUTWEIGHS_CASES ? drawn : FIGURES;

    List<Bin> enough =
        judged.bins().stream().filter(bin -> bin.count() > AccuracyPage.ENOUGH).toList();

    assertThat(enough).as(told()).isNotEmpty().allMatch(bin -> bin.offDiagonal() <= 0.1);
  }

  @Test
  void where_nothing_is_wrong_no_cause_is_told() {
    assertThat(FIGURES.mostWhereHealthy()).as(told()).isLessThanOrEqualTo(0.05);
  }

  @Test
  void the_proven_cause_of_an_incident_is_among_the_first_three() {
    Figures incidents = FIGURES.only(each -> each.sample().part() == Part.INCIDENTS);

    assertThat(incidents.scored()).isNotEmpty().allMatch(each -> each.within(3));
  }

  /// With `-Daccuracy.update=true` the page gets these figures.
  @Test
  void the_page_has_the_marks_between_which_its_figures_are_written() throws IOException {
    String page = AccuracyPage.with(Files.readString(PAGE), FIGURES, GENERATED, SEED);
    if (Boolean.getBoolean("accuracy.update")) {
      Files.writeString(PAGE, page);
      Files.writeString(DIAGRAM, Diagram.of(FIGURES.bins(), AccuracyPage.ENOUGH));
    }

    assertThat(page).contains("| **all** |");
  }

  private static String told() {
    return AccuracyPage.text(FIGURES, GENERATED, SEED);
  }
}
