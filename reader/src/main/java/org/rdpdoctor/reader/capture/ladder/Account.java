package org.rdpdoctor.reader.capture.ladder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.OtherBytesDialogue;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.dialogue.Summary;
import org.rdpdoctor.dialogue.Turn;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.NothingTaken;
import org.rdpdoctor.facts.TcpFact.RequestUnacknowledged;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Conversation.Farewell;
import org.rdpdoctor.reader.capture.Conversation.Opening.How;
import org.rdpdoctor.reader.capture.Conversation.Way;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection.EndedWith;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.Protocols;

/// What is told of one TCP connection when it is over.
final class Account {
  /// A shorter silence may be a pause, or the end of the capture. The probe waits hardly longer.
  private static final Duration SILENCE = Duration.ofMillis(1800);

  /// In so many round trips, what was on its way has arrived.
  private static final int LONG_AGO = 3;

  private final Conversation conversation;
  private final Optional<Endpoint> innerTarget;
  private final Optional<Ladder> ladder;
  private final List<String> notes;
  private final Peer peer;
  private final Parting parting;

  Account(
      Conversation conversation,
      Optional<Endpoint> innerTarget,
      Surroundings surroundings,
      Optional<Ladder> ladder,
      List<String> notes) {
    this.conversation = conversation;
    this.innerTarget = innerTarget;
    this.ladder = ladder;
    this.notes = notes;
    this.peer =
        new Peer(
            conversation.server().address(),
            conversation.server().port(),
            conversation.number(),
            surroundings.source());
    this.parting = new Parting(conversation);
  }

  /// @param foreign what another service has shown
  /// @param untouched true if neither side said a word
  CapturedConnection of(List<Observation> foreign, boolean untouched) {
    ladder.ifPresent(this::end);
    var facts = new ArrayList<>(Connecting.opening(conversation, peer));
    facts.addAll(foreign);
    if (untouched && conversation.opening().how() == How.ESTABLISHED) {
      facts.addAll(unasked());
    }
    ladder.ifPresent(climbed -> facts.addAll(climbed.seen()));
    ladder.ifPresent(climbed -> facts.addAll(timed(climbed, List.copyOf(facts))));
    facts.addAll(untaken(facts));
    facts.addAll(Connecting.losses(conversation, peer));
    facts.addAll(parting.facts(peer, rung(facts)));
    var all = new ArrayList<>(notes);
    ladder.ifPresent(climbed -> all.addAll(climbed.notes()));
    return result(facts, all);
  }

  /// The server ended, or the silence was long enough to mean something.
  private void end(Ladder climbed) {
    Optional<Farewell> server = parting.ofServer();
    Duration until = parting.ofClient().map(Farewell::at).orElse(length());
    Duration waited = until.minus(climbed.lastSpoken());
    if (server.isPresent()) {
      climbed.end(new Heard.End(server.get().how(), server.get().at()));
    } else if (waited.compareTo(SILENCE) >= 0 || climbed.isForeign()) {
      climbed.end(new Heard.Silence(waited, until));
    }
  }

  /// Whether the server's end came sooner than the server could have answered. What was on its way
  /// before the client spoke is no answer; so there must have been a silence for longer than that.
  private List<Observation> timed(Ladder climbed, List<Observation> facts) {
    Duration roundTrip = conversation.opening().answered().orElse(Duration.ZERO);
    Optional<Farewell> server = parting.ofServer();
    if (server.isEmpty()
        || conversation.opening().syns() != 1
        || climbed.pause().compareTo(roundTrip.multipliedBy(LONG_AGO)) < 0) {
      return List.of();
    }
    return facts.stream()
        .flatMap(fact -> Summary.endTimed(fact, roundTrip, server.get().at()).stream())
        .toList();
  }

  private Duration length() {
    return Duration.between(conversation.firstSeen(), conversation.lastSeen());
  }

  /// What became of a connection on which nothing was said.
  private List<Observation> unasked() {
    Duration opened = conversation.opening().answered().orElse(Duration.ZERO);
    Duration until = parting.ofClient().map(Farewell::at).orElse(length());
    var dialogue = OtherBytesDialogue.overheard(peer, "");
    var _ = dialogue.begin(opened);
    Optional<Farewell> server = parting.ofServer();
    if (server.isPresent()) {
      return facts(dialogue.hear(new Heard.End(server.get().how(), server.get().at())));
    }
    Duration waited = until.minus(opened);
    return waited.compareTo(SILENCE) >= 0
        ? facts(dialogue.hear(new Heard.Silence(waited, until)))
        : List.of();
  }

  private static List<Observation> facts(Turn turn) {
    return turn instanceof Turn.Done(List<Observation> seen, _) ? seen : List.of();
  }

  /// What did not even reach the server's machine, or was not taken there.
  private List<Observation> untaken(List<Observation> facts) {
    var untaken = new ArrayList<Observation>();
    for (Observation fact : facts) {
      if (fact instanceof NegotiationUnanswered silent) {
        String what = "connection request" + (silent.cookie() ? "" : " without cookie");
        if (conversation.fromServer().zeroWindows() > 0) {
          untaken.add(nothingTaken(what, silent.waited()));
        } else {
          unacknowledged(what, (int) conversation.fromClient().bytes()).ifPresent(untaken::add);
        }
      } else if (fact instanceof HandshakeStalled stalled && stalled.stage().equals("hello")) {
        unacknowledged("ClientHello usual", stalled.helloSize()).ifPresent(untaken::add);
      }
    }
    return untaken;
  }

  private NothingTaken nothingTaken(String what, Duration waited) {
    return new NothingTaken(
        peer.address(),
        peer.port(),
        (int) conversation.fromClient().bytes(),
        waited,
        peer.evidence("a " + what, "a receive window of 0 bytes", length()));
  }

  private Optional<Observation> unacknowledged(String what, int bytes) {
    Way client = conversation.fromClient();
    return client.unacknowledged() == 0 || client.repeated() == 0
        ? Optional.empty()
        : Optional.of(
            new RequestUnacknowledged(
                what,
                bytes,
                peer.evidence(
                    "a " + what + ", " + client.repeated() + " times again",
                    "not even a TCP acknowledgement",
                    length())));
  }

  private static Layer rung(List<Observation> facts) {
    return facts.stream()
        .map(Observation::layer)
        .filter(layer -> layer.compareTo(Layer.UDP) < 0)
        .max(Layer::compareTo)
        .orElse(Layer.TCP);
  }

  private CapturedConnection result(List<Observation> facts, List<String> said) {
    Optional<ConnectionRequest> request = ladder.flatMap(Ladder::request);
    return new CapturedConnection(
        conversation,
        true,
        innerTarget,
        request
            .flatMap(ConnectionRequest::negotiation)
            .map(asked -> asked.requestedProtocols().names())
            .orElse(List.of()),
        ladder.flatMap(Ladder::selected).map(Protocols::toString),
        ladder.flatMap(Ladder::failure).map(Object::toString),
        request.flatMap(ConnectionRequest::routing),
        first(facts, ServerHelloReceived.class).map(ServerHelloReceived::version),
        first(facts, CertificatePresented.class).map(CertificatePresented::subject),
        parting.by(),
        parting.with().or(() -> inVain(facts)),
        facts,
        said);
  }

  private static Optional<EndedWith> inVain(List<Observation> facts) {
    boolean lost =
        facts.stream()
            .anyMatch(
                fact -> fact instanceof RequestUnacknowledged || fact instanceof NothingTaken);
    return lost ? Optional.of(EndedWith.TIMEOUT) : Optional.empty();
  }

  private static <T> Optional<T> first(List<Observation> facts, Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
