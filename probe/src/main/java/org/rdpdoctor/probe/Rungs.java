package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.x224.Protocols;

/// The rungs above TCP, on one address: first what the user's own client would do, then a map of
/// what else the server takes, and a closer look where something failed.
final class Rungs {
  private static final Duration RESERVE = Duration.ofMillis(2500);

  /// How long the first request waits alone before a closer look begins beside it.
  private static final Duration ALONE = Duration.ofSeconds(3);

  private final Target target;
  private final ClimbOptions options;
  private final World world;
  private final Clock clock;
  private final Gate gate;
  private final Log log;
  private final ExecutorService threads;
  private final Map<Layer, String> untested;
  private Optional<ServerRedirection> redirection = Optional.empty();

  Rungs(
      Target target,
      ClimbOptions options,
      World world,
      Clock clock,
      Gate gate,
      Log log,
      ExecutorService threads,
      Map<Layer, String> untested) {
    this.target = target;
    this.options = options;
    this.world = world;
    this.clock = clock;
    this.gate = gate;
    this.log = log;
    this.threads = threads;
    this.untested = untested;
  }

  /// @return what the server answered to the hello of the user's client
  Optional<ServerHello> climb(Doors.Door door) {
    var asking =
        new Asking(door.host(), target.port(), door.before(), clock, gate, log)
            .routedBy(options.routing().token());
    options.routing().fact(clock).ifPresent(log::add);
    var nla = new Nla(target, world, clock);
    var certificates = new Certificates(target, world.wallClock(), nla);
    var handshakes = new Handshakes(target, options.players(), certificates, clock, asking, log);
    var tunnels = new Tunnels(target, nla, certificates, clock, asking, log, threads);
    var entry = new Entry(target, options, world, certificates, clock, asking, log);
    Future<Boolean> usualHello = first(door.line(), asking, handshakes, tunnels);
    var udp = new UdpAside(options, clock, log, threads);
    if (gate.way().isDirect()) {
      udp.start(InetAddress.ofLiteral(door.host()), target.port());
    }
    Optional<Protocols> carrier = carrier(asking);
    carrier.ifPresent(
        taken ->
            new Mapping(options, clock, asking, handshakes, tunnels, entry, log, threads, untested)
                .map(taken, usualHello));
    Waiting.forResult(usualHello, clock);
    new Throttling(asking, clock, log).lookBack();
    if (gate.way().isDirect()) {
      new MoreConnects(clock, gate, log, threads).make(door.host(), target.port());
    }
    certificates.read(options.pin(), log, clock);
    carrier.ifPresent(
        taken ->
            new LogonRung(target, options, world, clock, nla, certificates, entry, log, untested)
                .climb(asking, gate, taken));
    udp.collect();
    redirection = entry.redirection();
    return handshakes.usualAnswer();
  }

  /// Where the server sent the client, if it did.
  Optional<ServerRedirection> redirection() {
    return redirection;
  }

  /// What the user's own client would meet, and a closer look where that is no answer.
  ///
  /// @return done when the TLS handshake that may follow the answer is over
  private Future<Boolean> first(
      Connection line, Asking asking, Handshakes handshakes, Tunnels tunnels) {
    Offer usual = Offer.usual(options.offered());
    var answered = new CompletableFuture<Boolean>();
    Future<Boolean> ended =
        threads.submit(() -> ask(line, usual, asking, handshakes, () -> answered.complete(true)));
    boolean soon =
        Waiting.forResult(answered, clock.until(clock.now().plus(alone())), Waiting.Late.GOES_ON)
            .isPresent();
    if (!log.hasAnswerToUsual()) {
      new SecondLook(asking, tunnels, clock, log, threads, usual).take(soon);
    }
    Waiting.forResult(answered, clock);
    return ended;
  }

  private Duration alone() {
    Duration third = clock.left().dividedBy(3);
    return third.compareTo(ALONE) < 0 ? third : ALONE;
  }

  /// Runs on a thread of its own, for as long as the server takes.
  ///
  /// @param answered called when nothing more comes to the request
  private Boolean ask(
      Connection line, Offer usual, Asking asking, Handshakes handshakes, Runnable answered) {
    try {
      Optional<Protocols> selected = asking.request(line, usual, clock.allBut(RESERVE));
      answered.run();
      selected
          .filter(Protocols::usesTls)
          .filter(_ -> options.reaches(Layer.TLS))
          .ifPresent(_ -> handshakes.usual(line));
      return true;
    } finally {
      answered.run(); // whatever happened
      gate.done(line);
    }
  }

  /// The protocols that the rungs above can be climbed with: what the user's client offers, or what
  /// the server takes where it refuses that; nothing if it takes none.
  private Optional<Protocols> carrier(Asking asking) {
    if (log.tookUsual()) {
      return Optional.of(options.offered());
    }
    if (!log.hasAnswerToUsual()) {
      return Optional.empty();
    }
    for (Protocols alone : List.of(Protocols.SSL, Protocols.HYBRID, Protocols.RDP)) {
      if (!alone.equals(options.offered()) && asking.ask(Offer.mapping(alone)).isPresent()) {
        return Optional.of(alone);
      }
    }
    return Optional.empty();
  }
}
