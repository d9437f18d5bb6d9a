package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.rdpdoctor.dialogue.ClientForm;
import org.rdpdoctor.dialogue.Hello;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.dialogue.TlsHelloDialogue;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.x224.Protocols;

/// The TLS rung: hellos that only look, as far as answers to them stand in plain text.
final class Handshakes {
  /// Longer than any server needs that is not in trouble.
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(4);

  private static final Duration HELLO_PATIENCE = Duration.ofMillis(2200);

  /// The smallest receive buffer that systems grant; Linux announces half of it as window.
  static final int NARROW_BUFFER = 1024;

  private final Target target;
  private final Players players;
  private final Certificates certificates;
  private final Clock clock;
  private final Asking asking;
  private final Log log;
  private volatile Optional<ServerHello> usualAnswer = Optional.empty();

  Handshakes(
      Target target,
      Players players,
      Certificates certificates,
      Clock clock,
      Asking asking,
      Log log) {
    this.target = target;
    this.players = players;
    this.certificates = certificates;
    this.clock = clock;
    this.asking = asking;
    this.log = log;
  }

  /// What the server answered to the hello of the user's client.
  Optional<ServerHello> usualAnswer() {
    return usualAnswer;
  }

  Hello helloOf(BiFunction<Hello.Seed, String, Hello> form) {
    return form.apply(Seeds.fresh(), target.host());
  }

  /// The hello of the user's client, under the name that it always has.
  Hello usualHello() {
    return players
        .played()
        .map(client -> helloOf((seed, host) -> Hello.of(client, "usual", seed, host)))
        .orElseGet(() -> helloOf(Hello::usual));
  }

  Hello helloOf(ClientForm client) {
    return helloOf((seed, host) -> Hello.of(client, client.hello(), seed, host));
  }

  /// The hello of the user's client, on a line that is past negotiation.
  void usual(Connection line) {
    Duration most = clock.allBut(HELLO_PATIENCE.multipliedBy(2));
    say(line, usualHello(), most.compareTo(USUAL_PATIENCE) < 0 ? most : USUAL_PATIENCE);
  }

  /// One hello on a connection of its own.
  ///
  /// @return false if the server did not get as far as TLS
  boolean hello(Protocols carrier, Hello hello) {
    return hello(carrier, hello, () -> {});
  }

  /// @param turn called when everything is ready for the hello; returns when it may be said
  boolean hello(Protocols carrier, Hello hello, Runnable turn) {
    return asking
        .askThen(
            Offer.mapping(carrier),
            hello.name().equals(Hello.NARROW) ? NARROW_BUFFER : 0,
            (line, selected) -> {
              boolean tls = selected.map(Protocols::usesTls).orElse(false);
              if (tls) {
                turn.run();
                say(line, hello, patience());
              }
              return tls;
            })
        .orElse(false);
  }

  /// Longer where answers have been slow.
  private Duration patience() {
    Duration slowest =
        log.all(ServerHelloReceived.class).stream()
            .map(ServerHelloReceived::elapsed)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    Duration slow = slowest.multipliedBy(2);
    return slow.compareTo(HELLO_PATIENCE) > 0 ? slow : HELLO_PATIENCE;
  }

  private void say(Connection line, Hello hello, Duration patience) {
    Peer peer = asking.peer(line);
    var dialogue = new TlsHelloDialogue(peer, hello, clock.atMost(patience));
    List<Observation> seen = line.hold(dialogue);
    log.addAll(seen);
    if (seen.stream()
        .anyMatch(f -> f instanceof HandshakeStalled stalled && stalled.stage().equals("hello"))) {
      asking.unacknowledged(line, "ClientHello " + hello.name());
    }
    if (seen.stream().anyMatch(HandshakeStalled.class::isInstance)) {
      asking.torn(line, hello.name());
    }
    if (hello.name().equals("usual")) {
      usualAnswer = dialogue.answer().or(() -> usualAnswer);
    }
    certificates.remember(peer, dialogue.chain());
  }
}
