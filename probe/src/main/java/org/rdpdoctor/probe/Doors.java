package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostAlive;
import org.rdpdoctor.facts.RouteFact.HostUnreachable;
import org.rdpdoctor.facts.RouteFact.NetworkUnreachable;
import org.rdpdoctor.facts.RouteFact.RouteMissing;
import org.rdpdoctor.facts.TcpFact.AddressesVaried;
import org.rdpdoctor.facts.TcpFact.ConnectProhibited;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;

/// The TCP rung: every address of the name is tried, and where none opens, why not.
final class Doors {
  /// Three SYNs on every system: at 0, 1 and 3 seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(7);

  private static final Duration SHORT_PATIENCE = Duration.ofMillis(1300);

  private static final int MOST_AT_ONCE = 8;

  /// After as long without any answer, further addresses are tried beside the silent ones.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Whoever does not answer in less may still be on the way.
  private static final Duration LEAST_SILENCE = Duration.ofMillis(300);

  /// What is kept back of the run's time for the rungs above.
  private static final Duration RESERVE = Duration.ofMillis(1500);

  private final Clock clock;
  private final Gate gate;
  private final Log log;
  private final ExecutorService threads;
  private final int port;
  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final SignsOfLife life;
  private final boolean forRdp;
  private final Deque<InetAddress> untried = new ArrayDeque<>();
  private final List<InetAddress> waiting = new ArrayList<>();
  private final List<InetAddress> closed = new ArrayList<>();
  private Optional<Door> opened = Optional.empty();
  private Optional<String> firstTried = Optional.empty();
  private Duration knocked = Duration.ZERO;
  private int room = MOST_AT_ONCE;

  Doors(Clock clock, Gate gate, Log log, ExecutorService threads, int port) {
    this(clock, gate, log, threads, port, true);
  }

  /// @param forRdp whether RDP is looked for on other ports where this one is closed
  Doors(Clock clock, Gate gate, Log log, ExecutorService threads, int port, boolean forRdp) {
    this.forRdp = forRdp;
    this.clock = clock;
    this.gate = gate;
    this.log = log;
    this.threads = threads;
    this.port = port;
    this.life = new SignsOfLife(clock, gate, threads, port);
  }

  /// A host whose port opened, with the connection that showed it, still unused.
  ///
  /// @param host as [Way.Call] has it
  /// @param before what earlier connections to it met
  record Door(String host, Connection line, List<Attempt> before) {}

  private record Result(InetAddress address, Optional<Opening> opening) {}

  Optional<String> firstTried() {
    return firstTried;
  }

  /// Tries the addresses, as many at once as is gentle, and goes on with the first that opens;
  /// [#collect] tells later what became of the others.
  Optional<Door> knock(List<InetAddress> addresses) {
    firstTried = Optional.of(addresses.getFirst().getHostAddress());
    knocked = clock.now();
    untried.addAll(addresses);
    while (!waiting.isEmpty() || !untried.isEmpty()) {
      knockOnMore();
      Optional<Result> result = next(untried.isEmpty() ? clock.left() : clock.atMost(PAUSE));
      if (result.isEmpty() && !untried.isEmpty() && !clock.isOver()) {
        room += MOST_AT_ONCE; // those that were tried are in no hurry to answer
      } else if (result.isEmpty()) {
        waiting.forEach(this::unanswered);
        waiting.clear();
        break;
      }
      Optional<Door> door = result.flatMap(this::take);
      if (door.isPresent()) {
        opened = door;
        return door;
      }
    }
    return lookCloser(addresses.getFirst());
  }

  /// One connection to each address harms none of them, and what the rungs above need must not be
  /// used up by a name with many: so all but the first are granted beyond the budget.
  private void knockOnMore() {
    while (waiting.size() < room && !untried.isEmpty()) {
      InetAddress address = untried.removeFirst();
      if (!waiting.isEmpty() || !closed.isEmpty()) {
        gate.grant();
      }
      waiting.add(address);
      threads.execute(
          () ->
              results.add(
                  new Result(address, gate.open(address.getHostAddress(), port, patience()))));
    }
  }

  /// Waits a moment for the addresses that have not answered yet, and compares.
  void collect() {
    while (!waiting.isEmpty()) {
      Optional<Result> result =
          next(clock.atMost(SHORT_PATIENCE.minus(clock.now().minus(knocked))));
      if (result.isEmpty()) {
        waiting.forEach(this::unanswered);
        waiting.clear();
      } else {
        take(result.get()).ifPresent(door -> gate.done(door.line()));
      }
    }
    opened.ifPresent(door -> closed.forEach(dead -> log.add(varied(door, dead))));
  }

  private Optional<Result> next(Duration patience) {
    try {
      return Optional.ofNullable(
          results.poll(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<Door> take(Result result) {
    waiting.remove(result.address());
    return switch (result.opening().orElse(null)) {
      case Opening.Opened(Connection line, Observation fact) -> {
        log.add(fact);
        yield Optional.of(new Door(result.address().getHostAddress(), line, List.of()));
      }
      case Opening.NotOpened(Observation fact) -> {
        closed.add(result.address());
        log.add(
            fact instanceof HostUnreachable || fact instanceof NetworkUnreachable
                ? prohibitedOrUnreachable(result.address(), fact)
                : fact);
        yield Optional.empty();
      }
      case null -> Optional.empty(); // neither time nor budget was left to try it
    };
  }

  private void unanswered(InetAddress address) {
    Duration waited = clock.now().minus(knocked);
    if (waited.compareTo(LEAST_SILENCE) < 0) {
      return; // too short to say anything
    }
    closed.add(address);
    log.add(
        new ConnectUnanswered(
            address.getHostAddress(),
            port,
            waited,
            Evidence.of(
                "a SYN to " + Addresses.withPort(address.getHostAddress(), port),
                "nothing for " + Gate.ms(waited),
                clock.now())));
  }

  private Duration patience() {
    Duration most = clock.allBut(RESERVE);
    return most.compareTo(PATIENCE) < 0 ? most : PATIENCE;
  }

  private Observation varied(Door working, InetAddress dead) {
    String how =
        log.seen().stream()
            .filter(fact -> speaksOf(fact, dead.getHostAddress()))
            .map(fact -> fact.evidence().heard())
            .findFirst()
            .orElse("no answer in time");
    return new AddressesVaried(
        working.host(),
        dead.getHostAddress(),
        Addresses.family(dead),
        how,
        Evidence.of(
            "a SYN to each address",
            working.host() + " answered, " + dead.getHostAddress() + ": " + how,
            clock.now()));
  }

  private static boolean speaksOf(Observation fact, String host) {
    return switch (fact) {
      case ConnectRefused f -> f.address().equals(host);
      case ConnectUnanswered f -> f.address().equals(host);
      case ConnectProhibited f -> f.address().equals(host);
      case HostUnreachable f -> f.address().equals(host);
      case NetworkUnreachable f -> f.address().equals(host);
      case RouteMissing f -> f.address().equals(host);
      default -> false;
    };
  }

  /// The system reports several ICMP kinds alike; another port of the same host tells them apart.
  private Observation prohibitedOrUnreachable(InetAddress address, Observation unreachable) {
    Optional<String> sign = life.signOf(address);
    if (sign.isEmpty()) {
      return unreachable;
    }
    log.add(life.seen(address, sign.get()));
    return new ConnectProhibited(
        address.getHostAddress(),
        port,
        "ICMP says unreachable for this port, while the host answers elsewhere",
        unreachable.evidence());
  }

  /// Nothing opened: asks what else can be learnt of the first address.
  private Optional<Door> lookCloser(InetAddress address) {
    String host = address.getHostAddress();
    Optional<ConnectRefused> refused =
        log.all(ConnectRefused.class).stream().filter(f -> speaksOf(f, host)).findFirst();
    boolean unanswered = log.all(ConnectUnanswered.class).stream().anyMatch(f -> speaksOf(f, host));
    if (refused.isPresent()) {
      log.add(life.seen(address, "a refusal on port " + port));
      Optional<Door> second = tryAgain(address, refused.get());
      if (second.isPresent()) {
        return second;
      }
      lookElsewhere(address);
    } else if (unanswered) {
      Duration began = clock.now();
      Optional<String> sign = life.signOf(address);
      sign.ifPresent(how -> log.add(life.seen(address, how)));
      if (sign.isEmpty() && clock.now().minus(began).compareTo(LEAST_SILENCE) >= 0) {
        log.add(life.missed(address));
      }
      if (log.has(HostAlive.class)) {
        lookElsewhere(address);
      }
    }
    return Optional.empty();
  }

  private void lookElsewhere(InetAddress address) {
    if (forRdp) {
      new Elsewhere(clock, gate, log, port).lookOnOtherPorts(address, threads);
    }
  }

  /// A refusal may be one of several moods; two more attempts show whether it is the only one.
  private Optional<Door> tryAgain(InetAddress address, ConnectRefused refused) {
    var before = new ArrayList<Attempt>();
    before.add(Attempt.notOpened(refused));
    for (int attempt = 1; attempt <= 2; attempt++) {
      Optional<Opening> opening = gate.open(address.getHostAddress(), port, SHORT_PATIENCE);
      if (opening.isEmpty()) {
        return Optional.empty();
      }
      log.add(opening.get().fact());
      if (opening.get() instanceof Opening.Opened(Connection line, _)) {
        return Optional.of(new Door(address.getHostAddress(), line, List.copyOf(before)));
      }
      before.add(Attempt.notOpened(opening.get().fact()));
    }
    return Optional.empty();
  }
}
