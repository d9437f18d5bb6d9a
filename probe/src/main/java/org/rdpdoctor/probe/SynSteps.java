package org.rdpdoctor.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.RouteFact.SynRepeated;
import org.rdpdoctor.facts.TcpFact.Connected;

/// When a system sends a SYN again that got no answer: a connect that takes just as long has lost
/// one, or its answer.
final class SynSteps {
  /// As many steps of one second before the steps double: Linux since 6.5 (ip-sysctl,
  /// tcp_syn_linear_timeouts).
  private static final Path SETTING = Path.of("/proc/sys/net/ipv4/tcp_syn_linear_timeouts");

  /// As many repetitions as fit into the longest connect.
  private static final int MOST = 6;

  /// Timers fire a little early by the clock, and the answer takes its round trip.
  private static final int EARLY = 50;

  private static final int LATE = 400;

  private SynSteps() {}

  static Optional<SynRepeated> repeated(Connected connected) {
    return repeated(connected, after(linearSteps()));
  }

  /// When SYNs are repeated, in milliseconds after the first: first every second, then with pauses
  /// that double, from one second on (RFC 6298 5.5 with an initial timeout of 1 s).
  static List<Integer> after(int linear) {
    var times = new ArrayList<Integer>();
    int time = 0;
    int pause = 1000;
    for (int repeat = 1; repeat <= MOST; repeat++) {
      time += pause;
      times.add(time);
      if (repeat > linear) {
        pause *= 2;
      }
    }
    return List.copyOf(times);
  }

  private static int linearSteps() {
    try {
      return Integer.parseInt(Files.readString(SETTING).strip());
    } catch (IOException | NumberFormatException e) {
      return 0; // another system, or an older one
    }
  }

  static Optional<SynRepeated> repeated(Connected connected, List<Integer> steps) {
    long millis = connected.elapsed().toMillis();
    for (int i = 0; i < steps.size(); i++) {
      if (millis >= steps.get(i) - EARLY && millis < steps.get(i) + LATE) {
        return Optional.of(
            new SynRepeated(connected.address(), i + 1, connected.elapsed(), connected.evidence()));
      }
    }
    return Optional.empty();
  }
}
