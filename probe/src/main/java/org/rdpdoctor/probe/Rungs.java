package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.rdpdoctor.dialogue.NegotiationDialogue;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.facts.TcpFact.ConnectsVaried;
import org.rdpdoctor.wire.x224.Protocols;

/// The rungs above TCP, on one address: first what the user's own client would do, then a map of
/// what else the server takes, and a closer look where something failed.
final class Rungs {
  private static final Duration RESERVE = Duration.ofMillis(2500);

  /// How long the first request waits alone before a closer look begins beside it.
  private static final Duration ALONE = Duration.ofSeconds(3);

  private final Target target;
  private final ClimbOptions options;
  private final World world;
  private final Clock clock;
  private final Gate gate;
  private final Log log;
  private final ExecutorService threads;
  private final Map<Layer, String> untested;

  Rungs(
      Target target,
      ClimbOptions options,
      World world,
      Clock clock,
      Gate gate,
      Log log,
      ExecutorService threads,
      Map<Layer, String> untested) {
    this.target = target;
    this.options = options;
    this.world = world;
    this.clock = clock;
    this.gate = gate;
    this.log = log;
    this.threads = threads;
    this.untested = untested;
  }

  void climb(Doors.Door door) {
    var asking = new Asking(door.address(), target.port(), clock, gate, log);
    var nla = new Nla(target, world, clock);
    var handshakes = new Handshakes(target, world.wallClock(), nla, clock, asking, log);
    Optional<Protocols> selected = first(door, asking, handshakes);
    if (selected.isEmpty()) {
      return;
    }
    boolean usualTaken = log.all(ProtocolSelected.class).stream().anyMatch(ProtocolSelected::usual);
    new Mapping(options, clock, asking, handshakes, log, threads, untested)
        .map(selected.get(), usualTaken);
    new Throttling(asking, clock, gate, log).lookBack(Offer.usual(options.offered()));
    handshakes.readCertificates(options.pin());
  }

  /// What the user's own client would meet; the protocols that the rungs above can be climbed with,
  /// or nothing if the server takes none.
  private Optional<Protocols> first(Doors.Door door, Asking asking, Handshakes handshakes) {
    Offer usual = Offer.usual(options.offered());
    var dialogue = new NegotiationDialogue(asking.peer(door.line()), usual, clock.allBut(RESERVE));
    Future<Boolean> asked = threads.submit(() -> ask(door.line(), dialogue, asking, handshakes));
    Optional<Boolean> inTime =
        Waiting.forResult(asked, clock.until(clock.now().plus(alone())), Waiting.Late.GOES_ON);
    if (inTime.isPresent() && answered(dialogue)) {
      return carrier(dialogue, asking);
    }
    var look = new SecondLook(asking, clock, log, threads, usual);
    Optional<Protocols> again = look.take(inTime.isPresent());
    Waiting.forResult(asked, clock);
    if (answered(dialogue)) {
      return carrier(dialogue, asking);
    }
    if (again.isPresent()) {
      log.add(
          new ConnectsVaried(
              door.host(),
              target.port(),
              1,
              0,
              1,
              Evidence.of(
                  "the same request twice",
                  "the first failed, the second was answered",
                  clock.now())));
    }
    return again;
  }

  private Duration alone() {
    Duration third = clock.left().dividedBy(3);
    return third.compareTo(ALONE) < 0 ? third : ALONE;
  }

  /// Runs on a thread of its own, for as long as the server takes.
  private Boolean ask(
      TcpLine line, NegotiationDialogue dialogue, Asking asking, Handshakes handshakes) {
    try {
      List<Observation> seen = line.hold(dialogue);
      log.addAll(seen);
      if (seen.stream().anyMatch(NegotiationUnanswered.class::isInstance)) {
        asking.unacknowledged(line, "connection request");
      }
      dialogue
          .selected()
          .filter(Protocols::usesTls)
          .filter(_ -> options.reaches(Layer.TLS))
          .ifPresent(_ -> handshakes.usual(line));
      return true;
    } finally {
      gate.done(line);
    }
  }

  private boolean answered(NegotiationDialogue dialogue) {
    return dialogue.selected().isPresent() || log.hasAnswerToUsual();
  }

  /// A refusal is an answer too; then another protocol may carry the look at TLS.
  private Optional<Protocols> carrier(NegotiationDialogue dialogue, Asking asking) {
    if (dialogue.selected().isPresent()) {
      return Optional.of(options.offered());
    }
    for (Protocols alone : List.of(Protocols.SSL, Protocols.HYBRID, Protocols.RDP)) {
      if (!alone.equals(options.offered()) && asking.ask(Offer.mapping(alone)).isPresent()) {
        return Optional.of(alone);
      }
    }
    return Optional.empty();
  }
}
