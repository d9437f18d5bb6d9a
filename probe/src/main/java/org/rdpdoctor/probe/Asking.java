package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.rdpdoctor.dialogue.Dialogue;
import org.rdpdoctor.dialogue.NegotiationDialogue;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.NegotiationFact.RequestMet;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.AnswerTorn;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.NothingTaken;
import org.rdpdoctor.facts.TcpFact.RequestUnacknowledged;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;
import org.rdpdoctor.wire.x224.RoutingToken;

/// Opens one more connection to the server and asks one more question on it.
final class Asking {
  private static final Duration PATIENCE = Duration.ofMillis(2500);

  private static final Duration FAR = Duration.ofMillis(100);

  private static final Duration MARGIN = Duration.ofMillis(300);

  private final String host;
  private final int port;
  private final Clock clock;
  private final Gate gate;
  private final Log log;
  private final List<Attempt> attempts = new ArrayList<>();
  private Optional<RoutingToken> token = Optional.empty();

  /// @param host as [Way.Call] has it
  /// @param before what connections to the same address met already
  Asking(String host, int port, List<Attempt> before, Clock clock, Gate gate, Log log) {
    this.host = host;
    this.port = port;
    this.clock = clock;
    this.gate = gate;
    this.log = log;
    this.attempts.addAll(before);
  }

  /// The same with this token in every request that would have a cookie.
  Asking routedBy(Optional<RoutingToken> other) {
    token = other;
    return this;
  }

  String address() {
    return host;
  }

  int port() {
    return port;
  }

  Peer peer(Connection line) {
    return new Peer(address(), port, line.number());
  }

  /// True where a round trip takes so long that work done ahead is worth a connection.
  boolean isFar() {
    return log.all(Connected.class).stream()
        .filter(fact -> fact.address().equals(address()))
        .map(Connected::elapsed)
        .min(Duration::compareTo)
        .map(roundTrip -> roundTrip.compareTo(FAR) > 0)
        .orElse(false);
  }

  /// True for what looks like a server built on FreeRDP 2: it knows the graphics pipeline and chose
  /// HYBRID over HYBRID_EX, which no Windows does. One of them, GNOME's remote desktop, forgets a
  /// connection when a handshake fails beside it, or a request that it refused ends.
  boolean isBrittle() {
    return log.all(ProtocolSelected.class).stream()
        .anyMatch(
            fact ->
                fact.offered().includes(Protocols.HYBRID_EX)
                    && fact.selected().equals(Protocols.HYBRID)
                    && (fact.flags().value() & ResponseFlags.DYNVC_GFX_PROTOCOL_SUPPORTED) != 0);
  }

  /// What the server selected when it was offered `carrier`, if it did.
  Optional<Protocols> selectedFor(Protocols carrier) {
    return log.all(ProtocolSelected.class).stream()
        .filter(fact -> fact.offered().equals(carrier))
        .map(ProtocolSelected::selected)
        .findFirst();
  }

  /// One request; what the server selected, or nothing.
  Optional<Protocols> ask(Offer offer) {
    return askThen(offer, (_, selected) -> selected).flatMap(selected -> selected);
  }

  /// The same, however many connections were made in vain.
  void askAgain(Offer offer) {
    onNewLine(0, line -> request(line, offer, clock.atMost(patience())));
  }

  /// One request, and where the server selects something, `then` goes on over the same line.
  ///
  /// @return nothing if no connection could be made at all
  <T> Optional<T> askThen(Offer offer, BiFunction<Connection, Optional<Protocols>, T> then) {
    return askThen(offer, 0, then);
  }

  /// @param receiveBuffer as [Gate#open] takes it
  <T> Optional<T> askThen(
      Offer offer, int receiveBuffer, BiFunction<Connection, Optional<Protocols>, T> then) {
    if (isPointless()) {
      return Optional.empty();
    }
    return onNewLine(
        receiveBuffer,
        line -> {
          Optional<Protocols> selected = request(line, offer, clock.atMost(patience()));
          return then.apply(line, selected);
        });
  }

  /// One request on a line that is open.
  ///
  /// @return what the server selected
  Optional<Protocols> request(Connection line, Offer offer, Duration patience) {
    var dialogue = new NegotiationDialogue(peer(line), offer.routedBy(token), patience);
    List<Observation> seen = line.hold(dialogue);
    log.addNew(seen);
    for (Observation fact : seen) {
      if (fact instanceof RequestMet met && !isHasty(met)) {
        remember(Attempt.asked(line.number(), offer, met));
      }
      if (fact instanceof NegotiationUnanswered silent) {
        String what = "connection request" + (offer.cookie() ? "" : " without cookie");
        if (line.waitsForWindow()) {
          nothingTaken(line, what, silent.waited());
        } else {
          unacknowledged(line, what);
        }
      }
    }
    return dialogue.selected();
  }

  /// True for a silence that was shorter than an answer may take.
  private boolean isHasty(RequestMet met) {
    return met instanceof NegotiationUnanswered silent && silent.waited().compareTo(slowest()) <= 0;
  }

  /// Longer where answers have been slow.
  private Duration patience() {
    Duration half = slowest().dividedBy(2);
    Duration slow = slowest().plus(half).plus(MARGIN);
    return slow.compareTo(PATIENCE) > 0 ? slow : PATIENCE;
  }

  /// The longest that an answer took so far.
  private Duration slowest() {
    return log.all(ProtocolSelected.class).stream()
        .map(ProtocolSelected::elapsed)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /// What is asked so late that an answer cannot be waited for would look like silence.
  private boolean isPointless() {
    Duration half = patience().dividedBy(2);
    Duration quarter = clock.timeout().dividedBy(4);
    Duration least = half.compareTo(quarter) < 0 ? half : quarter;
    return clock.left().compareTo(least) < 0
        || (Pattern.isHopeless(attempts()) && !losesNowAndThen());
  }

  private void remember(Attempt attempt) {
    synchronized (attempts) {
      attempts.add(attempt);
    }
  }

  private List<Attempt> attempts() {
    synchronized (attempts) {
      return List.copyOf(attempts);
    }
  }

  /// The shortest that a packet took to the server and back.
  Duration roundTrip() {
    return gate.path().roundTrip(address(), port);
  }

  /// True if the path loses packets of any connection now and then.
  boolean losesNowAndThen() {
    return gate.path().losesNowAndThen(address(), port);
  }

  /// True if a request on `line` was refused by a server that minds when it ends at once.
  private boolean mayLinger(Connection line) {
    return isBrittle()
        && log.all(NegotiationRefused.class).stream()
            .anyMatch(fact -> fact.evidence().connection() == line.number());
  }

  /// What the connections so far say together.
  Pattern pattern() {
    return Pattern.of(attempts());
  }

  /// Logs that `what` did not arrive, if the system knows that.
  void unacknowledged(Connection line, String what) {
    int bytes = line.unacknowledged();
    if (bytes > 0) {
      log.add(
          new RequestUnacknowledged(
              what,
              bytes,
              peer(line).evidence("a " + what, "not even a TCP acknowledgement", clock.now())));
    }
  }

  /// Logs that the end of an answer came and what stands before it did not, if the system knows.
  ///
  /// @param hello what was answered
  void torn(Connection line, String hello) {
    line.information()
        .map(TcpInfo::outOfOrder)
        .filter(packets -> packets > 0)
        .ifPresent(
            packets ->
                log.add(
                    new AnswerTorn(
                        hello,
                        packets,
                        peer(line)
                            .evidence(
                                "a ClientHello (" + hello + ")",
                                packets + " packets behind a gap that was not filled",
                                clock.now()))));
  }

  private void nothingTaken(Connection line, String what, Duration waited) {
    log.add(
        new NothingTaken(
            address(),
            port,
            line.unacknowledged(),
            waited,
            peer(line).evidence("a " + what, "a receive window of 0 bytes", clock.now())));
  }

  /// One question more than this run was meant to ask.
  void grant() {
    gate.grant();
  }

  /// A dialogue that was held, and what was seen in it.
  record Held<D extends Dialogue>(Peer peer, D dialogue, List<Observation> seen, boolean arrived) {}

  /// A dialogue on a connection of its own; its facts are the caller's to log.
  <D extends Dialogue> Optional<Held<D>> hold(Function<Peer, D> dialogue) {
    return aside(
        line -> {
          Peer peer = peer(line);
          D held = dialogue.apply(peer);
          List<Observation> seen = line.hold(held);
          return new Held<>(peer, held, seen, line.unacknowledged() == 0);
        });
  }

  /// Whatever `use` does on a connection of its own; nothing if there was none.
  <T> Optional<T> aside(Function<Connection, T> use) {
    if (isPointless()) {
      return Optional.empty();
    }
    return onNewLine(
        0,
        line -> {
          remember(Attempt.opened(line.number()));
          return use.apply(line);
        });
  }

  private <T> Optional<T> onNewLine(int receiveBuffer, Function<Connection, T> use) {
    Optional<Opening> opening = gate.open(host, port, PATIENCE, receiveBuffer);
    if (opening.isEmpty()) {
      return Optional.empty();
    }
    if (wasCutShort(opening.get().fact())) {
      return Optional.empty();
    }
    log.add(opening.get().fact());
    if (!(opening.get() instanceof Opening.Opened(Connection line, Observation _))) {
      remember(Attempt.notOpened(opening.get().fact()));
      return Optional.empty();
    }
    try {
      return Optional.of(use.apply(line));
    } finally {
      if (mayLinger(line)) {
        gate.linger(line);
      } else {
        gate.done(line);
      }
    }
  }

  /// The run ended before a silence could mean anything.
  private static boolean wasCutShort(Observation fact) {
    return fact instanceof ConnectUnanswered unanswered
        && unanswered.waited().compareTo(Waiting.LEAST_SILENCE) < 0;
  }
}
