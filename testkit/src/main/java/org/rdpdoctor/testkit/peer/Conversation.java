package org.rdpdoctor.testkit.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.rdpdoctor.testkit.certificate.Identity;
import org.rdpdoctor.testkit.script.Answer;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.Welcome;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.x224.ConnectionConfirm;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// One connection, from its first byte to its end, as the script wants it.
///
/// @param identity asked for once, when TLS begins
record Conversation(Line line, Script script, Supplier<Identity> identity, int number) {
  private static final List<Protocols> STRONGEST_FIRST =
      List.of(Protocols.HYBRID_EX, Protocols.HYBRID, Protocols.SSL);
  private static final ResponseFlags FLAGS =
      new ResponseFlags(
          ResponseFlags.EXTENDED_CLIENT_DATA_SUPPORTED
              | ResponseFlags.RESTRICTED_ADMIN_MODE_SUPPORTED);
  private static final int HANDSHAKE = 22;
  private static final Duration ACCEPTED = Duration.ofMillis(20);

  /// What a served client asked for, and got.
  private record Agreed(ConnectionRequest request, Protocols selected) {}

  void hold() throws IOException, DecodeException, InterruptedException {
    welcome(script.welcome());
  }

  private void welcome(Welcome welcome) throws IOException, DecodeException, InterruptedException {
    switch (welcome) {
      case Welcome.Wait() -> serve();
      case Welcome.Leave(Ending ending) -> {
        // Without a moment's pause some clients would see a refused connect instead.
        Thread.sleep(ACCEPTED);
        line.leave(ending);
      }
      case Welcome.Trickle(Bytes bytes, Duration pause) -> {
        while (true) {
          trickle(bytes, pause);
        }
      }
      case Welcome.Flood(Bytes chunk) -> {
        while (true) {
          line.say(chunk);
        }
      }
      case Welcome.Foreign(Bytes banner, var reactions) -> foreign(banner, reactions);
      case Welcome.TlsFirst(Bytes onPlain, Bytes content) -> tlsFirst(onPlain, content);
      case Welcome.Alternating(Welcome odd, Welcome even) -> welcome(number % 2 == 1 ? odd : even);
      case Welcome.Limited(int served, Welcome first, Welcome later) ->
          welcome(number <= served ? first : later);
    }
  }

  private void foreign(Bytes banner, List<Welcome.Reaction> reactions) throws IOException {
    line.say(banner);
    Bytes heard = line.hear();
    Optional<Welcome.Reaction> reaction =
        reactions.stream().filter(each -> heard.startsWith(each.prefix())).findFirst();
    if (reaction.isPresent() && !heard.isEmpty()) {
      line.say(reaction.get().reply());
      line.leave(reaction.get().ending());
    } else {
      line.leave(Ending.CLOSE);
    }
  }

  private void tlsFirst(Bytes onPlain, Bytes content) throws IOException, DecodeException {
    Bytes first = line.take(1);
    if (first.isEmpty() || first.at(0) != HANDSHAKE) {
      line.say(onPlain);
      line.leave(Ending.CLOSE);
      return;
    }
    Optional<TlsStage.Session> tls = new TlsStage(again(first), identity.get()).act(script.tls());
    if (tls.isPresent()) {
      tls.get().line().hear();
      tls.get().line().say(content);
      line.leave(Ending.CLOSE);
    }
  }

  private void serve() throws IOException, DecodeException, InterruptedException {
    Bytes first = line.take(1);
    if (first.isEmpty()) {
      line.leave(Ending.CLOSE);
      return;
    }
    if (first.at(0) == HANDSHAKE
        && script.answer() instanceof Answer.Negotiate terms
        && terms.accepted().usesCredSsp()) {
      serveDirectly(first);
      return;
    }
    Bytes packet = again(first).packet();
    Optional<Agreed> agreed = answer(script.answer(), packet);
    if (agreed.isEmpty()) {
      return;
    }
    line.reached(Stage.NEGOTIATED);
    Protocols selected = agreed.get().selected;
    ConnectionRequest request = agreed.get().request;
    if (!selected.usesTls()) {
      SessionStage.standardSecurity(line, script.session(), request).act();
      return;
    }
    Identity own = identity.get();
    Optional<TlsStage.Session> tls = new TlsStage(line, own).act(script.tls());
    if (tls.isEmpty()) {
      return;
    }
    line.reached(Stage.TLS);
    if (selected.usesCredSsp()) {
      if (!new CredSspStage(tls.get(), own).act(script.credSsp(), selected)) {
        return;
      }
      line.reached(Stage.CREDSSP);
    }
    SessionStage.insideTls(tls.get().line(), script.session(), request).act();
  }

  /// A client that begins with TLS at once, then CredSSP, then X.224, as Windows servers let it
  /// (MS-RDPBCGR 5.4.2.2); scanners do, to see the certificate.
  private void serveDirectly(Bytes first) throws IOException, DecodeException {
    Identity own = identity.get();
    Optional<TlsStage.Session> tls = new TlsStage(again(first), own).act(script.tls());
    if (tls.isEmpty()
        || !new CredSspStage(tls.get(), own).act(script.credSsp(), Protocols.HYBRID)) {
      return;
    }
    Line inner = tls.get().line();
    var request = ConnectionRequest.decode(inner.packet());
    inner.say(new ConnectionConfirm.NegotiationResponse(FLAGS, Protocols.HYBRID).encode());
    SessionStage.insideTls(inner, script.session(), request).act();
  }

  /// The line, as if `first` were still to be read.
  private Line again(Bytes first) {
    return line.through(
        new SequenceInputStream(new ByteArrayInputStream(first.toArray()), line.in()), line.out());
  }

  private Optional<Agreed> answer(Answer answer, Bytes packet)
      throws IOException, InterruptedException {
    ConnectionRequest request;
    try {
      request = ConnectionRequest.decode(packet);
    } catch (DecodeException e) {
      return end(
          switch (answer) {
            case Answer.Recognising(_, Ending onOther) -> onOther;
            // One that is at odds with everything, whatever it is told.
            case Answer.Say(_, Ending ending) -> ending;
            // Not RDP: servers close, whatever their terms are.
            case Answer.Negotiate _,
                Answer.Insist _,
                Answer.WithoutNegotiation _,
                Answer.Trickle _,
                Answer.Late _,
                Answer.CookieSensitive _ ->
                Ending.CLOSE;
          });
    }
    return switch (answer) {
      case Answer.Negotiate terms -> negotiate(terms, request);
      case Answer.Insist(Protocols selected) -> confirm(request, selected);
      case Answer.WithoutNegotiation() -> {
        line.say(new ConnectionConfirm.WithoutNegotiation().encode());
        yield Optional.of(new Agreed(request, Protocols.RDP));
      }
      case Answer.Say(Bytes bytes, Ending ending) -> {
        line.say(bytes);
        yield end(ending);
      }
      case Answer.Trickle(Bytes bytes, Duration pause) -> {
        trickle(bytes, pause);
        yield end(Ending.SILENCE);
      }
      case Answer.Late(Duration delay, Answer then) -> {
        Thread.sleep(delay);
        yield answer(then, packet);
      }
      case Answer.CookieSensitive(Answer withCookie, Answer withoutCookie) ->
          answer(hasCookie(request) ? withCookie : withoutCookie, packet);
      case Answer.Recognising(Ending onRequest, _) -> end(onRequest);
    };
  }

  private Optional<Agreed> negotiate(Answer.Negotiate terms, ConnectionRequest request)
      throws IOException {
    if (request.negotiation().isEmpty() && terms.rdpToo()) {
      line.say(new ConnectionConfirm.WithoutNegotiation().encode());
      return Optional.of(new Agreed(request, Protocols.RDP));
    }
    Protocols offered = offered(request);
    Optional<Protocols> best =
        STRONGEST_FIRST.stream()
            .filter(each -> offered.includes(each) && terms.accepted().includes(each))
            .findFirst();
    if (best.isPresent()) {
      return confirm(request, best.get());
    }
    // Where standard RDP security is taken, it is taken as a fallback only by those who offer
    // nothing else, or when the server has nothing else.
    if (terms.rdpToo() && !offered.usesTls()) {
      return confirm(request, Protocols.RDP);
    }
    NegotiationFailureCode failure = terms.failure();
    line.say(new ConnectionConfirm.NegotiationFailure(failure).encode());
    return end(Ending.CLOSE);
  }

  private static Protocols offered(ConnectionRequest request) {
    return request
        .negotiation()
        .map(ConnectionRequest.Negotiation::requestedProtocols)
        .orElse(Protocols.RDP);
  }

  private Optional<Agreed> confirm(ConnectionRequest request, Protocols selected)
      throws IOException {
    line.say(new ConnectionConfirm.NegotiationResponse(FLAGS, selected).encode());
    return Optional.of(new Agreed(request, selected));
  }

  private Optional<Agreed> end(Ending ending) throws IOException {
    line.leave(ending);
    return Optional.empty();
  }

  private void trickle(Bytes bytes, Duration pause) throws IOException, InterruptedException {
    for (int at = 0; at < bytes.size(); at++) {
      Thread.sleep(pause);
      line.say(bytes.slice(at, at + 1));
    }
  }

  private static boolean hasCookie(ConnectionRequest request) {
    return request.routing().isPresent();
  }
}
