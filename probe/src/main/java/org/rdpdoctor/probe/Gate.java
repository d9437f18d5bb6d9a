package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.rdpdoctor.facts.Observation;
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
  private final Map<String, Room> atOnce = new ConcurrentHashMap<>();
  private final Map<Connection, Semaphore> inUse = new ConcurrentHashMap<>();
  private final PathQuality path;
  private final DirectWay direct;
  private Way way;
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
    this.direct = new DirectWay(clock, path);
    this.way = direct;
  }

  /// Has the secrets of all TLS inside its connections logged.
  void logSecretsTo(SecretsLog wanted) {
    direct.logSecretsTo(wanted);
  }

  /// Lets everything through by another way than the direct one; said before the first connection.
  void leadThrough(Way other) {
    way = other;
    left = Math.min(left, other.most());
  }

  /// The way that connections take.
  Way way() {
    return way;
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
  ///
  /// @param host as [Way.Call] has it
  Optional<Opening> open(String host, int port, Duration patience) {
    return open(host, port, patience, 0);
  }

  /// @param receiveBuffer in bytes, so that the peer sends no larger pieces; 0 for the system's own
  Optional<Opening> open(String host, int port, Duration patience, int receiveBuffer) {
    Room room = atOnce.computeIfAbsent(host, _ -> new Room(most));
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
              .map(
                  number ->
                      way.open(
                          new Way.Call(host, port, clock.atMost(patience), receiveBuffer, number)));
      if (opening.isPresent()
          && opening.get() instanceof Opening.Opened(Connection line, var fact)) {
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

  private void widen(Room room, Connection line, Observation opened) {
    if (opened instanceof Connected connected) {
      room.widen(more(path.roundTrip(line, connected.elapsed()), mostMore));
    }
  }

  /// How many more may be open at once over such a round trip.
  static int more(Duration roundTrip, int most) {
    return (int) Math.min(roundTrip.dividedBy(SLOW), most);
  }

  /// Lets the next connection start, while this one stays open, unused, until the run ends.
  void linger(Connection line) {
    Semaphore permits = inUse.remove(line);
    if (permits != null) {
      permits.release();
    }
  }

  /// Ends a connection and lets the next one start. Without effect the second time.
  void done(Connection line) {
    path.ending(line);
    line.close();
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

  static String ms(Duration duration) {
    return duration.toMillis() + " ms";
  }

  /// Ends everything that is still open: the run is over.
  @Override
  public void close() {
    way.close();
    direct.close();
  }
}
