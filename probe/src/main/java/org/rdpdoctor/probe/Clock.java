package org.rdpdoctor.probe;

import java.time.Duration;

/// Time since the run began, and how much of it is left.
final class Clock {
  private final long beganNanos;
  private final Duration timeout;

  /// @param beganNanos by `System.nanoTime`
  Clock(long beganNanos, Duration timeout) {
    this.beganNanos = beganNanos;
    this.timeout = timeout;
  }

  Duration now() {
    return Duration.ofNanos(System.nanoTime() - beganNanos);
  }

  /// What is left until the run must end; never negative.
  Duration left() {
    Duration left = timeout.minus(now());
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean isOver() {
    return left().isZero();
  }

  /// `wanted`, or what is left if that is less.
  Duration atMost(Duration wanted) {
    Duration left = left();
    return left.compareTo(wanted) < 0 ? left : wanted;
  }

  /// What is left but for `reserve`; at least half of what is left.
  Duration allBut(Duration reserve) {
    Duration left = left();
    Duration half = left.dividedBy(2);
    Duration rest = left.minus(reserve);
    return rest.compareTo(half) > 0 ? rest : half;
  }

  /// The same clock with an earlier end; `end` is counted from the beginning of the run.
  Clock until(Duration end) {
    return new Clock(beganNanos, end.compareTo(timeout) < 0 ? end : timeout);
  }

  Duration timeout() {
    return timeout;
  }
}
