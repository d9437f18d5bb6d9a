package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ForeignTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "srv01.corp.example", "CN=Büro, O=日本", "a b\\c", "😀"})
  void plain_text_stays_what_it_is(String text) {
    assertThat(ForeignText.plain(text)).isEqualTo(text);
  }

  @Test
  void what_moves_the_cursor_or_turns_the_writing_becomes_a_dot() {
    assertThat(ForeignText.plain("a\u001b[2Jb\r\nc\u202Ed\u0000e\u2028f\uD800g\u009Bh"))
        .isEqualTo("a·[2Jb··c·d·e·f·g·h");
  }

  @Test
  void what_is_too_long_is_cut() {
    assertThat(ForeignText.plain("x".repeat(255))).hasSize(255);
    assertThat(ForeignText.plain("x".repeat(256))).hasSize(256).endsWith("x…");
    assertThat(ForeignText.plain("😀".repeat(70_000))).hasSize(2 * 255 + 1);
  }
}
