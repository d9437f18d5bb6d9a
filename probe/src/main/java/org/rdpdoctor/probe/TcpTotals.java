package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.RouteFact.TcpMeasured;

/// What the kernel knew of several connections to one port when they ended, taken together.
final class TcpTotals {
  /// The kernel's guess at the peer's segments before it has seen a larger one (TCP_MSS_DEFAULT).
  private static final int GUESSED_SEGMENT = 536;

  private TcpTotals() {}

  /// A connection at its end.
  ///
  /// @param repeated segments that were sent again after the connect
  record Ended(TcpInfo info, int repeated) {}

  /// Nothing if no round trip was measured on any of them.
  static Optional<TcpMeasured> of(String address, List<Ended> ended, Duration at) {
    List<Ended> timed = ended.stream().filter(each -> each.info().isTimed()).toList();
    if (timed.isEmpty()) {
      return Optional.empty();
    }
    List<TcpInfo> all = timed.stream().map(Ended::info).toList();
    List<Duration> times = all.stream().map(TcpInfo::roundTrip).sorted().toList();
    Duration median = times.get(times.size() / 2);
    int sent = all.stream().mapToInt(TcpInfo::sentSegments).sum();
    int repeated = Math.min(sent, timed.stream().mapToInt(Ended::repeated).sum());
    int received = most(all, TcpInfo::receivedSegment);
    return Optional.of(
        new TcpMeasured(
            address,
            all.size(),
            median,
            times.getFirst(),
            times.getLast(),
            all.stream().map(TcpInfo::variation).max(Duration::compareTo).orElse(Duration.ZERO),
            sent,
            repeated,
            sent == 0 ? 0 : (int) Math.round(100.0 * repeated / sent),
            most(all, TcpInfo::segmentSize),
            received > GUESSED_SEGMENT ? received : 0,
            most(all, TcpInfo::pathMtu),
            Evidence.of(
                "TCP_INFO of " + all.size() + " connections",
                "round trips of %d µs, %d of %d segments sent again"
                    .formatted(median.toNanos() / 1000, repeated, sent),
                at)));
  }

  private static int most(List<TcpInfo> all, ToIntFunction<TcpInfo> part) {
    return all.stream().mapToInt(part).max().orElse(0);
  }
}
