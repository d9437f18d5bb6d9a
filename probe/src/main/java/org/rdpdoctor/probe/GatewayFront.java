package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.rdpdoctor.dialogue.GatewayAnswers;
import org.rdpdoctor.dialogue.GatewayRequests;
import org.rdpdoctor.dialogue.GatewaySight;
import org.rdpdoctor.dialogue.GatewayUdpDialogue;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.OtherBytesDialogue;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.wire.Bytes;

/// What a gateway shows to somebody who does not log on: its name, its port, TLS and certificate,
/// what answers there, how it asks for a logon, and by which transports.
///
/// It is met as every server is, and told of in facts of its own.
final class GatewayFront implements AutoCloseable {
  private static final int BUDGET = 12;

  private static final int AT_ONCE = 3;

  private static final Duration SPACING = Duration.ofMillis(60);

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /// Where a gateway listens for datagrams unless it is told otherwise (MS-TSGU 2.1.3).
  private static final int UDP_PORT = 3391;

  private static final Duration PLAIN_PATIENCE = Duration.ofMillis(2500);

  private static final Duration UDP_PAUSE = Duration.ofMillis(600);

  private final Itinerary.Gateway gateway;
  private final ClimbOptions options;
  private final World world;
  private final Clock clock;
  private final Log log;
  private final ExecutorService threads;
  private final Log seen = new Log(_ -> {});
  private final Gate gate;
  private final GatewaySight sight;
  private final Target target;
  private final Certificates certificates;
  private final GatewayTls tls;

  /// @param way how connections to the gateway come about
  GatewayFront(
      Itinerary.Gateway gateway,
      ClimbOptions options,
      World world,
      Way way,
      Clock clock,
      Log log,
      ExecutorService threads) {
    this.gateway = gateway;
    this.options = options;
    this.world = world;
    this.clock = clock;
    this.log = log;
    this.threads = threads;
    this.gate = new Gate(clock, seen, BUDGET, AT_ONCE, SPACING);
    gate.logSecretsTo(options.secrets());
    if (!way.isDirect()) {
      gate.leadThrough(new Lent(way));
    }
    this.sight = new GatewaySight(gateway.host(), gateway.port());
    this.target = new Target(gateway.host(), gateway.host(), gateway.port(), gateway.address());
    this.certificates = new Certificates(target, world.wallClock(), new Nla(target, world, clock));
    this.tls = new GatewayTls(gateway, certificates, clock, log);
  }

  /// A way that others use after this.
  private record Lent(Way way) implements Way {
    @Override
    public Opening open(Call call) {
      return way.open(call);
    }

    @Override
    public String name() {
      return way.name();
    }

    @Override
    public int most() {
      return way.most();
    }

    @Override
    public void close() {
      // its owner does
    }
  }

  /// Looks at everything that shows without a logon.
  void climb() {
    if (gate.way().isDirect()) {
      String url = "https://" + Addresses.withPort(gateway.host(), gateway.port()) + "/";
      log.addAll(SystemProxies.of(System.getenv(), url, clock));
    }
    Optional<Doors.Door> door = gate.way().isDirect() ? knock() : openFar();
    door.ifPresent(this::enter);
  }

  /// Looks only as far as one answer to a GET of `path`.
  void reach(String path) {
    knock().ifPresent(door -> ask(door, path));
  }

  private void ask(Doors.Door door, String path) {
    Peer peer = peer(door.host(), door.line());
    Optional<TlsTunnel> tunnel = tls.shake(door.line(), peer, () -> Bytes.EMPTY);
    if (tunnel.isEmpty()) {
      gate.done(door.line());
      return;
    }
    tellCertificates();
    var session = new GatewayHttp.Session(peer, tunnel.get(), () -> gate.done(door.line()));
    var requests =
        GatewayRequests.of(gateway.host(), gateway.port(), Seeds.bytes(GatewayRequests.SEED));
    try (var http = new GatewayHttp(clock, Optional.of(session), Optional::empty)) {
      http.ask(requests.get(path))
          .ifPresent(
              answer ->
                  log.addAll(
                      new GatewayAnswers(answer.peer(), world.productsOf())
                          .http("GET " + path, answer.met())));
    }
  }

  int opened() {
    return gate.opened();
  }

  private Optional<Doors.Door> knock() {
    var resolving = new Resolving(sought(), clock, seen, threads);
    List<InetAddress> addresses = resolving.addresses();
    if (addresses.isEmpty()) {
      resolving.collect();
    }
    sight.name(seen.seen()).ifPresent(log::add);
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    var doors = new Doors(clock, gate, seen, threads, gateway.port(), false);
    Optional<Doors.Door> door = doors.knock(addresses);
    log.addAll(sight.connects(seen.seen()));
    return door;
  }

  /// An address that was given is gone to without asking anybody for the name.
  private Target sought() {
    return gateway
        .address()
        .map(given -> new Target(given, given, gateway.port(), Optional.empty()))
        .orElse(target);
  }

  private Optional<Doors.Door> openFar() {
    String host = gateway.address().orElse(gateway.host());
    Optional<Opening> opening = gate.open(host, gateway.port(), clock.left());
    opening.map(Opening::fact).ifPresent(seen::add);
    log.addAll(sight.connects(seen.seen()));
    return opening.orElse(null) instanceof Opening.Opened(Connection line, var _)
        ? Optional.of(new Doors.Door(host, line, List.of()))
        : Optional.empty();
  }

  private void enter(Doors.Door door) {
    String host = door.host();
    Peer peer = peer(host, door.line());
    Future<Optional<GatewayHttp.Session>> beside = threads.submit(() -> open(host));
    Optional<Future<Boolean>> udp =
        options.udp() && gate.way().isDirect()
            ? Optional.of(threads.submit(() -> askUdp(host)))
            : Optional.empty();
    Optional<TlsTunnel> tunnel = tls.shake(door.line(), peer, () -> plain(host));
    Future<Boolean> told = threads.submit(this::tellCertificates);
    if (tunnel.isPresent()) {
      var first = new GatewayHttp.Session(peer, tunnel.get(), () -> gate.done(door.line()));
      new GatewayWeb(gateway, world, clock, log, threads, () -> open(host)).ask(first, beside);
    } else {
      Waiting.forResult(beside, clock)
          .flatMap(session -> session)
          .ifPresent(GatewayHttp.Session::end);
      gate.done(door.line());
    }
    Waiting.forResult(told, clock);
    udp.ifPresent(asked -> Waiting.forResult(asked, clock));
    if (tunnel.isPresent() && tls.isDated()) {
      aside(host, tls::tryCurrent);
    }
  }

  private boolean askUdp(String host) {
    var peer = new Peer(host, UDP_PORT, 0);
    var dialogue =
        new GatewayUdpDialogue(
            peer, gateway.host(), UDP_PAUSE, Seeds.bytes(GatewayUdpDialogue.SEED));
    List<Observation> heard = UdpLine.hold(dialogue, InetAddress.ofLiteral(host), UDP_PORT, clock);
    if (!clock.isOver()) {
      log.addAll(heard);
    }
    return true;
  }

  /// What answers a plain HTTP request; nothing if nobody does.
  private Bytes plain(String host) {
    Optional<Opening> opening = gate.open(host, gateway.port(), PATIENCE);
    if (!(opening.orElse(null) instanceof Opening.Opened(Connection line, var _))) {
      return Bytes.EMPTY;
    }
    var dialogue =
        new OtherBytesDialogue(
            peer(host, line), OtherBytesDialogue.Saying.HTTP, clock.atMost(PLAIN_PATIENCE));
    line.hold(dialogue);
    gate.done(line);
    return dialogue.met().orElse(null) instanceof Heard.Data(Bytes bytes, var _)
        ? bytes
        : Bytes.EMPTY;
  }

  /// One more connection with TLS in it.
  private Optional<GatewayHttp.Session> open(String host) {
    Optional<Opening> opening = gate.open(host, gateway.port(), PATIENCE);
    if (!(opening.orElse(null) instanceof Opening.Opened(Connection line, var _))) {
      return Optional.empty();
    }
    Peer peer = peer(host, line);
    Optional<GatewayHttp.Session> session =
        tls.again(line, peer)
            .map(tunnel -> new GatewayHttp.Session(peer, tunnel, () -> gate.done(line)));
    if (session.isEmpty()) {
      gate.done(line);
    }
    return session;
  }

  private Boolean tellCertificates() {
    var read = new Log(_ -> {});
    certificates.read(gateway.pin(), read, clock);
    List<Observation> facts = read.seen();
    boolean shown = facts.stream().anyMatch(CertificatePresented.class::isInstance);
    log.addAll(sight.certificate(facts, shown && Trust.reaches(certificates.first())));
    return shown;
  }

  private Peer peer(String host, Connection line) {
    return new Peer(host, gateway.port(), line.number());
  }

  /// What is asked on a connection of its own.
  private interface Question {
    void ask(Connection line, Peer peer);
  }

  private void aside(String host, Question question) {
    Optional<Opening> opening = gate.open(host, gateway.port(), PATIENCE);
    if (opening.orElse(null) instanceof Opening.Opened(Connection line, var _)) {
      question.ask(line, peer(host, line));
      gate.done(line);
    }
  }

  @Override
  public void close() {
    gate.close();
  }
}
