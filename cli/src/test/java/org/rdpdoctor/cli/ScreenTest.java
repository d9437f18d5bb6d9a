package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScreenTest {

  @Test
  void the_launcher_says_whether_there_is_a_terminal_and_how_wide() {
    Screen screen = Screen.ofProcess(Map.of("RDPDOCTOR_TERMINAL", "yes", "COLUMNS", "100"));

    assertThat(screen.terminal()).isTrue();
    assertThat(screen.look().colour()).isTrue();
    assertThat(screen.look().width()).isEqualTo(100);
  }

  @Test
  void a_pipe_has_no_colour_and_the_usual_width() {
    Screen screen = Screen.ofProcess(Map.of("RDPDOCTOR_TERMINAL", "no", "COLUMNS", "100"));

    assertThat(screen.terminal()).isFalse();
    assertThat(screen.look().colour()).isFalse();
    assertThat(screen.look().width()).isEqualTo(80);
  }

  @Test
  void no_color_switches_colour_off_unless_it_is_empty() {
    assertThat(colour(Map.of("RDPDOCTOR_TERMINAL", "yes", "NO_COLOR", "1"))).isFalse();
    assertThat(colour(Map.of("RDPDOCTOR_TERMINAL", "yes", "NO_COLOR", ""))).isTrue();
  }

  private static boolean colour(Map<String, String> environment) {
    return Screen.ofProcess(environment).look().colour();
  }

  @Test
  void a_dumb_terminal_is_treated_as_none() {
    Screen screen = Screen.ofProcess(Map.of("RDPDOCTOR_TERMINAL", "yes", "TERM", "dumb"));

    assertThat(screen.terminal()).isFalse();
  }

  @Test
  void a_width_that_is_no_number_is_the_usual_one() {
    assertThat(
            Screen.ofProcess(Map.of("RDPDOCTOR_TERMINAL", "yes", "COLUMNS", "wide")).look().width())
        .isEqualTo(80);
  }
}
