package org.rdpdoctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CellsTest {

  @Test
  void wide_characters_take_two_columns_and_combining_marks_none() {
    assertThat(Cells.width("abc ✓…")).isEqualTo(6);
    assertThat(Cells.width("日本")).isEqualTo(4);
    assertThat(Cells.width("e\u0301")).isEqualTo(1);
    assertThat(Cells.width("😀")).isEqualTo(2);
  }

  @Test
  void lines_end_at_spaces() {
    assertThat(Cells.wrapped("one two three four", 9)).containsExactly("one two", "three", "four");
    assertThat(Cells.wrapped("  one   two ", 20)).containsExactly("one two");
    assertThat(Cells.wrapped("", 20)).containsExactly("");
  }

  @Test
  void a_word_longer_than_the_line_stays_whole() {
    assertThat(Cells.wrapped("a abcdefghij b", 5)).containsExactly("a", "abcdefghij", "b");
  }

  @Test
  void a_command_between_backticks_is_not_broken() {
    assertThat(Cells.wrapped("run `a b c d` now", 8)).containsExactly("run", "`a b c d`", "now");
  }

  @Test
  void a_single_backtick_holds_nothing_together() {
    assertThat(Cells.wrapped("it`s a b c d", 6)).containsExactly("it`s a", "b c d");
  }

  @Test
  void a_number_is_not_parted_from_its_unit() {
    assertThat(Cells.wrapped("it took 12\u00a0ms", 10)).containsExactly("it took", "12\u00a0ms");
    assertThat(Cells.wrapped("it took 1.2 s, or", 10)).containsExactly("it took", "1.2 s, or");
    assertThat(Cells.wrapped("after all 7 so what", 11)).containsExactly("after all 7", "so what");
  }

  @Test
  void what_is_cut_ends_in_an_ellipsis_and_fits() {
    assertThat(Cells.cut("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Cells.cut("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(Cells.cut("abcd efg", 6)).isEqualTo("abcd…");
    assertThat(Cells.cut("日本日本", 6)).isEqualTo("日本…");
  }
}
