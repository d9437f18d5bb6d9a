package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.rdpdoctor.dialogue.NegotiationDialogue;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NameFact.RdpAtOtherAddress;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.facts.TcpFact.RdpOnOtherPort;

/// Looks for RDP where it was not asked for: on other ports of the host, at other addresses of the
/// name.
final class Elsewhere {
  private static final Duration SHORT_PATIENCE = Duration.ofMillis(1300);

  /// Where RDP is often moved to. Whoever asks for another port than the usual one is only told of
  /// the usual one.
  private static final int[] MOVED_TO = {3389, 3390, 3388, 3391, 33890, 13389, 33389};

  private final Clock clock;
  private final Gate gate;
  private final Log log;
  private final int port;

  /// @param port the one that was asked for
  Elsewhere(Clock clock, Gate gate, Log log, int port) {
    this.clock = clock;
    this.gate = gate;
    this.log = log;
    this.port = port;
  }

  /// Whether RDP is served at another of the addresses that DNS gives to `name`.
  void lookAtOtherAddresses(String name, List<InetAddress> tried, List<InetAddress> known) {
    for (InetAddress other : known) {
      if (!tried.contains(other) && gate.left() > 0 && speaksRdp(other, port)) {
        log.add(
            new RdpAtOtherAddress(
                name,
                tried.stream().map(InetAddress::getHostAddress).toList(),
                other.getHostAddress(),
                Evidence.of(
                    "a connection request to " + Addresses.withPort(other.getHostAddress(), port),
                    "an RDP answer",
                    clock.now())));
        return;
      }
    }
  }

  /// Looks for RDP on the ports it is usually moved to.
  void lookOnOtherPorts(InetAddress address, ExecutorService threads) {
    List<Future<Boolean>> answers = new ArrayList<>();
    int[] candidates =
        port == Target.RDP_PORT
            ? IntStream.of(MOVED_TO).filter(other -> other != port).toArray()
            : new int[] {Target.RDP_PORT};
    for (int other : candidates) {
      answers.add(threads.submit(() -> speaksRdp(address, other)));
    }
    for (int i = 0; i < candidates.length; i++) {
      if (Waiting.forResult(answers.get(i), clock).orElse(false)) {
        log.add(
            new RdpOnOtherPort(
                address.getHostAddress(),
                port,
                candidates[i],
                Evidence.of(
                    "a connection request to port " + candidates[i],
                    "an RDP answer",
                    clock.now())));
      }
    }
  }

  private boolean speaksRdp(InetAddress address, int other) {
    Optional<Opening> opening = gate.open(address.getHostAddress(), other, SHORT_PATIENCE);
    if (opening.isEmpty()
        || !(opening.get() instanceof Opening.Opened(Connection line, Observation _))) {
      return false;
    }
    try {
      var peer = new Peer(address.getHostAddress(), other, line.number());
      var offer = Offer.mapping(Offer.CURRENT_WINDOWS);
      return line.hold(new NegotiationDialogue(peer, offer, SHORT_PATIENCE)).stream()
          .anyMatch(
              fact ->
                  fact instanceof ProtocolSelected
                      || fact instanceof NegotiationRefused
                      || fact instanceof NegotiationAbsent);
    } finally {
      gate.done(line);
    }
  }
}
