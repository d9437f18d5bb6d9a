package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.probe.Arrivals.Trickle;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArrivalsTest {
  private final Arrivals arrivals = new Arrivals();

  @Test
  void an_answer_in_even_pieces_over_seconds_trickles() {
    come(0, 1200, 2400, 3600);

    assertThat(arrivals.slowest()).contains(new Trickle(400, 4, Duration.ofMillis(3600)));
  }

  @Test
  void an_answer_that_comes_at_once_does_not() {
    come(0, 1, 2, 3);

    assertThat(arrivals.slowest()).isEmpty();
  }

  @Test
  void one_long_pause_is_a_lost_packet_or_a_server_that_thinks() {
    come(0, 10, 2600, 2610);

    assertThat(arrivals.slowest()).isEmpty();
  }

  @Test
  void two_pieces_say_nothing() {
    come(0, 5000);

    assertThat(arrivals.slowest()).isEmpty();
  }

  @Test
  void what_lies_between_two_answers_is_ours() {
    come(0, 10);
    arrivals.begin();
    come(5000, 5010);
    arrivals.begin();
    come(9000, 9010);

    assertThat(arrivals.slowest()).isEmpty();
  }

  @Test
  void the_slowest_of_several_answers_is_kept() {
    come(0, 2000, 4000);
    arrivals.begin();
    come(5000, 6000, 7000);
    arrivals.begin();
    come(9000, 9001);

    assertThat(arrivals.slowest()).contains(new Trickle(300, 3, Duration.ofSeconds(4)));
  }

  private void come(int... millis) {
    for (int at : millis) {
      arrivals.add(100, Duration.ofMillis(at));
    }
  }
}
