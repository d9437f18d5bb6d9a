package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.rdpdoctor.dialogue.Dialogue;
import org.rdpdoctor.dialogue.NegotiationDialogue;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.RequestUnacknowledged;
import org.rdpdoctor.wire.x224.Protocols;

/// Opens one more connection to the server and asks one more question on it.
final class Asking {
  static final Duration PATIENCE = Duration.ofMillis(2500);

  /// After as many connections in a row that were not accepted, no further one is tried: whatever
  /// keeps them away, a limit or a ban, would only last longer.
  private static final int MOST_IN_VAIN = 2;

  private static final Duration LEAST_SILENCE = Duration.ofSeconds(1);

  private final InetAddress address;
  private final int port;
  private final Clock clock;
  private final Gate gate;
  private final Log log;
  private final AtomicInteger inVain = new AtomicInteger();

  Asking(InetAddress address, int port, Clock clock, Gate gate, Log log) {
    this.address = address;
    this.port = port;
    this.clock = clock;
    this.gate = gate;
    this.log = log;
  }

  Peer peer(TcpLine line) {
    return new Peer(address.getHostAddress(), port, line.number());
  }

  int connectionsLeft() {
    return gate.left();
  }

  /// One request; what the server selected, or nothing.
  Optional<Protocols> ask(Offer offer) {
    return askThen(offer, (_, selected) -> selected).flatMap(selected -> selected);
  }

  /// The same, however many connections were made in vain.
  Optional<Protocols> askAgain(Offer offer) {
    inVain.set(0);
    return ask(offer);
  }

  /// One request, and where the server selects something, `then` goes on over the same line.
  ///
  /// @return nothing if no connection could be made at all
  <T> Optional<T> askThen(Offer offer, BiFunction<TcpLine, Optional<Protocols>, T> then) {
    return askThen(offer, 0, then);
  }

  /// @param receiveBuffer as [Gate#open] takes it
  <T> Optional<T> askThen(
      Offer offer, int receiveBuffer, BiFunction<TcpLine, Optional<Protocols>, T> then) {
    return onNewLine(
        receiveBuffer,
        line -> {
          var dialogue = new NegotiationDialogue(peer(line), offer, clock.atMost(PATIENCE));
          List<Observation> seen = line.hold(dialogue);
          seen.stream().filter(log::isNew).forEach(log::add);
          if (seen.stream().anyMatch(NegotiationUnanswered.class::isInstance)) {
            unacknowledged(line, "connection request" + (offer.cookie() ? "" : " without cookie"));
          }
          return then.apply(line, dialogue.selected());
        });
  }

  /// Logs that `what` did not arrive, if the system knows that.
  void unacknowledged(TcpLine line, String what) {
    int bytes = line.unacknowledged();
    if (bytes > 0) {
      log.add(
          new RequestUnacknowledged(
              what,
              bytes,
              peer(line).evidence("a " + what, "not even a TCP acknowledgement", clock.now())));
    }
  }

  /// A dialogue that was held, and what was seen in it.
  record Held<D extends Dialogue>(Peer peer, D dialogue, List<Observation> seen, boolean arrived) {}

  /// A dialogue on a connection of its own; its facts are the caller's to log.
  <D extends Dialogue> Optional<Held<D>> hold(Function<Peer, D> dialogue) {
    return onNewLine(
        0,
        line -> {
          Peer peer = peer(line);
          D held = dialogue.apply(peer);
          List<Observation> seen = line.hold(held);
          return new Held<>(peer, held, seen, line.unacknowledged() == 0);
        });
  }

  private <T> Optional<T> onNewLine(int receiveBuffer, Function<TcpLine, T> use) {
    if (inVain.get() >= MOST_IN_VAIN) {
      return Optional.empty();
    }
    Optional<Opening> opening = gate.open(address, port, PATIENCE, receiveBuffer);
    if (opening.isEmpty()) {
      return Optional.empty();
    }
    if (!wasCutShort(opening.get().fact())) {
      log.add(opening.get().fact());
    }
    if (!(opening.get() instanceof Opening.Opened(TcpLine line, Observation _))) {
      inVain.incrementAndGet();
      return Optional.empty();
    }
    inVain.set(0);
    try {
      return Optional.of(use.apply(line));
    } finally {
      gate.done(line);
    }
  }

  /// The run ended before a silence could mean anything.
  private static boolean wasCutShort(Observation fact) {
    return fact instanceof ConnectUnanswered unanswered
        && unanswered.waited().compareTo(LEAST_SILENCE) < 0;
  }
}
