package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuideWordsTest {
  @Test
  void what_a_test_adds_comes_after_what_was_typed() {
    assertThat(GuideWords.joined(List.of("srv01", "--gateway", "gw"), List.of("--thorough")))
        .containsExactly("srv01", "--gateway", "gw", "--thorough");
  }

  @Test
  void an_option_of_the_test_takes_the_place_of_the_same_one_with_its_value() {
    assertThat(
            GuideWords.joined(
                List.of("srv01", "--until", "tls", "--user=a", "--thorough"),
                List.of("--until", "session", "--user", "b", "--thorough")))
        .containsExactly("srv01", "--until", "session", "--user", "b", "--thorough");
  }
}
