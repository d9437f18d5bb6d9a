package org.rdpdoctor.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostUnreachable;
import org.rdpdoctor.facts.RouteFact.NetworkUnreachable;
import org.rdpdoctor.facts.RouteFact.RouteMissing;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
import org.rdpdoctor.facts.TcpFact.ConnectFailed;
import org.rdpdoctor.facts.TcpFact.ConnectProhibited;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;

/// Lets connections through to one target: few, spaced, and never many at once.
///
/// Servers with rate limits, ban tools and fragile listeners are common; a check must not be what
/// breaks them. One place decides, so that no rung can forget.
///
/// On a slow path more of them are open at once: they come no faster, and each only waits longer.
final class Gate implements AutoCloseable {
  /// For each such piece of the round trip, one more connection may be open at once.
  private static final Duration SLOW = Duration.ofMillis(50);

  private final Clock clock;
  private final int most;
  private final int mostMore;
  private final Duration spacing;
  private final Map<InetAddress, Room> atOnce = new ConcurrentHashMap<>();
  private final Map<TcpLine, Semaphore> inUse = new ConcurrentHashMap<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final PathQuality path;
  private volatile SecretsLog secrets = SecretsLog.NONE;
  private volatile boolean closed;
  private int left;
  private int opened;
  private Duration lastStart;

  /// A gate that is as narrow on slow paths as on quick ones.
  Gate(Clock clock, Log log, int budget, int most, Duration spacing) {
    this(clock, log, budget, most, 0, spacing);
  }

  /// @param budget how many connections this run may make
  /// @param most how many of them may be open to one host at once, on a quick path
  /// @param mostMore how many more of them on a slow one
  /// @param spacing from the start of one to the start of the next
  Gate(Clock clock, Log log, int budget, int most, int mostMore, Duration spacing) {
    this.clock = clock;
    this.left = budget;
    this.most = most;
    this.mostMore = mostMore;
    this.spacing = spacing;
    this.lastStart = spacing.negated();
    this.path = new PathQuality(clock, log, SynSteps.ofThisSystem());
  }

  /// Has the secrets of all TLS inside its connections logged.
  void logSecretsTo(SecretsLog wanted) {
    secrets = wanted;
  }

  /// What the connects so far say of the path.
  PathQuality path() {
    return path;
  }

  /// How many may be open at once to one host.
  private static final class Room {
    private final Semaphore permits;
    private boolean widened;

    Room(int most) {
      permits = new Semaphore(most, true);
    }

    /// The first acceptance tells how slow the path is.
    synchronized void widen(int more) {
      if (!widened) {
        widened = true;
        permits.release(more);
      }
    }
  }

  /// How many more connections this run may make.
  synchronized int left() {
    return left;
  }

  /// Lets this run make one more connection than it was meant to.
  synchronized void grant() {
    left++;
  }

  synchronized int opened() {
    return opened;
  }

  /// Connects when it is this connection's turn; nothing if the budget or the time is used up.
  Optional<Opening> open(InetAddress address, int port, Duration patience) {
    return open(address, port, patience, 0);
  }

  /// @param receiveBuffer in bytes, so that the peer sends no larger pieces; 0 for the system's own
  Optional<Opening> open(InetAddress address, int port, Duration patience, int receiveBuffer) {
    Room room = atOnce.computeIfAbsent(address, _ -> new Room(most));
    Semaphore permits = room.permits;
    try {
      if (!permits.tryAcquire(clock.left().toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    Optional<Opening> opening = Optional.empty();
    try {
      opening =
          waitForTurn()
              .map(number -> connect(address, port, clock.atMost(patience), receiveBuffer, number));
      if (opening.isPresent() && opening.get() instanceof Opening.Opened(TcpLine line, var fact)) {
        inUse.put(line, permits);
        widen(room, line, fact);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      if (opening.isEmpty() || opening.get() instanceof Opening.NotOpened) {
        permits.release();
      }
    }
    return opening;
  }

  private void widen(Room room, TcpLine line, Observation opened) {
    if (opened instanceof Connected connected) {
      room.widen(more(path.roundTrip(line, connected.elapsed()), mostMore));
    }
  }

  /// How many more may be open at once over such a round trip.
  static int more(Duration roundTrip, int most) {
    return (int) Math.min(roundTrip.dividedBy(SLOW), most);
  }

  /// Lets the next connection start, while this one stays open, unused, until the run ends.
  void linger(TcpLine line) {
    Semaphore permits = inUse.remove(line);
    if (permits != null) {
      permits.release();
    }
  }

  /// Ends a connection and lets the next one start. Without effect the second time.
  void done(TcpLine line) {
    path.ending(line);
    line.close();
    sockets.remove(line.socket());
    Semaphore permits = inUse.remove(line);
    if (permits != null) {
      permits.release();
    }
  }

  /// One connection beyond the budget, for what the user has asked for by name.
  synchronized void allowOneMore() {
    left++;
  }

  private Optional<Integer> waitForTurn() throws InterruptedException {
    Duration start;
    int number;
    synchronized (this) {
      if (left <= 0 || clock.isOver()) {
        return Optional.empty();
      }
      left--;
      number = ++opened;
      Duration earliest = lastStart.plus(spacing);
      start = earliest.compareTo(clock.now()) > 0 ? earliest : clock.now();
      lastStart = start;
    }
    Duration pause = start.minus(clock.now());
    if (pause.isPositive()) {
      Thread.sleep(clock.atMost(pause));
    }
    return Optional.of(number);
  }

  private Opening connect(
      InetAddress address, int port, Duration patience, int receiveBuffer, int number) {
    var socket = new Socket();
    sockets.add(socket);
    Duration began = clock.now();
    String host = address.getHostAddress();
    PathQuality.Trial trial = path.begin(host, port, patience, receiveBuffer > 0);
    try {
      if (closed) {
        throw new SocketException("the run is over");
      }
      socket.setTcpNoDelay(true);
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.connect(new InetSocketAddress(address, port), (int) Math.max(1, patience.toMillis()));
      Duration elapsed = clock.now().minus(began);
      var fact =
          new Connected(
              host, port, elapsed, evidence(number, host, port, "SYN-ACK after " + ms(elapsed)));
      var line = new TcpLine(socket, clock, number, secrets);
      trial.connected(fact, line);
      return new Opening.Opened(line, fact);
    } catch (IOException e) {
      close(socket);
      sockets.remove(socket);
      Observation fact = explain(e, host, port, number, began);
      trial.notConnected(fact);
      return new Opening.NotOpened(fact);
    }
  }

  private Observation explain(IOException e, String host, int port, int number, Duration began) {
    Duration elapsed = clock.now().minus(began);
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (e instanceof SocketTimeoutException || lower.contains("timed out") || clock.isOver()) {
      return new ConnectUnanswered(
          host, port, elapsed, evidence(number, host, port, "nothing for " + ms(elapsed)));
    }
    if (lower.contains("permission denied") || lower.contains("operation not permitted")) {
      // what Linux makes of the prohibitions of ICMPv6, and Windows of its own firewall's
      String reason = "the system, or ICMP, says “" + message + "”";
      return new ConnectProhibited(host, port, reason, evidence(number, host, port, message));
    }
    if (lower.contains("protocol family unavailable") || lower.contains("family not supported")) {
      return new RouteMissing(host, evidence(number, host, port, message));
    }
    if (lower.contains("network is unreachable")) {
      return Routes.exists(host)
          ? new NetworkUnreachable(host, evidence(number, host, port, message))
          : new RouteMissing(host, evidence(number, host, port, message));
    }
    if (e instanceof NoRouteToHostException || lower.contains("no route to host")) {
      return Routes.exists(host)
          ? new HostUnreachable(host, evidence(number, host, port, message))
          : new RouteMissing(host, evidence(number, host, port, message));
    }
    if (e instanceof ConnectException && lower.contains("refused")) {
      return new ConnectRefused(
          host, port, elapsed, evidence(number, host, port, "RST after " + ms(elapsed)));
    }
    if (lower.contains("reset")) {
      // On a quick path the RST of a server that leaves at once overtakes the end of connect().
      return new ClosedUnasked(
          host,
          port,
          Ending.RESET,
          elapsed,
          evidence(number, host, port, "SYN-ACK, then RST after " + ms(elapsed)));
    }
    return new ConnectFailed(host, port, message, evidence(number, host, port, message));
  }

  private Evidence evidence(int number, String host, int port, String heard) {
    return new Evidence(number, "a SYN to " + Addresses.withPort(host, port), heard, clock.now());
  }

  static String ms(Duration duration) {
    return duration.toMillis() + " ms";
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // nothing to lose
    }
  }

  /// Ends everything that is still open: the run is over.
  @Override
  public void close() {
    closed = true; // before the sockets: one that is made now is closed by its maker
    sockets.forEach(Gate::close);
  }
}
