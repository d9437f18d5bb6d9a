package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClockTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Clock fresh = new Clock(System.nanoTime(), HOUR);
  private final Clock over = new Clock(System.nanoTime() - HOUR.toNanos(), Duration.ofSeconds(1));

  @Test
  void what_is_left_is_never_negative() {
    assertThat(over.left()).isEqualTo(Duration.ZERO);
    assertThat(over.isOver()).isTrue();
    assertThat(over.atMost(HOUR)).isEqualTo(Duration.ZERO);
    assertThat(over.allBut(HOUR)).isEqualTo(Duration.ZERO);
    assertThat(fresh.isOver()).isFalse();
  }

  @Test
  void nobody_gets_more_than_is_left() {
    assertThat(fresh.atMost(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
    assertThat(fresh.atMost(HOUR.multipliedBy(2))).isLessThanOrEqualTo(HOUR);
  }

  @Test
  void a_reserve_takes_no_more_than_half() {
    assertThat(fresh.allBut(Duration.ofMinutes(59)))
        .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    assertThat(fresh.allBut(Duration.ofMinutes(10)))
        .isBetween(Duration.ofMinutes(49), Duration.ofMinutes(50));
  }

  @Test
  void an_earlier_end_can_be_set_and_no_later_one() {
    assertThat(fresh.until(Duration.ofMinutes(1)).left())
        .isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
    assertThat(fresh.until(HOUR.multipliedBy(3)).timeout()).isEqualTo(HOUR);
  }
}
