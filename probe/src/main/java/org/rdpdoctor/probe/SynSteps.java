package org.rdpdoctor.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.RouteFact.SynRepeated;
import org.rdpdoctor.facts.TcpFact.Connected;

/// When a system sends a SYN again that got no answer: a connect that takes just as long has lost
/// one, or its answer.
final class SynSteps {
  /// Doubling from one second on (RFC 6298 5.5 with an initial timeout of 1 s).
  private static final List<Integer> DOUBLING = List.of(1000, 3000, 7000);

  /// Linux since 6.5 repeats the first four times in steps of one second.
  private static final List<Integer> LINEAR = List.of(1000, 2000, 3000, 4000, 6000);

  private static final Path LINEAR_SETTING = Path.of("/proc/sys/net/ipv4/tcp_syn_linear_timeouts");

  /// Timers fire a little early by the clock, and the answer takes its round trip.
  private static final int EARLY = 50;

  private static final int LATE = 400;

  private SynSteps() {}

  static Optional<SynRepeated> repeated(Connected connected) {
    return repeated(connected, Files.exists(LINEAR_SETTING) ? LINEAR : DOUBLING);
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
