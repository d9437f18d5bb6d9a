package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.NegotiationFact.EndedAfterConfirm;
import org.rdpdoctor.facts.NegotiationFact.StayedOpenAfterConfirm;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.wire.x224.Protocols;

/// Where a ClientHello met the end of the connection: whether the connection ends as well when
/// none is said, since what comes behind the server's answer to the request anyway is no answer to
/// a ClientHello.
final class Pausing {
  private static final Duration WATCH = Duration.ofMillis(800);

  private final Asking asking;
  private final Clock clock;
  private final Log log;

  Pausing(Asking asking, Clock clock, Log log) {
    this.asking = asking;
    this.clock = clock;
    this.log = log;
  }

  /// Asks for nothing where no hello met an end at once.
  void look(Protocols carrier) {
    boolean ended =
        log.all(HandshakeEnded.class).stream()
            .anyMatch(fact -> fact.hello().equals("usual") && fact.stage().equals("hello"));
    if (ended) {
      asking.grant();
      asking
          .askThen(Offer.mapping(carrier), (line, selected) -> selected.flatMap(_ -> pause(line)))
          .flatMap(seen -> seen)
          .ifPresent(log::add);
    }
  }

  private Optional<Observation> pause(Connection line) {
    Peer peer = asking.peer(line);
    Duration began = clock.now();
    Heard heard = line.listen(clock.atMost(WATCH));
    Duration waited = clock.now().minus(began);
    String sent = "nothing after the server's answer";
    return switch (heard) {
      case Heard.Silence _ ->
          Optional.of(
              new StayedOpenAfterConfirm(
                  waited, peer.evidence(sent, "nothing; the connection stayed open", clock.now())));
      case Heard.End(var how, _) ->
          Optional.of(
              new EndedAfterConfirm(how, waited, peer.evidence(sent, how.words(), clock.now())));
      case Heard.Data _ -> Optional.empty();
    };
  }
}
