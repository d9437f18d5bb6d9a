package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.rdpdoctor.dialogue.HttpDialogue;
import org.rdpdoctor.dialogue.HttpMet;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.http.HttpRequest;

/// One HTTP request after another, on one connection as long as the gateway keeps it, and then on a
/// new one.
final class GatewayHttp implements AutoCloseable {
  /// A web server may have to start the application behind an address.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Clock clock;
  private final Supplier<Optional<Session>> entrance;
  private Optional<Session> session;
  private boolean used;

  /// @param first a connection that is open already
  /// @param entrance opens another one
  GatewayHttp(Clock clock, Optional<Session> first, Supplier<Optional<Session>> entrance) {
    this.clock = clock;
    this.session = first;
    this.entrance = entrance;
  }

  /// TLS on a connection to the gateway.
  ///
  /// @param done gives the connection back
  record Session(Peer peer, TlsTunnel tunnel, Runnable done) {
    void end() {
      tunnel.close();
      done.run();
    }
  }

  /// @param alert the one with which TLS ended instead of an answer
  record Answer(Peer peer, HttpMet met, Optional<Integer> alert) {}

  /// What a request meets; nothing if there was no connection for it.
  Optional<Answer> ask(HttpRequest request) {
    return ask(request, Bytes.EMPTY);
  }

  Optional<Answer> ask(HttpRequest request, Bytes body) {
    boolean kept = used && session.isPresent();
    Optional<Answer> answer = askOnce(request, body);
    boolean forgotten =
        kept
            && answer
                .filter(each -> each.met() instanceof HttpMet.Ended ended && !ended.begun())
                .isPresent();
    return forgotten ? askOnce(request, body) : answer;
  }

  private Optional<Answer> askOnce(HttpRequest request, Bytes body) {
    if (session.isEmpty()) {
      session = clock.isOver() ? Optional.empty() : entrance.get();
      used = false;
    }
    if (session.isEmpty()) {
      return Optional.empty();
    }
    Session open = session.get();
    var dialogue = new HttpDialogue(request, body, clock.atMost(PATIENCE));
    open.tunnel().hold(dialogue);
    used = true;
    HttpMet met = dialogue.met().orElseThrow();
    var answer = new Answer(open.peer(), met, open.tunnel().alertReceived());
    if (!(met instanceof HttpMet.Answered answered) || !answered.whole()) {
      close();
    }
    return wasCutShort(met) ? Optional.empty() : Optional.of(answer);
  }

  /// The run ended before a silence could mean anything.
  private static boolean wasCutShort(HttpMet met) {
    return met instanceof HttpMet.Silent silent
        && silent.elapsed().compareTo(Waiting.LEAST_SILENCE) < 0;
  }

  @Override
  public void close() {
    session.ifPresent(Session::end);
    session = Optional.empty();
  }
}
