package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdpdoctor.dialogue.GatewayRequestDialogue;
import org.rdpdoctor.dialogue.GatewayRequestDialogue.Outcome;
import org.rdpdoctor.dialogue.GatewayTerms;
import org.rdpdoctor.dialogue.GatewayTunnelDialogue;
import org.rdpdoctor.dialogue.HttpLogon;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GatewayFact.GatewayChannelClosed;
import org.rdpdoctor.facts.GatewayFact.GatewayStageEnded;
import org.rdpdoctor.facts.GatewayFact.GatewayStageUnanswered;
import org.rdpdoctor.facts.GatewayFact.GatewayStageUnreadable;
import org.rdpdoctor.facts.GatewayFact.GatewayTransportMissing;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.probe.GatewayDoor.Entry;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.http.HttpResponse;

/// One attempt at a tunnel over one transport, up to a channel to the target. Used once.
final class GatewayAttempt {
  /// For HTTP and its logon; a domain controller that is not in trouble needs less.
  private static final Duration LOGON = Duration.ofSeconds(10);

  private final Itinerary.Gateway gateway;
  private final GatewayDoor door;
  private final GatewayProof proof;
  private final Clock clock;
  private final Way.Call call;
  private final boolean upgrade;
  private final List<Observation> seen = new ArrayList<>();
  private final List<Entry.Entered> open = new ArrayList<>();
  private boolean otherMayHelp;

  /// @param upgrade whether a WebSocket is asked for
  GatewayAttempt(
      Itinerary.Gateway gateway,
      GatewayDoor door,
      GatewayProof proof,
      Clock clock,
      Way.Call call,
      boolean upgrade) {
    this.gateway = gateway;
    this.door = door;
    this.proof = proof;
    this.clock = clock;
    this.call = call;
    this.upgrade = upgrade;
  }

  /// What was seen, in order; the last fact is what came of it.
  List<Observation> seen() {
    return List.copyOf(seen);
  }

  /// True if it is the transport that failed, so that another one may do better.
  boolean mayAnotherHelp() {
    return otherMayHelp && proof.isAllowed();
  }

  /// @param end when a channel must be there
  /// @param broken told when an open channel ends, and it is not the target that ends it
  Optional<GatewayChannel> make(Duration end, Consumer<GatewayChannelClosed> broken) {
    var requests = new GatewayRequests(gateway, gateway.token().isPresent());
    Iterator<String> schemes = proof.schemes().iterator();
    while (schemes.hasNext()) {
      String scheme = schemes.next();
      Optional<Asked> out = ask(requests.out(upgrade), scheme, end);
      if (out.isEmpty()) {
        break;
      }
      if (out.get().dialogue.outcome() != Outcome.UNCHALLENGED) {
        Optional<GatewayChannel> channel =
            stream(out.get(), requests, scheme, end)
                .flatMap(stream -> tunnel(stream, out.get().entry, scheme, end, broken));
        if (channel.isEmpty()) {
          leave();
        }
        return channel;
      }
      if (!schemes.hasNext() && scheme.equals(GatewayProof.NTLM)) {
        seen.add(unchallenged(out.get()));
      }
      leave();
    }
    leave();
    return Optional.empty();
  }

  /// Whoever offers NTLM has a challenge; only Negotiate may mean something else.
  private GatewayStageUnreadable unchallenged(Asked out) {
    String reason = "the ways to log on once more, and no challenge";
    return new GatewayStageUnreadable(
        "logon",
        out.dialogue.transport(),
        reason,
        "",
        out.entry.peer().evidence("the first message of NTLM", reason, clock.now()));
  }

  private void leave() {
    open.forEach(Entry.Entered::leave);
    open.clear();
  }

  /// A request, and where it led.
  private record Asked(Entry.Entered entry, GatewayRequestDialogue dialogue) {}

  private Optional<Asked> ask(HttpRequest request, String scheme, Duration end) {
    Duration left = end.minus(clock.now());
    switch (door.enter(call.number(), left)) {
      case Entry.Refused(var because) -> {
        seen.addAll(because);
        return Optional.empty();
      }
      case Entry.Entered entry -> {
        open.add(entry);
        Duration rest = end.minus(clock.now());
        HttpLogon logon = proof.over(scheme, entry.binding());
        var dialogue =
            new GatewayRequestDialogue(
                entry.peer(),
                request,
                upgrade ? GatewaySeen.WEBSOCKET : GatewaySeen.HTTP,
                logon,
                rest.compareTo(LOGON) < 0 ? rest : LOGON);
        seen.addAll(entry.tunnel().hold(dialogue));
        if (dialogue.hasProved()) {
          proof.met(dialogue.isAccepted());
        }
        return Optional.of(new Asked(entry, dialogue));
      }
    }
  }

  private Optional<GatewayStream> stream(
      Asked out, GatewayRequests requests, String scheme, Duration end) {
    return switch (out.dialogue.outcome()) {
      case UPGRADED -> Optional.of(new WebSocketLine(out.entry.tunnel()));
      case ADMITTED -> {
        HttpResponse head = out.dialogue.response().orElseThrow();
        if (upgrade) {
          seen.add(ignored(out.entry, head));
        }
        yield twoWay(out, head, requests, scheme, end);
      }
      case REFUSED, BROKEN -> {
        otherMayHelp = true;
        yield Optional.empty();
      }
      case REJECTED, UNCHALLENGED -> Optional.empty();
    };
  }

  /// Somebody took the wish away, or never knew of it, and what was asked for besides is there.
  private GatewayTransportMissing ignored(Entry.Entered entry, HttpResponse head) {
    return new GatewayTransportMissing(
        GatewaySeen.WEBSOCKET,
        "upgrade-ignored",
        head.status(),
        "answered with status " + head.status() + " instead",
        Duration.ZERO,
        entry
            .peer()
            .evidence(
                "RDG_OUT_DATA that asks for a WebSocket",
                "HTTP status " + head.status() + ", and no word of it",
                clock.now()));
  }

  private Optional<GatewayStream> twoWay(
      Asked out, HttpResponse head, GatewayRequests requests, String scheme, Duration end) {
    Optional<Asked> in = ask(requests.in(), scheme, end);
    if (in.isEmpty() || in.get().dialogue.outcome() != Outcome.ADMITTED) {
      otherMayHelp = in.isEmpty() || in.get().dialogue.outcome() != Outcome.REJECTED;
      return Optional.empty();
    }
    TlsTunnel upstream = in.get().entry.tunnel();
    upstream.say(requests.inStream().encode());
    return Optional.of(new TwoWayLine(upstream, out.entry.tunnel(), head));
  }

  private Optional<GatewayChannel> tunnel(
      GatewayStream stream,
      Entry.Entered entry,
      String scheme,
      Duration end,
      Consumer<GatewayChannelClosed> broken) {
    var terms =
        new GatewayTerms(
            stream.transport(),
            call.host(),
            call.port(),
            ThisMachine.name(System.getenv()),
            gateway.token(),
            proof.inside(scheme),
            proof.account(),
            stream.transport().equals(GatewaySeen.HTTP));
    var dialogue = new GatewayTunnelDialogue(entry.peer(), terms, end.minus(clock.now()));
    List<Observation> facts = stream.hold(dialogue);
    for (Observation fact : facts) {
      seen.add(explained(stream, fact));
    }
    if (dialogue.hasProved()) {
      proof.met(dialogue.isLoggedOn());
    }
    if (dialogue.isOpen()) {
      List<Entry.Entered> below = List.copyOf(open);
      open.clear();
      Runnable done = () -> below.forEach(each -> each.line().close());
      return Optional.of(new GatewayChannel(stream, call.number(), broken, done));
    }
    otherMayHelp = !dialogue.isRefused() && !dialogue.waitsForTarget();
    return Optional.empty();
  }

  /// An end or a silence of two connections is told with what was seen of either.
  private Observation explained(GatewayStream stream, Observation fact) {
    if (stream.trouble().isEmpty()) {
      return fact;
    }
    String heard = stream.trouble().get();
    Evidence old = fact.evidence();
    var evidence = new Evidence(old.connection(), old.sent(), heard, old.at());
    return switch (fact) {
      case GatewayStageEnded ended ->
          new GatewayStageEnded(
              ended.stage(), ended.transport(), ended.how(), ended.elapsed(), evidence);
      case GatewayStageUnanswered silent ->
          new GatewayStageUnanswered(silent.stage(), silent.transport(), silent.waited(), evidence);
      default -> fact;
    };
  }
}
