package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.dialogue.LossEstimate;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.BytesTrickled;
import org.rdpdoctor.facts.RouteFact.LossEstimated;
import org.rdpdoctor.facts.RouteFact.SynRepeated;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.ServiceStopped;

/// Keeps account of every connect of a run, and of what the kernel knew of each connection when it
/// ended: the path's losses and delays, measured with what a check does anyway.
final class PathQuality {
  /// No connect that is quicker has lost a SYN: the first repetition comes after a second.
  private static final Duration QUICK = Duration.ofMillis(950);

  /// Of fewer connects, even the quickest may have lost its SYN.
  private static final int FEW = 3;

  /// What is slow on a path that was quick before: nothing that a busy machine adds.
  private static final Duration SLOW = Duration.ofMillis(200);

  private final Clock clock;
  private final Log log;
  private final List<Duration> steps;
  private final List<Trial> trials = new ArrayList<>();
  private final Map<Trial, TcpTotals.Ended> measured = new LinkedHashMap<>();
  private final Map<Connection, Trial> open = new HashMap<>();

  /// @param steps when the system repeats a SYN, counted from the first
  PathQuality(Clock clock, Log log, List<Duration> steps) {
    this.clock = clock;
    this.log = log;
    this.steps = steps;
  }

  /// How a connect ended.
  private sealed interface End {
    /// By a SYN-ACK, or by a refusal, which is an answer as well.
    record Answered(Duration after) implements End {}

    record GivenUp(Duration after) implements End {}

    /// By something that says nothing of loss.
    record Failed() implements End {}
  }

  /// One connect, from its first SYN on.
  final class Trial {
    private final String address;
    private final int port;
    private final Duration patience;
    private final boolean narrow;
    private final Duration began = clock.now();
    private Optional<End> end = Optional.empty();
    private Optional<Connected> fact = Optional.empty();
    private Optional<TcpInfo> info = Optional.empty();

    private Optional<Arrivals.Trickle> slowest = Optional.empty();

    private Trial(String address, int port, Duration patience, boolean narrow) {
      this.address = address;
      this.port = port;
      this.patience = patience;
      this.narrow = narrow;
    }

    void connected(Connected connected, Connection line) {
      // only a connect that took long is worth waiting for what the kernel says of it
      Optional<TcpInfo> known =
          connected.elapsed().compareTo(QUICK) < 0 ? Optional.empty() : line.information();
      synchronized (PathQuality.this) {
        end = Optional.of(new End.Answered(connected.elapsed()));
        fact = Optional.of(connected);
        info = known;
        open.put(line, this);
      }
    }

    void notConnected(Observation observed) {
      synchronized (PathQuality.this) {
        end =
            Optional.of(
                switch (observed) {
                  case ConnectRefused refused -> new End.Answered(refused.elapsed());
                  case ClosedUnasked ended -> new End.Answered(ended.elapsed());
                  case ConnectUnanswered silent -> new End.GivenUp(silent.waited());
                  default -> new End.Failed();
                });
      }
    }

    private int repeatedSince(TcpInfo now) {
      return now.repeatedSegments() - info.map(TcpInfo::repeatedSegments).orElse(0);
    }

    private boolean isTo(String host, int number) {
      return address.equals(host)
          && port == number
          && end.filter(End.Failed.class::isInstance).isEmpty();
    }

    private Optional<Duration> answered() {
      return end.flatMap(
          how ->
              how instanceof End.Answered(Duration after) ? Optional.of(after) : Optional.empty());
    }

    private Optional<Duration> ended() {
      return answered().map(began::plus);
    }

    private int lost(Duration least) {
      return switch (end.orElseGet(() -> new End.GivenUp(clock.now().minus(began)))) {
        case End.Answered(Duration after) -> lostBefore(after, least);
        case End.GivenUp(Duration after) ->
            // a program that had to wait for the processor gave up when it meant to, all the same
            SynSteps.lostUntil(after.compareTo(patience) < 0 ? after : patience, least, steps);
        case End.Failed _ -> 0;
      };
    }

    private int lostBefore(Duration elapsed, Duration least) {
      return info.map(known -> SynSteps.lost(known, elapsed, least, steps))
          .orElseGet(() -> SynSteps.lost(elapsed, least, steps));
    }
  }

  /// @param patience when the connect is given up
  /// @param narrow if the server is made to answer in small pieces
  synchronized Trial begin(String address, int port, Duration patience, boolean narrow) {
    var trial = new Trial(address, port, patience, narrow);
    trials.add(trial);
    return trial;
  }

  /// Takes down what the kernel knows of a connection that is about to end.
  void ending(Connection line) {
    Optional<TcpInfo> known = line.informationNow();
    synchronized (this) {
      Trial trial = open.remove(line);
      if (trial == null) {
        return; // a second time
      }
      known.ifPresent(
          info -> measured.put(trial, new TcpTotals.Ended(info, trial.repeatedSince(info))));
      if (!trial.narrow) {
        trial.slowest = line.arrivals().slowest();
      }
    }
  }

  /// What the connect of an open line took, without the wait for lost SYNs.
  synchronized Duration roundTrip(Connection line, Duration elapsed) {
    Trial trial = open.get(line);
    int lost = trial == null ? 0 : trial.lost(least(to(trial.address, trial.port)));
    return lost == 0 ? elapsed : elapsed.minus(steps.get(lost - 1));
  }

  /// The shortest round trip to a port so far; zero if there was none yet.
  synchronized Duration roundTrip(String address, int port) {
    return least(to(address, port));
  }

  /// True if connects to this port hint at loss, or at a delay that varies: then a few more tell
  /// what it is.
  synchronized boolean isDoubtful(String address, int port) {
    List<Trial> own = to(address, port);
    Duration least = least(own);
    return own.stream().anyMatch(trial -> trial.answered().isPresent())
        && own.stream()
            .anyMatch(
                trial ->
                    trial.lost(least) > 0
                        || trial.answered().filter(took -> isSlow(took, least)).isPresent());
  }

  /// True if a connect to this port lost a SYN and a later one lost none: what comes and goes is
  /// loss, and no limit that has been reached.
  synchronized boolean losesNowAndThen(String address, int port) {
    List<Trial> answered =
        to(address, port).stream().filter(trial -> trial.answered().isPresent()).toList();
    Duration least = least(answered);
    return answered.stream()
        .filter(trial -> trial.lost(least) > 0)
        .anyMatch(
            lossy ->
                answered.stream()
                    .anyMatch(
                        later ->
                            later.lost(least) == 0
                                && later.began.compareTo(lossy.ended().orElseThrow()) > 0));
  }

  private static boolean isSlow(Duration took, Duration least) {
    return took.compareTo(SLOW) > 0 && took.compareTo(least.multipliedBy(3)) > 0;
  }

  /// Logs what the run's connects to this port say together.
  void tell(String address, int port) {
    log.addAll(facts(address, port));
  }

  private synchronized List<Observation> facts(String address, int port) {
    List<Trial> own = to(address, port);
    Duration least = least(own);
    var facts = new ArrayList<Observation>();
    for (Trial trial : own) {
      int lost = trial.lost(least);
      if (lost > 0) {
        trial.fact.ifPresent(
            f -> facts.add(new SynRepeated(address, lost, f.elapsed(), f.evidence())));
      }
    }
    loss(address, own, least).ifPresent(facts::add);
    List<TcpTotals.Ended> ended =
        measured.entrySet().stream()
            .filter(entry -> entry.getKey().isTo(address, port))
            .map(Map.Entry::getValue)
            .toList();
    TcpTotals.of(address, ended, clock.now()).ifPresent(facts::add);
    trickled(own).ifPresent(facts::add);
    return facts;
  }

  private List<Trial> to(String address, int port) {
    return trials.stream().filter(trial -> trial.isTo(address, port)).toList();
  }

  private static Duration least(List<Trial> own) {
    List<Duration> times =
        own.stream().flatMap(trial -> trial.answered().stream()).sorted().toList();
    boolean tells = times.size() >= FEW || times.stream().anyMatch(t -> t.compareTo(QUICK) < 0);
    return tells ? times.getFirst() : Duration.ZERO;
  }

  /// Nothing where nobody ever answered, and where somebody limits connections: neither loses
  /// packets.
  private Optional<Observation> loss(String address, List<Trial> own, Duration least) {
    int answers = (int) own.stream().filter(trial -> trial.answered().isPresent()).count();
    if (answers == 0 || log.has(ServiceStopped.class)) {
      return Optional.empty();
    }
    int lost = own.stream().mapToInt(trial -> trial.lost(least)).sum();
    LossEstimate estimate = LossEstimate.of(answers + lost, lost);
    return Optional.of(
        new LossEstimated(
            address,
            estimate.sent(),
            lost,
            estimate.percent(),
            estimate.lowPercent(),
            estimate.highPercent(),
            Evidence.of(
                estimate.sent() + " SYNs on " + own.size() + " connections",
                "%d answers; %d SYNs without one: from %d to %d %% lost (exact interval, 95 %%)"
                    .formatted(answers, lost, estimate.lowPercent(), estimate.highPercent()),
                clock.now())));
  }

  private Optional<Observation> trickled(List<Trial> own) {
    return own.stream()
        .flatMap(trial -> trial.slowest.stream())
        .max(Comparator.comparing(Arrivals.Trickle::over))
        .map(
            slow ->
                new BytesTrickled(
                    slow.bytes(),
                    slow.over(),
                    Evidence.of(
                        "",
                        "an answer in %d pieces over %s"
                            .formatted(slow.pieces(), Gate.ms(slow.over())),
                        clock.now())));
  }
}
