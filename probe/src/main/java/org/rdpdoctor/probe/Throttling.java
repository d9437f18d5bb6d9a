package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.ConnectsVaried;
import org.rdpdoctor.facts.TcpFact.ServiceStopped;

/// Looks back over the connections of a run: were the later ones treated worse than the first? Then
/// a limit or a ban is at work, and what it hit says nothing about the rung.
final class Throttling {
  private static final Duration PAUSE = Duration.ofMillis(400);

  private final Asking asking;
  private final Clock clock;
  private final Gate gate;
  private final Log log;

  Throttling(Asking asking, Clock clock, Gate gate, Log log) {
    this.asking = asking;
    this.clock = clock;
    this.gate = gate;
    this.log = log;
  }

  void lookBack(Offer usual) {
    List<Observation> seen = log.seen();
    boolean firstServed =
        log.all(ProtocolSelected.class).stream().anyMatch(ProtocolSelected::usual);
    List<Observation> turnedAway = seen.stream().filter(Throttling::isTurnedAway).toList();
    if (!firstServed || turnedAway.isEmpty() || clock.left().compareTo(PAUSE) < 0) {
      return;
    }
    pause();
    int served = count(Connected.class);
    Optional<Boolean> again = asking.askAgain(usual).map(_ -> true);
    String how = turnedAway.getLast().evidence().heard();
    if (again.isEmpty() && gate.left() > 0) {
      log.add(
          new ServiceStopped(
              served,
              how,
              Evidence.of(
                  "the same request on " + gate.opened() + " connections",
                  served + " were served, then: " + how,
                  clock.now())));
    } else if (again.isPresent()) {
      varied(turnedAway);
    }
  }

  private void varied(List<Observation> turnedAway) {
    List<ConnectRefused> refused = log.all(ConnectRefused.class);
    List<ConnectUnanswered> unanswered = log.all(ConnectUnanswered.class);
    if (refused.isEmpty() && unanswered.isEmpty()) {
      return; // the server treats some requests differently, and that is a fact of its own
    }
    Connected served = log.all(Connected.class).getFirst();
    log.add(
        new ConnectsVaried(
            served.address(),
            served.port(),
            count(Connected.class),
            refused.size(),
            unanswered.size(),
            Evidence.of(
                "SYNs to the same port",
                "%d accepted, %d refused, %d unanswered"
                    .formatted(count(Connected.class), refused.size(), unanswered.size()),
                turnedAway.getLast().evidence().at())));
  }

  private int count(Class<? extends Observation> type) {
    return log.all(type).size();
  }

  private static boolean isTurnedAway(Observation fact) {
    return switch (fact) {
      case ConnectRefused _, ConnectUnanswered _ -> true;
      case NegotiationUnanswered f -> f.offered().usesTls();
      case NegotiationEnded f -> f.offered().usesTls();
      default -> false;
    };
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
