package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NegotiationFact.EndedAfterConfirm;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.NegotiationFact.StayedOpenAfterConfirm;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.SynRepeated;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.EndTimed;
import org.rdpdoctor.facts.TcpFact.StayedOpenUnasked;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;

/// Who ended connections, as far as time can tell: nobody answers sooner than a packet needs to
/// reach him and come back.
///
/// Both times are taken by this machine's clock and are too long if anything, the end's by the time
/// that a thread needs to wake up. So an end that came sooner than a round trip is certain; the
/// round trip is the shortest of the run, since every other may hold a wait.
///
/// What was on its way already when something was said is no answer to it: so a connection on which
/// it was not said must have stayed open.
final class EndingSummary {
  /// On a shorter path the clock and the threads decide, not the way.
  private static final Duration LEAST_ROUND_TRIP = Duration.ofMillis(12);

  private final Map<Integer, String> addresses = new HashMap<>();
  private final Map<String, Duration> roundTrips = new HashMap<>();
  private final List<Observation> timed = new ArrayList<>();
  private final Duration at;

  private EndingSummary(Duration at) {
    this.at = at;
  }

  static List<Observation> of(List<Observation> seen, Duration at) {
    var summary = new EndingSummary(at);
    summary.measure(seen);
    summary.compare(seen);
    return List.copyOf(summary.timed);
  }

  private void measure(List<Observation> seen) {
    List<Integer> repeated =
        Summary.all(seen, SynRepeated.class).stream()
            .map(fact -> fact.evidence().connection())
            .toList();
    for (Connected connected : Summary.all(seen, Connected.class)) {
      addresses.put(connected.evidence().connection(), connected.address());
      if (!repeated.contains(connected.evidence().connection())) {
        roundTrips.merge(
            connected.address(),
            connected.elapsed(),
            (one, other) -> one.compareTo(other) < 0 ? one : other);
      }
    }
  }

  private void compare(List<Observation> seen) {
    boolean waitsForRequest = has(seen, StayedOpenUnasked.class) && !has(seen, ClosedUnasked.class);
    boolean waitsForHello =
        has(seen, StayedOpenAfterConfirm.class) && !has(seen, EndedAfterConfirm.class);
    for (NegotiationEnded ended : Summary.all(seen, NegotiationEnded.class)) {
      if (!waitsForRequest) {
        break;
      }
      compare("connection request", ended.how(), ended.elapsed(), ended.usual(), ended.evidence());
    }
    for (HandshakeEnded ended : Summary.all(seen, HandshakeEnded.class)) {
      // what comes after a ServerHello is no answer to what was said last
      if (waitsForHello && ended.stage().equals("hello")) {
        boolean usual = ended.hello().equals("usual");
        compare("ClientHello", ended.how(), ended.elapsed(), usual, ended.evidence());
      }
    }
  }

  private static boolean has(List<Observation> seen, Class<? extends Observation> type) {
    return seen.stream().anyMatch(type::isInstance);
  }

  private void compare(
      String after, Ending how, Duration elapsed, boolean usual, Evidence evidence) {
    String address = addresses.get(evidence.connection());
    Duration roundTrip = address == null ? null : roundTrips.get(address);
    if (roundTrip != null) {
      timed(after, how, elapsed, roundTrip, usual, evidence, at).ifPresent(timed::add);
    }
  }

  /// How soon an end came, unless the path is too short to tell anything by it.
  static Optional<EndTimed> timed(
      String after,
      Ending how,
      Duration elapsed,
      Duration roundTrip,
      boolean usual,
      Evidence evidence,
      Duration at) {
    return roundTrip.compareTo(LEAST_ROUND_TRIP) < 0
        ? Optional.empty()
        : Optional.of(
            new EndTimed(
                after,
                how,
                elapsed,
                roundTrip,
                (int) (elapsed.toNanos() * 100 / roundTrip.toNanos()),
                usual,
                new Evidence(
                    evidence.connection(),
                    evidence.sent(),
                    "%s after %d ms; a round trip takes %d ms"
                        .formatted(how.words(), elapsed.toMillis(), roundTrip.toMillis()),
                    at,
                    evidence.source())));
  }
}
