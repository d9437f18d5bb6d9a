package org.rdpdoctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PrintableTest {

  @ParameterizedTest
  @CsvSource({
    "plain text, plain text",
    "a\u001b[31mred, a\\x{1b}[31mred",
    "a\u009b2Jb, a\\x{9b}2Jb",
    "a\u0007b, a\\x{7}b",
    "a\u0000b, a\\x{0}b",
    "a\u007fb, a\\x{7f}b",
    "a\u202eb, a\\x{202e}b",
    "a\u2066b, a\\x{2066}b",
    "a\u200bb, a\\x{200b}b",
    "a\ufeffb, a\\x{feff}b",
    "a\u2028b, a\\x{2028}b",
    "a\ud800b, a\\x{d800}b",
    "a\udb40\udc41b, a\\x{e0041}b",
    "bücher 日本, bücher 日本",
    "CN=Käse – ✓, CN=Käse – ✓",
  })
  void what_cannot_be_seen_is_shown_as_its_number(String text, String visible) {
    assertThat(Printable.line(text)).isEqualTo(visible);
  }

  @Test
  void ends_of_lines_and_odd_spaces_become_spaces() {
    assertThat(Printable.line("a\r\nb\tc\u2003d")).isEqualTo("a  b c d");
  }

  @Test
  void long_text_is_cut_at_a_whole_character() {
    assertThat(Printable.shortened("abc", 3)).isEqualTo("abc");
    assertThat(Printable.shortened("abcd", 3)).isEqualTo("abc…");
    assertThat(Printable.shortened("😀😀😀", 2)).isEqualTo("😀😀…");
    assertThat(Printable.line("x".repeat(1_000_000))).hasSize(4001);
  }
}
