package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.rdpdoctor.facts.TcpFact.ConnectsVaried;
import org.rdpdoctor.facts.TcpFact.ServiceStopped;

/// A few connects more, on which nothing is said: only where those of the run hint at loss or at a
/// delay that varies, and a better estimate is worth them.
final class MoreConnects {
  private static final int MOST = 8;

  private static final int AT_ONCE = 3;

  /// For all of them: every system repeats a SYN twice in that time.
  private static final Duration MOST_TIME = Duration.ofMillis(3500);

  /// What is kept back of the run's time for the end of it.
  private static final Duration RESERVE = Duration.ofMillis(500);

  private final Clock clock;
  private final Gate gate;
  private final Log log;
  private final ExecutorService threads;

  MoreConnects(Clock clock, Gate gate, Log log, ExecutorService threads) {
    this.clock = clock;
    this.gate = gate;
    this.log = log;
    this.threads = threads;
  }

  void make(String host, int port) {
    if (!gate.path().isDoubtful(host, port) || isLimited()) {
      return;
    }
    Duration most = clock.left().minus(RESERVE);
    Clock until = clock.until(clock.now().plus(most.compareTo(MOST_TIME) < 0 ? most : MOST_TIME));
    var left = new AtomicInteger(MOST);
    List<? extends Future<?>> workers =
        IntStream.range(0, AT_ONCE)
            .mapToObj(
                _ ->
                    threads.submit(
                        () -> {
                          while (left.getAndDecrement() > 0 && connect(host, port, until)) {
                            // as long as there is time and budget
                          }
                        }))
            .toList();
    workers.forEach(worker -> Waiting.forResult(worker, clock));
  }

  /// Whoever limits connections is not to be asked for more of them.
  private boolean isLimited() {
    return log.has(ServiceStopped.class)
        || log.all(ConnectsVaried.class).stream().anyMatch(varied -> varied.refused() > 0);
  }

  /// @return false if no further one can be made
  private boolean connect(String host, int port, Clock until) {
    if (until.isOver()) {
      return false;
    }
    Optional<Opening> opening = gate.open(host, port, until.left());
    if (opening.isPresent() && opening.get() instanceof Opening.Opened(Connection line, var fact)) {
      log.add(fact);
      gate.done(line);
    }
    return opening.isPresent();
  }
}
