package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.dialogue.UdpDialogue;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.UdpFact;
import org.rdpdoctor.facts.UdpFact.UdpUnanswered;

/// RDP over UDP, tried beside the climb once the server speaks RDP over TCP: on a thread of its
/// own, with three datagrams at most, so that a silent port costs no more than its patience.
final class UdpAside {
  /// A server on the same network answers in less. One further away gets two and a half round trips
  /// for each SYN, and so more than seven for the first.
  private static final Duration LEAST_PAUSE = Duration.ofMillis(250);

  private static final Duration MOST_PAUSE = Duration.ofMillis(600);

  private final ClimbOptions options;
  private final Clock clock;
  private final Log log;
  private final ExecutorService threads;
  private Optional<Future<Boolean>> asking = Optional.empty();

  UdpAside(ClimbOptions options, Clock clock, Log log, ExecutorService threads) {
    this.options = options;
    this.clock = clock;
    this.log = log;
    this.threads = threads;
  }

  /// Begins to ask, if that is wanted and RDP was answered over TCP.
  void start(InetAddress address, int port) {
    if (leftOut(options).isEmpty() && log.hasAnswerToUsual()) {
      asking = Optional.of(threads.submit(() -> ask(address, port)));
    }
  }

  /// Waits for the answer, or until it is sure that there is none.
  void collect() {
    asking.ifPresent(work -> Waiting.forResult(work, clock));
  }

  /// Notes why nothing was asked, unless something was.
  static void note(Map<Layer, String> untested, ClimbOptions options, Log log) {
    if (!log.has(UdpFact.class)) {
      untested.put(
          Layer.UDP,
          leftOut(options)
              .orElse(
                  log.hasAnswerToUsual()
                      ? "the time was over"
                      : "UDP is tried only where RDP answers over TCP"));
    }
  }

  private static Optional<String> leftOut(ClimbOptions options) {
    if (!options.udp()) {
      return Optional.of("it was to be left out");
    }
    return options.reaches(Layer.CREDSSP)
        ? Optional.empty()
        : Optional.of("the climb was to end at " + options.until().id());
  }

  private Boolean ask(InetAddress address, int port) {
    var peer = new Peer(address.getHostAddress(), port, 0);
    var dialogue = new UdpDialogue(peer, pause(address), Seeds.bytes(UdpDialogue.SEED));
    List<Observation> seen = UdpLine.hold(dialogue, address, port, clock);
    boolean cutShort = clock.isOver() && seen.stream().anyMatch(UdpUnanswered.class::isInstance);
    if (!cutShort) {
      log.addAll(seen);
    }
    return true;
  }

  private Duration pause(InetAddress address) {
    Duration trips =
        log.all(Connected.class).stream()
            .filter(fact -> fact.address().equals(address.getHostAddress()))
            .map(Connected::elapsed)
            .min(Comparator.naturalOrder())
            .orElse(Duration.ZERO)
            .multipliedBy(5)
            .dividedBy(2);
    return trips.compareTo(LEAST_PAUSE) < 0
        ? LEAST_PAUSE
        : trips.compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : trips;
  }
}
