package org.rdpdoctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TextReportTest {
  private static final Look COLOURED = new Look(80, true, true);

  static Stream<Report> everyReport() {
    return Reports.all().values().stream();
  }

  static Stream<String> everyName() {
    return Reports.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("everyName")
  void each_kind_of_answer_has_its_page(String name) {
    Golden.check(name + ".txt", TextReport.render(report(name), Look.plain(), Detail.SHORT));
  }

  @Test
  void the_full_page_has_the_evidence_of_every_fact() {
    Report report = Reports.resetAfterHello();
    String page = TextReport.render(report, Look.plain(), Detail.FULL);

    Golden.check("reset-after-hello.verbose.txt", page);
    String flat = page.replaceAll("\\s+", " ");
    report.diagnosis().rungs().stream()
        .flatMap(rung -> rung.observations().stream())
        .forEach(fact -> assertThat(flat).contains(fact.evidence().toString()));
  }

  @Test
  void colours_mark_what_matters_and_change_no_word() {
    Report report = Reports.resetAfterHello();
    String page = TextReport.render(report, COLOURED, Detail.SHORT);

    Golden.check("reset-after-hello.colour.txt", page);
    assertThat(page.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(TextReport.render(report, Look.plain(), Detail.SHORT).replace("`", ""));
  }

  @ParameterizedTest
  @MethodSource("everyReport")
  void without_colour_no_escape_reaches_the_page(Report report) {
    for (Detail detail : Detail.values()) {
      assertThat(TextReport.render(report, Look.plain(), detail)).doesNotContain("\u001b");
    }
  }

  @ParameterizedTest
  @MethodSource("everyReport")
  void nothing_a_peer_says_controls_the_terminal(Report report) {
    String page = TextReport.render(report, COLOURED, Detail.FULL);
    String withoutInk = page.replaceAll("\u001b\\[[0-9;]*m", "");

    assertThat(withoutInk.codePoints().filter(TextReportTest::isInvisible).toArray()).isEmpty();
  }

  private static boolean isInvisible(int point) {
    int type = Character.getType(point);
    return point != '\n' && (type == Character.CONTROL || type == Character.FORMAT);
  }

  @ParameterizedTest
  @MethodSource("everyReport")
  void lines_keep_to_the_width_but_for_commands_and_words_that_are_longer(Report report) {
    for (int width : List.of(60, 80, 120)) {
      String page = TextReport.render(report, new Look(width, true, false), Detail.FULL);
      assertThat(page.lines())
          .allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()))
          .filteredOn(line -> Cells.width(line) > width)
          .allSatisfy(line -> assertThat(isCommand(line) || isOneWord(line, width)).isTrue());
    }
  }

  private static boolean isCommand(String line) {
    return line.contains("`") || line.startsWith("    Get-") || line.startsWith("    rdpdoctor ");
  }

  /// What is too long begins in the leftmost columns, after an indent and perhaps a label.
  private static boolean isOneWord(String line, int width) {
    int lastWord = line.lastIndexOf(' ') + 1;
    return lastWord <= 20 && line.length() - lastWord > width - 20;
  }

  @ParameterizedTest
  @MethodSource("everyReport")
  void where_only_ascii_can_be_shown_the_marks_are_ascii(Report report) {
    String page = TextReport.render(report, new Look(80, false, false), Detail.FULL);

    assertThat(page.chars()).allMatch(c -> c < 0x80);
  }

  @ParameterizedTest
  @MethodSource("everyReport")
  void the_first_line_is_the_answer(Report report) {
    String first =
        TextReport.render(report, Look.plain(), Detail.SHORT).lines().findFirst().orElseThrow();

    assertThat(first).contains(report.diagnosis().verdict().name());
  }

  @Test
  void a_short_page_has_three_causes_and_the_safest_fix_of_each() {
    String page = TextReport.render(Reports.resetAfterHello(), Look.plain(), Detail.SHORT);

    assertThat(page)
        .contains("1 more at 4 %", "Give NETWORK SERVICE the right")
        .doesNotContain("termservice-crashing", "Replace the certificate");
  }

  private static Report report(String name) {
    return Objects.requireNonNull(Reports.all().get(name));
  }
}
