package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.Hello;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.dialogue.OtherBytesDialogue;
import org.rdpdoctor.dialogue.OtherBytesDialogue.Saying;
import org.rdpdoctor.dialogue.TlsHelloDialogue;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NegotiationFact.DirectLogonAnswered;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.NegotiationFact.OtherBytesMetTheSame;
import org.rdpdoctor.facts.NegotiationFact.OtherBytesPassed;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
import org.rdpdoctor.facts.TcpFact.ForeignService;
import org.rdpdoctor.facts.TcpFact.NothingTaken;
import org.rdpdoctor.facts.TcpFact.RequestUnacknowledged;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.wire.x224.Protocols;

/// After a request that got no proper answer: is it the request, its cookie, any bytes at all, or
/// not an RDP server in the first place?
final class SecondLook {
  private static final Duration WATCH = Duration.ofMillis(1200);

  private final Asking asking;
  private final Clock clock;
  private final Log log;
  private final ExecutorService threads;
  private final Offer usual;
  private final Tunnels tunnels;

  SecondLook(
      Asking asking, Tunnels tunnels, Clock clock, Log log, ExecutorService threads, Offer usual) {
    this.asking = asking;
    this.tunnels = tunnels;
    this.clock = clock;
    this.log = log;
    this.threads = threads;
    this.usual = usual;
  }

  /// @param firstEnded false while the first request still waits
  void take(boolean firstEnded) {
    if (log.has(ForeignService.class)) {
      return;
    }
    Future<Optional<Met>> silent = threads.submit(() -> say(Saying.NOTHING));
    Future<Optional<Met>> http = threads.submit(() -> say(Saying.HTTP));
    Future<Optional<Protocols>> bare = threads.submit(() -> asking.ask(usual.withoutCookie()));
    Waiting.forResult(silent, clock);
    Optional<Met> other = Waiting.forResult(http, clock).flatMap(met -> met);
    boolean bareAnswered = Waiting.forResult(bare, clock).flatMap(found -> found).isPresent();
    if (log.has(ForeignService.class) || (log.has(ClosedUnasked.class) && !bareAnswered)) {
      return;
    }
    boolean ended =
        firstEnded || log.has(NegotiationEnded.class); // a lost reset looks like silence
    // Silence needs no second silence. Where only the cookie seems to matter, twice in a row: of a
    // server that serves every other connection, one of two is answered.
    boolean again =
        ended && (asking.ask(usual).isPresent() || (bareAnswered && asking.ask(usual).isPresent()));
    if (!again) {
      other.map(met -> confirmed(met, ended)).ifPresent(met -> compare(met, ended));
      if (!log.has(OtherBytesPassed.class) && !log.has(NothingTaken.class)) {
        tlsFirst();
      }
    }
  }

  /// @param arrived false if not even the peer's TCP acknowledged what was said
  private record Met(Heard heard, boolean arrived) {}

  private Optional<Met> say(Saying saying) {
    return asking
        .hold(peer -> new OtherBytesDialogue(peer, saying, clock.atMost(WATCH)))
        .flatMap(
            held -> {
              log.addAll(held.seen());
              return held.dialogue().met().map(heard -> new Met(heard, held.arrived()));
            });
  }

  /// One silence where the request met an end may be an end that was lost on the way.
  private Met confirmed(Met met, boolean requestEnded) {
    return met.heard() instanceof Heard.Silence && passed(met, requestEnded)
        ? say(Saying.HTTP).orElse(met)
        : met;
  }

  private void compare(Met met, boolean requestEnded) {
    String words =
        switch (met.heard()) {
          case Heard.Data data -> "“" + data.bytes().preview(40) + "”";
          case Heard.Silence _ -> met.arrived() ? "an acknowledgement, then silence" : "silence";
          case Heard.End end -> end.how().words();
        };
    var evidence = Evidence.of(Saying.HTTP.words(), words, clock.now());
    log.add(
        passed(met, requestEnded) || (met.arrived() && requestVanished())
            ? new OtherBytesPassed(Saying.HTTP.words(), words, evidence)
            : new OtherBytesMetTheSame(Saying.HTTP.words(), words, evidence));
  }

  private boolean requestVanished() {
    return log.all(RequestUnacknowledged.class).stream()
        .anyMatch(fact -> fact.what().equals("connection request without cookie"));
  }

  private boolean passed(Met met, boolean requestEnded) {
    return switch (met.heard()) {
      case Heard.Data _ -> true;
      case Heard.Silence _ -> met.arrived() && requestEnded && log.has(NegotiationEnded.class);
      // A reset may be a server's that leaves bytes unread, an orderly end beside resets is not.
      case Heard.End end ->
          !log.has(NegotiationEnded.class)
              || (end.how() == Ending.CLOSED && everyRequestMet(Ending.RESET));
    };
  }

  private boolean everyRequestMet(Ending how) {
    return log.all(NegotiationEnded.class).stream().allMatch(fact -> fact.how() == how);
  }

  /// Not asked where other bytes passed, which is proof enough.
  ///
  /// A port that expects TLS before anything else answers a ClientHello and nothing but that. So do
  /// RDP servers that know the direct approach (MS-RDPBCGR 5.4.2.2): CredSSP inside tells.
  private void tlsFirst() {
    Optional<Observation> answer =
        asking
            .hold(
                peer -> new TlsHelloDialogue(peer, Hello.small(Seeds.fresh()), clock.atMost(WATCH)))
            .flatMap(
                held ->
                    held.seen().stream()
                        .filter(f -> f instanceof ServerHelloReceived || f instanceof AlertReceived)
                        .findFirst());
    if (answer.isEmpty()) {
      return;
    }
    Observation hello = answer.get();
    Tunnels.Direct direct =
        hello instanceof ServerHelloReceived
            ? tunnels.digWithoutRequest()
            : new Tunnels.Direct(true, Optional.empty());
    if (direct.challenge().isPresent()) {
      NtlmChallengeReceived challenge = direct.challenge().get();
      log.add(new DirectLogonAnswered(nameIn(challenge), challenge.evidence()));
    } else if (direct.conclusive()) {
      log.add(
          new ForeignService(
              asking.address(), asking.port(), "tls", hello.evidence().heard(), hello.evidence()));
    }
  }

  private static String nameIn(NtlmChallengeReceived challenge) {
    return challenge.dnsComputer().isEmpty()
        ? challenge.netbiosComputer()
        : challenge.dnsComputer();
  }
}
