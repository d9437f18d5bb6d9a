package org.rdpdoctor.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.dialogue.Repetition;
import org.rdpdoctor.dialogue.Repetition.Outcome;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.report.LiveLadder;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.report.Report.Round;

/// Examines a target again and again, and says how often it was served and where the rest failed.
///
/// The first round is a whole check; the others climb as the user's client does and map nothing,
/// so that as few connections are made as show what varies.
final class RepeatingDoctor implements Doctor {
  static final int FEWEST = 2;
  static final int MOST = 50;

  /// Between the end of a round and the start of the next.
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration LOOK_UP = Duration.ofMillis(50);

  private final Doctor doctor;
  private final int rounds;
  private final Duration pause;
  private final Interruption interruption;
  private final Function<Situation, Diagnosis> judge;

  /// @param judge weighs the facts of one round together with what all rounds say
  RepeatingDoctor(
      Doctor doctor,
      int rounds,
      Duration pause,
      Interruption interruption,
      Function<Situation, Diagnosis> judge) {
    this.doctor = doctor;
    this.rounds = rounds;
    this.pause = pause;
    this.interruption = interruption;
    this.judge = judge;
  }

  @Override
  public Report examine(Target target, CheckOptions options, Consumer<List<Rung>> watcher) {
    var reports = new ArrayList<Report>();
    try {
      while (reports.size() < rounds) {
        if (!reports.isEmpty() && interruption.isWishedWithin(pause)) {
          break;
        }
        title(watcher, reports);
        CheckOptions round =
            reports.isEmpty() ? options : options.withClimb(options.climb().unmapped());
        Optional<Report> report = round(target, round, watcher);
        if (report.isEmpty()) {
          break;
        }
        reports.add(report.get());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (reports.isEmpty()) {
      throw new UsageException("stopped before the first round was over: nothing is known yet");
    }
    return together(target, options, reports);
  }

  private void title(Consumer<List<Rung>> watcher, List<Report> reports) {
    if (watcher instanceof LiveLadder ladder) {
      long served = reports.stream().filter(report -> outcome(report).served()).count();
      String soFar = reports.isEmpty() ? "" : ", %d of %d served".formatted(served, reports.size());
      ladder.title("Round %d of %d%s".formatted(reports.size() + 1, rounds, soFar));
    }
  }

  /// @return nothing if the user would not wait for its end
  private Optional<Report> round(Target target, CheckOptions options, Consumer<List<Rung>> watcher)
      throws InterruptedException {
    // what is still seen of a round that nobody waits for must not be drawn over the report
    Consumer<List<Rung>> watching =
        watcher.equals(NOBODY)
            ? NOBODY
            : ladder -> {
              if (!interruption.isWished()) {
                watcher.accept(ladder);
              }
            };
    var work = new FutureTask<>(() -> doctor.examine(target, options, watching));
    Thread thread = Thread.ofVirtual().start(work);
    while (!thread.join(LOOK_UP)) {
      if (interruption.isWished()) {
        work.cancel(true);
        return Optional.empty();
      }
    }
    try {
      return Optional.of(work.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a round failed", e.getCause());
    }
  }

  private Report together(Target target, CheckOptions options, List<Report> reports) {
    List<Outcome> outcomes = reports.stream().map(RepeatingDoctor::outcome).toList();
    Report shown = shown(reports, outcomes);
    Instant started = reports.getFirst().started();
    Duration elapsed =
        Duration.between(started, reports.getLast().started()).plus(reports.getLast().elapsed());
    List<Observation> joint = Repetition.of(outcomes, elapsed);
    List<Observation> facts =
        Stream.concat(
                shown.diagnosis().rungs().stream().flatMap(rung -> rung.observations().stream()),
                joint.stream())
            .toList();
    Diagnosis diagnosis =
        judge.apply(
            new Situation(
                    LiveDoctor.typed(target),
                    facts,
                    options.climb().offered(),
                    options.climb().until(),
                    shown.diagnosis().notTested())
                .asking(options.inquiries()));
    return shown.repeated(elapsed, diagnosis, rounds(reports));
  }

  /// The round whose facts stand for all: one that was served if there is any, since what broke in
  /// the others is told by how often; otherwise one that broke as most did.
  private static Report shown(List<Report> reports, List<Outcome> outcomes) {
    boolean anyServed = outcomes.stream().anyMatch(Outcome::served);
    int best = 0;
    for (int i = 1; i < reports.size(); i++) {
      boolean better =
          anyServed
              ? outcomes.get(i).served() && !outcomes.get(best).served()
              : alike(outcomes, i) > alike(outcomes, best);
      best = better ? i : best;
    }
    return reports.get(best);
  }

  private static long alike(List<Outcome> outcomes, int index) {
    Outcome one = outcomes.get(index);
    return one.decided() ? outcomes.stream().filter(one::equals).count() : 0;
  }

  private static Outcome outcome(Report report) {
    Diagnosis diagnosis = report.diagnosis();
    return switch (diagnosis.verdict()) {
      case HEALTHY, DEGRADED -> Outcome.SERVED;
      case INCONCLUSIVE -> Outcome.UNDECIDED;
      case FAILING ->
          failure(diagnosis)
              .map(broken -> Outcome.broken(broken.layer(), broken.title()))
              .orElse(Outcome.UNDECIDED);
    };
  }

  /// The break that makes a diagnosis a failure.
  private static Optional<Break> failure(Diagnosis diagnosis) {
    return diagnosis.breaks().stream().filter(broken -> !broken.degradesOnly()).findFirst();
  }

  private static List<Round> rounds(List<Report> reports) {
    var rounds = new ArrayList<Round>();
    for (Report report : reports) {
      Diagnosis diagnosis = report.diagnosis();
      Optional<Break> first =
          diagnosis.verdict() == Verdict.FAILING
              ? failure(diagnosis)
              : diagnosis.brokenLayer().flatMap(_ -> diagnosis.breaks().stream().findFirst());
      rounds.add(
          new Round(
              rounds.size() + 1,
              report.started(),
              report.elapsed(),
              diagnosis.verdict(),
              first.map(Break::layer),
              first.map(Break::id).orElse(""),
              diagnosis.summary()));
    }
    return List.copyOf(rounds);
  }
}
