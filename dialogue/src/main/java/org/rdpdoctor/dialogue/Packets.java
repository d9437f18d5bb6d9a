package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.share.FastPathUpdates;
import org.rdpdoctor.wire.x224.Tpkt;

/// What the dialogues of a session have in common: takes what is heard apart into packets, keeps
/// the time, and puts an early end into facts.
final class Packets {
  /// More bytes than any one packet has; whoever sends them without an end to it is not heard.
  private static final int MOST_WAITING = 1 << 17;

  private static final int PREVIEW = 40;

  /// As much as a long session may tell.
  private static final int MOST_SEEN = 256;

  private final Peer peer;
  private final Mishap mishap;
  private final Duration patience;
  private final List<Observation> seen = new ArrayList<>();
  private Duration began = Duration.ZERO;
  private Duration stepBegan = Duration.ZERO;
  private String step = "";
  private String sent = "";
  private Bytes waiting = Bytes.EMPTY;
  private Optional<BiFunction<Duration, Evidence, Observation>> onSilence = Optional.empty();

  /// What a dialogue makes of one whole packet. [Turn.Listen] means that it needs another one.
  @FunctionalInterface
  interface Reaction {
    Turn to(Bytes packet, Duration at);
  }

  /// @param patience for the whole dialogue, however slowly it goes
  Packets(Peer peer, Mishap mishap, Duration patience) {
    this.peer = peer;
    this.mishap = mishap;
    this.patience = patience;
  }

  void begin(Duration at) {
    began = at;
    stepBegan = at;
  }

  /// From now on `step` is what an early end belongs to.
  ///
  /// @param words what is sent, for people
  Turn say(String newStep, String words, Bytes message, Duration at) {
    step = newStep;
    sent = words;
    stepBegan = at;
    return new Turn.Say(message, left(at));
  }

  /// Changes what an early end belongs to, without a word to the peer.
  ///
  /// @param words what was said last, for people
  void step(String newStep, String words, Duration at) {
    step = newStep;
    sent = words;
    stepBegan = at;
  }

  String step() {
    return step;
  }

  /// Says something that belongs to no step.
  Turn answer(Bytes message, Duration at) {
    return new Turn.Say(message, left(at));
  }

  /// From now on silence means this, given how long it lasted.
  void silenceIs(BiFunction<Duration, Evidence, Observation> meaning) {
    onSilence = Optional.of(meaning);
  }

  /// From now on silence means again that there was no answer.
  void usualSilence() {
    onSilence = Optional.empty();
  }

  Turn listen(Duration at) {
    return new Turn.Listen(left(at));
  }

  Duration left(Duration at) {
    Duration left = began.plus(patience).minus(at);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// Since the last step began.
  Duration elapsed(Duration at) {
    return at.minus(stepBegan);
  }

  void saw(Observation fact) {
    if (seen.size() < MOST_SEEN) {
      seen.add(fact);
    }
  }

  /// Everything so far.
  List<Observation> seen() {
    return List.copyOf(seen);
  }

  Turn done() {
    return new Turn.Done(List.copyOf(seen), waiting);
  }

  Turn done(Observation last) {
    saw(last);
    return done();
  }

  Evidence evidence(String heard, Duration at) {
    return peer.evidence(sent, heard, at);
  }

  Turn disconnected(Goodbye goodbye, Duration at) {
    return done(
        mishap.disconnected(
            step, goodbye.code(), goodbye.reason(), elapsed(at), evidence(goodbye.words(), at)));
  }

  Turn unreadable(String reason, Bytes packet, Duration at) {
    return done(
        mishap.unreadable(
            step, reason, packet.preview(PREVIEW), evidence(packet + " (" + reason + ")", at)));
  }

  Turn hear(Heard heard, Reaction reaction) {
    return switch (heard) {
      case Heard.Data(Bytes bytes, Duration at) -> {
        waiting = waiting.plus(bytes);
        yield read(reaction, at);
      }
      case Heard.Silence(_, Duration at) -> silence(at);
      case Heard.End(var how, Duration at) ->
          waiting.isEmpty()
              ? done(mishap.ended(step, how, elapsed(at), evidence(how.words(), at)))
              : unreadable("the connection ended inside a message", waiting, at);
    };
  }

  /// All packets that have arrived whole. What is to be said meanwhile goes out together.
  private Turn read(Reaction reaction, Duration at) {
    Bytes outgoing = Bytes.EMPTY;
    while (true) {
      Bytes packet;
      try {
        int size = sizeOf(waiting);
        if (size < 0 || waiting.size() < size) {
          break;
        }
        packet = waiting.first(size);
        waiting = waiting.from(size);
      } catch (DecodeException e) {
        return unreadable(e.fault().describe(), waiting, at);
      }
      switch (reaction.to(packet, at)) {
        case Turn.Say(Bytes message, _) -> outgoing = outgoing.plus(message);
        case Turn.Listen _ -> {}
        case Turn.Done done -> {
          return done;
        }
      }
    }
    if (waiting.size() > MOST_WAITING || !left(at).isPositive()) {
      return silence(at);
    }
    return outgoing.isEmpty() ? listen(at) : new Turn.Say(outgoing, left(at));
  }

  /// Pictures come once a session is active; before, what looks like one is something else.
  private int sizeOf(Bytes head) throws DecodeException {
    return mishap instanceof Mishap.Session
            && !head.isEmpty()
            && FastPathUpdates.isBegunBy(head.at(0))
        ? FastPathUpdates.sizeOf(head)
        : Tpkt.sizeOf(head);
  }

  private Turn silence(Duration at) {
    String what = waiting.isEmpty() ? "nothing" : "no whole answer";
    Evidence evidence = evidence(what + " for " + NegotiationDialogue.seconds(elapsed(at)), at);
    return done(
        onSilence
            .map(meaning -> meaning.apply(elapsed(at), evidence))
            .orElseGet(() -> mishap.unanswered(step, elapsed(at), evidence)));
  }
}
