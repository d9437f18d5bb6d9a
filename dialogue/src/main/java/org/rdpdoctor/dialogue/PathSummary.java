package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NameFact.NameLeftToOthers;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.RoundTrip;
import org.rdpdoctor.facts.RouteFact.SynRepeated;
import org.rdpdoctor.facts.TcpFact.Connected;

/// What the connects of a run say together of the path.
final class PathSummary {
  /// Less is nothing that a person or a client would notice.
  private static final Duration NOTICEABLE = Duration.ofMillis(100);

  private PathSummary() {}

  static List<Observation> of(List<Observation> seen, Duration at) {
    var byAddress = new LinkedHashMap<String, List<Duration>>();
    List<Evidence> repeated =
        Summary.all(seen, SynRepeated.class).stream().map(SynRepeated::evidence).toList();
    if (!Summary.all(seen, NameLeftToOthers.class).isEmpty()) {
      return List.of(); // others connected in our place: no packet of ours went there and back
    }
    for (Connected connected : Summary.all(seen, Connected.class)) {
      if (repeated.contains(connected.evidence())) {
        continue; // what it took was the wait for a lost packet, not a round trip
      }
      byAddress
          .computeIfAbsent(connected.address(), _ -> new ArrayList<>())
          .add(connected.elapsed());
    }
    var facts = new ArrayList<Observation>();
    for (Map.Entry<String, List<Duration>> entry : byAddress.entrySet()) {
      facts.add(roundTrip(entry.getKey(), entry.getValue().stream().sorted().toList(), at));
    }
    return facts;
  }

  /// @param times from the shortest to the longest
  private static RoundTrip roundTrip(String address, List<Duration> times, Duration at) {
    Duration median = times.get(times.size() / 2);
    Duration limit =
        median.multipliedBy(2).compareTo(median.plus(NOTICEABLE)) > 0
            ? median.multipliedBy(2)
            : median.plus(NOTICEABLE);
    Duration away =
        times.stream().map(time -> time.minus(median).abs()).reduce(Duration.ZERO, Duration::plus);
    return new RoundTrip(
        address,
        times.size(),
        median,
        times.getFirst(),
        times.getLast(),
        away.dividedBy(times.size()),
        (int) times.stream().filter(time -> time.compareTo(limit) > 0).count(),
        Evidence.of(
            "a SYN on each of " + times.size() + " connections",
            "SYN-ACKs after "
                + times.stream()
                    .map(time -> time.toMillis() + " ms")
                    .collect(Collectors.joining(", ")),
            at));
  }
}
