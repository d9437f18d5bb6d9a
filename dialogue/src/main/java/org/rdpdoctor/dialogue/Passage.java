package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ProxyFact.ProxyEnded;
import org.rdpdoctor.facts.ProxyFact.ProxyOpened;
import org.rdpdoctor.facts.ProxyFact.ProxyUnanswered;
import org.rdpdoctor.facts.ProxyFact.ProxyUnreadable;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.ForeignService;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeFault;

/// What all ways to have a proxy open a passage have in common: times, and what goes wrong.
final class Passage {
  /// What a SOCKS proxy answers to whatever it does not understand.
  private static final Bytes SOCKS = Bytes.of(5, 0xFF);

  private final Peer proxy;
  private final String kind;
  private final Destination destination;
  private final Duration patience;
  private final List<Observation> seen = new ArrayList<>();
  private Optional<Observation> ofTarget = Optional.empty();
  private Bytes heard = Bytes.EMPTY;
  private Duration began = Duration.ZERO;
  private Duration stageBegan = Duration.ZERO;
  private String stage = "";
  private String sent = "";

  /// @param patience for everything together
  Passage(Peer proxy, String kind, Destination destination, Duration patience) {
    this.proxy = proxy;
    this.kind = kind;
    this.destination = destination;
    this.patience = patience;
  }

  void begin(Duration at) {
    began = at;
  }

  /// Says something that begins a stage.
  ///
  /// @param what it is, for people to read
  Turn say(String newStage, String what, Bytes message, Duration at) {
    stage = newStage;
    stageBegan = at;
    sent = what;
    return new Turn.Say(message, left(at));
  }

  Turn listen(Duration at) {
    Duration left = left(at);
    return left.isPositive() ? new Turn.Listen(left) : done(silence(at));
  }

  /// Listens, but no longer than this.
  Turn listenFor(Duration most, Duration at) {
    Duration left = left(at);
    return new Turn.Listen(left.compareTo(most) < 0 ? left : most);
  }

  private Duration left(Duration at) {
    Duration left = began.plus(patience).minus(at);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// What was heard and not taken yet.
  Bytes heard() {
    return heard;
  }

  void hear(Bytes bytes) {
    heard = heard.plus(bytes);
  }

  /// The first `size` bytes of what was heard.
  Bytes take(int size) {
    Bytes taken = heard.first(size);
    heard = heard.from(size);
    return taken;
  }

  /// Since this stage began.
  Duration elapsed(Duration at) {
    return at.minus(stageBegan);
  }

  Evidence evidence(String what, Duration at) {
    return proxy.evidence(sent, what, at);
  }

  void add(Observation fact) {
    seen.add(fact);
  }

  /// The proxy is to blame.
  Turn done(Observation fact) {
    seen.add(fact);
    return new Turn.Done(List.copyOf(seen));
  }

  /// The proxy has done its part.
  Turn doneWithTarget(Observation fact) {
    ofTarget = Optional.of(fact);
    return new Turn.Done(List.copyOf(seen), heard);
  }

  /// The way is open.
  Turn open(String answer, Duration at) {
    Evidence evidence = evidence(answer, at);
    add(new ProxyOpened(kind, destination.toString(), elapsed(at), evidence));
    return doneWithTarget(
        new Connected(destination.host(), destination.port(), elapsed(at), evidence));
  }

  Optional<Observation> ofTarget() {
    return ofTarget;
  }

  /// Nothing came for as long as patience lasted.
  Turn unanswered(Duration at) {
    return done(silence(at));
  }

  private Observation silence(Duration at) {
    Duration waited = elapsed(at);
    String nothing =
        heard.isEmpty()
            ? "nothing for " + NegotiationDialogue.seconds(waited)
            : "%d bytes in %s, and no whole answer"
                .formatted(heard.size(), NegotiationDialogue.seconds(waited));
    return new ProxyUnanswered(kind, stage, destination.toString(), waited, evidence(nothing, at));
  }

  Turn ended(Ending how, Duration at) {
    return done(
        new ProxyEnded(
            kind,
            stage,
            how,
            destination.toString(),
            elapsed(at),
            evidence(how.words() + " instead of an answer", at)));
  }

  Turn unreadable(DecodeFault fault, Duration at) {
    return unreadable(fault.describe(), at);
  }

  /// What was heard can be no word of such a proxy.
  Turn unreadable(String reason, Duration at) {
    String preview = heard.preview(60);
    return done(
        new ProxyUnreadable(
            kind,
            stage,
            service(at),
            reason,
            preview,
            evidence("“" + preview + "” (" + reason + ")", at)));
  }

  private String service(Duration at) {
    if (heard.startsWith(SOCKS)) {
      return "socks5";
    }
    return Services.recognise(proxy, heard, sent, at)
        .map(ForeignService::service)
        .orElse("something unknown");
  }
}
