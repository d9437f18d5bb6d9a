package org.rdpdoctor.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// When a system sends a SYN again that got no answer: a connect that takes just as long has lost
/// one, or its answer.
final class SynSteps {
  /// As many steps of one second before the steps double: Linux since 6.5 (ip-sysctl,
  /// tcp_syn_linear_timeouts).
  private static final Path SETTING = Path.of("/proc/sys/net/ipv4/tcp_syn_linear_timeouts");

  /// As many repetitions as fit into the longest connect.
  private static final int MOST = 6;

  /// As in tcp_syn_backoff of BSD's tcp_timer.c, times one second.
  private static final int LINEAR_ON_MACOS = 4;

  /// Timers fire a little early by the clock, and the answer takes its round trip.
  private static final Duration EARLY = Duration.ofMillis(50);

  private static final Duration LATE = Duration.ofMillis(400);

  /// How much longer than the round trip an answer may take before it counts as lost.
  private static final Duration GRACE = Duration.ofMillis(200);

  private SynSteps() {}

  /// Those of this machine.
  static List<Duration> ofThisSystem() {
    return after(linearSteps());
  }

  /// When SYNs are repeated, counted from the first: first every second, then with pauses that
  /// double, from one second on (RFC 6298 5.5 with an initial timeout of 1 s).
  static List<Duration> after(int linear) {
    var times = new ArrayList<Duration>();
    Duration time = Duration.ZERO;
    Duration pause = Duration.ofSeconds(1);
    for (int repeat = 1; repeat <= MOST; repeat++) {
      time = time.plus(pause);
      times.add(time);
      if (repeat > linear) {
        pause = pause.multipliedBy(2);
      }
    }
    return List.copyOf(times);
  }

  private static int linearSteps() {
    try {
      return Integer.parseInt(Files.readString(SETTING).strip());
    } catch (IOException | NumberFormatException e) {
      boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
      return mac ? LINEAR_ON_MACOS : 0; // 0: Windows, or an older Linux
    }
  }

  /// How many SYNs, or their answers, were lost before a connect was answered after `elapsed`, on a
  /// path whose round trip takes at least `least`. A connect that takes neither a round trip nor
  /// one after a step is only slow.
  static int lost(Duration elapsed, Duration least, List<Duration> steps) {
    Duration waited = elapsed.minus(least);
    for (int i = steps.size() - 1; i >= 0; i--) {
      Duration over = waited.minus(steps.get(i));
      if (over.compareTo(EARLY.negated()) >= 0) {
        return over.compareTo(LATE) < 0 ? i + 1 : 0;
      }
    }
    return 0;
  }

  /// The same where the round trip of this very connect is known: it tells which SYN was answered.
  static int lostBefore(Duration elapsed, Duration roundTrip, List<Duration> steps) {
    Duration sent = elapsed.minus(roundTrip);
    return (int) steps.stream().filter(step -> sent.compareTo(step.minus(EARLY)) >= 0).count();
  }

  /// How many SYNs were certainly lost when a connect was given up after `waited`: the last ones
  /// may have been on their way still.
  static int lostUntil(Duration waited, Duration least, List<Duration> steps) {
    Duration latest = waited.minus(least).minus(GRACE);
    return latest.isNegative()
        ? 0
        : 1 + (int) steps.stream().filter(step -> step.compareTo(latest) <= 0).count();
  }
}
