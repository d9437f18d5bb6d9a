package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.rdpdoctor.dialogue.Comparison;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.wire.x224.Protocols;

/// The same server by another way: what the user's own client would meet there, so that what is
/// between here and there shows by the difference.
///
/// Nothing that is seen there is a fact about the target; only what the comparison says is.
final class OtherWay {
  /// Connections to the other address, at most.
  private static final int MOST = 3;

  private final ClimbOptions options;
  private final InetAddress address;
  private final int port;
  private final Clock clock;
  private final ExecutorService threads;
  private final Log log = new Log(_ -> {});
  private final Asking asking;
  private final Certificates certificates;
  private final Handshakes handshakes;
  private final Tunnels tunnels;
  private Optional<Future<Comparison.Side>> climbing = Optional.empty();

  OtherWay(
      Target target,
      ClimbOptions.OtherAddress other,
      ClimbOptions options,
      World world,
      Clock clock,
      Gate gate,
      ExecutorService threads) {
    this.options = options;
    this.threads = threads;
    this.address = InetAddress.ofLiteral(other.address());
    this.port = other.port() == 0 ? target.port() : other.port();
    this.clock = clock;
    this.asking =
        new Asking(address.getHostAddress(), port, List.of(), clock, gate, log)
            .routedBy(options.routing().token());
    var nla = new Nla(target, world, clock);
    this.certificates = new Certificates(target, world.wallClock(), nla);
    this.handshakes = new Handshakes(target, options.players(), certificates, clock, asking, log);
    this.tunnels = new Tunnels(target, nla, certificates, clock, asking, log, threads);
  }

  /// Begins to climb there, beside the climb to the target.
  void start() {
    for (int i = 0; i < MOST; i++) {
      asking.grant(); // what is asked there must not be missing here
    }
    climbing = Optional.of(threads.submit(this::climb));
  }

  private Comparison.Side climb() {
    Optional<Protocols> selected =
        asking.askThen(Offer.usual(options.offered()), this::goOn).flatMap(chosen -> chosen);
    if (selected.isPresent() && options.reaches(Layer.TLS)) {
      tunnels.dig(options.offered(), options.reaches(Layer.CREDSSP));
    }
    certificates.read(Optional.empty(), log, clock);
    return new Comparison.Side(log.seen(), handshakes.usualAnswer());
  }

  /// @return what was selected, if there is TLS behind it
  private Optional<Protocols> goOn(Connection line, Optional<Protocols> selected) {
    Optional<Protocols> tls = selected.filter(Protocols::usesTls);
    if (tls.isPresent() && options.reaches(Layer.TLS)) {
      handshakes.usual(line);
    }
    return tls;
  }

  /// @param here what the target showed
  List<Observation> compare(Comparison.Side here) {
    String elsewhere = Addresses.withPort(address.getHostAddress(), port);
    return climbing
        .flatMap(work -> Waiting.forResult(work, clock))
        .filter(there -> !there.facts().isEmpty())
        .map(there -> Comparison.of(elsewhere, here, there, clock.now()))
        .orElse(List.of());
  }
}
