package org.rdpdoctor.probe;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.rdpdoctor.dialogue.GatewayAnswers;
import org.rdpdoctor.dialogue.GatewayChallenge;
import org.rdpdoctor.dialogue.GatewayRequests;
import org.rdpdoctor.dialogue.GatewayServices;
import org.rdpdoctor.dialogue.HttpMet;
import org.rdpdoctor.facts.GatewayFact;
import org.rdpdoctor.facts.GatewayFact.GatewayChallengeReceived;
import org.rdpdoctor.facts.GatewayFact.GatewayTlsFailed;
import org.rdpdoctor.facts.GatewayFact.GatewayTransportOffered;
import org.rdpdoctor.facts.GatewayFact.TlsTrouble;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.tls.AlertDescription;

/// What a gateway's web server answers to somebody who does not log on: on one connection how it
/// asks for a logon and whether both channels are there, on another one the other transports.
final class GatewayWeb {
  private static final String OUT = GatewayRequests.OUT + " " + GatewayRequests.PATH;
  private static final String IN = GatewayRequests.IN + " " + GatewayRequests.PATH;

  private final World world;
  private final Clock clock;
  private final Log log;
  private final ExecutorService threads;
  private final Supplier<Optional<GatewayHttp.Session>> entrance;
  private final GatewayRequests requests;

  /// @param entrance opens one more connection with TLS in it
  GatewayWeb(
      Itinerary.Gateway gateway,
      World world,
      Clock clock,
      Log log,
      ExecutorService threads,
      Supplier<Optional<GatewayHttp.Session>> entrance) {
    this.world = world;
    this.clock = clock;
    this.log = log;
    this.threads = threads;
    this.entrance = entrance;
    this.requests =
        GatewayRequests.of(gateway.host(), gateway.port(), Seeds.bytes(GatewayRequests.SEED));
  }

  /// @param beside a second connection that is being made
  void ask(GatewayHttp.Session first, Future<Optional<GatewayHttp.Session>> beside) {
    Future<Boolean> others = threads.submit(() -> askBeside(beside));
    try (var http = new GatewayHttp(clock, Optional.of(first), entrance)) {
      Optional<GatewayHttp.Answer> out = http.ask(requests.out());
      if (out.isPresent()) {
        log.addAll(answers(out.get()).http(OUT, out.get().met()));
        out.get().alert().ifPresent(code -> log.add(alerted(out.get(), code)));
        channels(out.get(), http);
        challenge(out.get(), http);
      }
    }
    Waiting.forResult(others, clock);
  }

  private GatewayAnswers answers(GatewayHttp.Answer answer) {
    return new GatewayAnswers(answer.peer(), world.productsOf());
  }

  /// Under TLS 1.3 the refusal of a missing client certificate comes after the handshake (RFC 8446
  /// 4.4.2.4).
  private GatewayTlsFailed alerted(GatewayHttp.Answer answer, int code) {
    String reason = "the TLS alert " + new AlertDescription(code) + " in place of an answer";
    return new GatewayTlsFailed(
        TlsTrouble.ALERT,
        reason,
        "",
        answer.met().elapsed(),
        answer.peer().evidence(OUT, reason, clock.now()));
  }

  /// Both channels make the transport.
  private void channels(GatewayHttp.Answer out, GatewayHttp http) {
    GatewayFact outward = answers(out).transport("http", OUT, out.met());
    if (!(outward instanceof GatewayTransportOffered)) {
      log.add(outward);
      return;
    }
    http.ask(requests.in()).ifPresent(in -> log.add(answers(in).transport("http", IN, in.met())));
  }

  private void challenge(GatewayHttp.Answer out, GatewayHttp http) {
    List<String> schemes =
        out.met() instanceof HttpMet.Answered answered
            ? GatewayAnswers.schemes(answered.head())
            : List.of();
    for (HttpRequest request : GatewayChallenge.requests(requests, schemes)) {
      Optional<GatewayChallengeReceived> received =
          http.ask(request)
              .flatMap(
                  answer ->
                      answer.met() instanceof HttpMet.Answered answered
                          ? GatewayChallenge.read(answered, answer.peer(), world.windowsOf())
                          : Optional.empty());
      if (received.isPresent()) {
        log.add(received.get());
        return;
      }
    }
  }

  private boolean askBeside(Future<Optional<GatewayHttp.Session>> beside) {
    Optional<GatewayHttp.Session> session =
        Waiting.forResult(beside, clock).flatMap(found -> found);
    try (var http = new GatewayHttp(clock, session, entrance)) {
      http.ask(requests.webSocket())
          .ifPresent(
              answer ->
                  log.add(
                      answers(answer).webSocket(OUT + " with an upgrade", requests, answer.met())));
      http.ask(requests.rpc())
          .ifPresent(
              answer ->
                  log.add(
                      answers(answer)
                          .transport("rpc", GatewayRequests.RPC_OUT + " /rpc", answer.met())));
      services(http);
    }
    return true;
  }

  private void services(GatewayHttp http) {
    for (GatewayServices service : GatewayServices.values()) {
      http.ask(requests.get(service.path()))
          .flatMap(answer -> service.read(answer.met(), answer.peer(), requests.authority()))
          .ifPresent(log::add);
    }
  }
}
