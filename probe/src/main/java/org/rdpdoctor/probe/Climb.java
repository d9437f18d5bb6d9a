package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.rdpdoctor.dialogue.Comparison;
import org.rdpdoctor.dialogue.Summary;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NameFact.NameLeftToOthers;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.tls.ServerHello;

/// One climb up the ladder against a live server, without a password and without harm.
///
/// The order is a client's: name, TCP, negotiation, TLS, CredSSP up to the challenge. What does not
/// depend on each other runs side by side; what fails is looked at more closely; everything ends
/// when the time is over.
public final class Climb {
  private static final int AT_ONCE = 3;

  private static final int MORE_ON_SLOW_PATHS = 4;

  /// One desktop's RDP server is known to hang for good when connections follow each other within
  /// milliseconds; a pause like that between two clicks of a person never hurts.
  private static final Duration SPACING = Duration.ofMillis(60);

  /// Not virtual ones: what waits for their sockets stays behind in a system call, and the machine
  /// takes 300 ms to end with a thread in one.
  private static final ThreadFactory THREADS =
      Thread.ofPlatform().daemon().name("climb-", 1).factory();

  /// Why a rung was not tried at an address that [Routing] does not allow.
  public static final String NOT_ALLOWED =
      "the address means something else on each machine, and a server named it";

  private final Target target;
  private final ClimbOptions options;
  private final World world;
  private final Log log;
  private final Clock clock;
  private final Map<Layer, String> untested = new EnumMap<>(Layer.class);
  private Optional<ServerRedirection> redirection = Optional.empty();
  private int openedBefore;

  private Climb(Target target, ClimbOptions options, World world, Consumer<Observation> listener) {
    this.target = target;
    this.options = options;
    this.world = world;
    this.log = new Log(listener);
    this.clock = new Clock(System.nanoTime(), options.timeout());
  }

  /// Climbs until the last rung that `options` wants, the first that cannot be passed, or the end
  /// of the time. Whatever the peer does ends in facts.
  ///
  /// @param world what is known beside the peer
  /// @param listener told of each fact as it is seen
  public static Ascent of(
      Target target, ClimbOptions options, World world, Consumer<Observation> listener) {
    return new Climb(target, options, world, listener).climb();
  }

  private Ascent climb() {
    SocketCalls.prepare();
    var threads = Executors.newThreadPerTaskExecutor(THREADS);
    var gate = new Gate(clock, log, options.budget(), AT_ONCE, MORE_ON_SLOW_PATHS, SPACING);
    gate.logSecretsTo(options.secrets());
    options
        .itinerary()
        .via()
        .map(via -> Way.of(via, clock, log, options.secrets(), threads))
        .ifPresent(gate::leadThrough);
    Optional<String> used = Optional.empty();
    List<InetAddress> addresses = List.of();
    if (options.reaches(Layer.TLS)) {
      threads.execute(TlsTunnel::prepare);
    }
    try {
      Optional<Itinerary.Gateway> gateway = options.itinerary().gateway();
      if (gateway.isPresent() && !passGateway(gateway.get(), gate, threads)) {
        log.end(seen -> Summary.of(seen, options.offered(), clock.now()));
        return ascent(gate, List.of(), Optional.empty());
      }
      if (!gate.way().isDirect()) {
        climbFar(gate, threads);
        log.end(seen -> Summary.of(seen, options.offered(), clock.now()));
        return ascent(gate, List.of(), Optional.empty());
      }
      var resolving = new Resolving(target, clock, log, threads);
      List<InetAddress> found = resolving.addresses();
      addresses = options.routing().allowed(found);
      if (addresses.isEmpty() && !found.isEmpty()) {
        untested.put(Layer.TCP, NOT_ALLOWED);
      }
      if (!addresses.isEmpty() && options.reaches(Layer.TCP)) {
        Optional<OtherWay> other =
            options
                .compared()
                .map(to -> new OtherWay(target, to, options, world, clock, gate, threads));
        other.ifPresent(OtherWay::start);
        var doors = new Doors(clock, gate, log, threads, target.port());
        Optional<Doors.Door> door = doors.knock(addresses);
        used = door.map(Doors.Door::host).or(() -> doors.firstTried());
        Optional<ServerHello> answer = Optional.empty();
        if (door.isPresent() && options.reaches(Layer.NEGOTIATION)) {
          var rungs = new Rungs(target, options, world, clock, gate, log, threads, untested);
          answer = rungs.climb(door.get());
          redirection = rungs.redirection();
        }
        var here = new Comparison.Side(log.seen(), answer);
        other.ifPresent(way -> way.compare(here).forEach(log::add));
        if (door.isEmpty() && target.address().isEmpty()) {
          new Elsewhere(clock, gate, log, target.port())
              .lookAtOtherAddresses(
                  target.host(), addresses, options.routing().allowed(resolving.fromDns()));
        }
        doors.collect();
      }
      resolving.collect();
      UdpAside.note(untested, options, log);
      used.ifPresent(address -> gate.path().tell(address, target.port()));
      log.end(seen -> Summary.of(seen, options.offered(), clock.now()));
    } finally {
      gate.close();
      threads.shutdownNow();
    }
    return ascent(gate, addresses, used);
  }

  private Ascent ascent(Gate gate, List<InetAddress> addresses, Optional<String> used) {
    return new Ascent(
        log.seen(),
        Map.copyOf(untested),
        addresses.stream().map(InetAddress::getHostAddress).toList(),
        used,
        openedBefore + gate.opened(),
        redirection,
        clock.now());
  }

  /// Looks at the gateway that the target is behind.
  ///
  /// @return whether connections go through it from now on, which takes a logon
  private boolean passGateway(Itinerary.Gateway gateway, Gate gate, ExecutorService threads) {
    try (var front = new GatewayFront(gateway, options, world, gate.way(), clock, log, threads)) {
      front.climb();
      openedBefore = front.opened();
    }
    if (gateway.targetless()) {
      return false;
    }
    var passage = new GatewayPassage(gateway, world, gate.way(), clock, log, options.secrets());
    Optional<String> shut = passage.objection();
    if (shut.isEmpty()) {
      gate.leadThrough(passage.way());
      return true;
    }
    for (Layer layer : Layer.values()) {
      if (layer.compareTo(Layer.UDP) <= 0 && options.reaches(layer)) {
        untested.put(layer, shut.get());
      }
    }
    return false;
  }

  /// Through somebody on the way, who looks the name up and connects: what the system knows of the
  /// path ends there.
  private void climbFar(Gate gate, ExecutorService threads) {
    String host = target.address().orElse(target.host());
    log.add(
        new NameLeftToOthers(
            host,
            gate.way().name(),
            Evidence.of("", gate.way().name() + " is told the name as it is", clock.now())));
    untested.put(Layer.UDP, "UDP does not go this way");
    if (!options.reaches(Layer.TCP)) {
      return;
    }
    Optional<Opening> opening = gate.open(host, target.port(), clock.left());
    opening.map(Opening::fact).ifPresent(log::add);
    if (options.reaches(Layer.NEGOTIATION)
        && opening.orElse(null) instanceof Opening.Opened(Connection line, var _)) {
      // a gateway has few connections to give
      ClimbOptions asked = options.itinerary().gateway().isPresent() ? options.unmapped() : options;
      var rungs = new Rungs(target, asked, world, clock, gate, log, threads, untested);
      var _ = rungs.climb(new Doors.Door(host, line, List.of()));
      redirection = rungs.redirection();
    }
  }
}
