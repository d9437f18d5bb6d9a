package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.rdpdoctor.reader.eventlog.attempts.Attempt.Outcome;

/// Finds since when it fails that worked before.
final class Beginnings {
  private static final int LEAST_SUCCESSES = 3;
  private static final int LEAST_FAILURES = 2;
  private static final int MOST_CHANGES = 8;
  private static final Duration DAY = Duration.ofDays(1);

  private Beginnings() {}

  private static final class Run {
    private int successes;
    private int failures;
    private Instant lastSuccess = Instant.MIN;
    private Optional<Attempt> firstFailure = Optional.empty();

    private void add(Attempt attempt) {
      if (attempt.outcome() == Outcome.SESSION) {
        successes++;
        lastSuccess = attempt.start();
        failures = 0;
        firstFailure = Optional.empty();
      } else {
        failures += attempt.times();
        firstFailure = firstFailure.or(() -> Optional.of(attempt));
      }
    }

    private boolean isOne() {
      return successes >= LEAST_SUCCESSES && failures >= LEAST_FAILURES;
    }
  }

  /// The one that concerns most: a whole machine before a single account.
  ///
  /// @param attempts in the order of time
  static Optional<Beginning> of(List<Attempt> attempts, Guessing guessing, List<Change> changes) {
    List<Attempt> told =
        attempts.stream()
            .filter(attempt -> attempt.outcome() != Outcome.OPEN && !guessing.isGuess(attempt))
            .toList();
    Map<String, Run> machines =
        runs(told, attempt -> attempt.side() + "|" + Overcome.computerKey(attempt.computer()));
    Map<String, Run> accounts =
        runs(told, attempt -> attempt.account().isEmpty() ? "" : attempt.accountKey());
    accounts.remove("");
    return most(machines, false, changes).or(() -> most(accounts, true, changes));
  }

  private static Map<String, Run> runs(List<Attempt> attempts, Function<Attempt, String> by) {
    var runs = new LinkedHashMap<String, Run>();
    for (Attempt attempt : attempts) {
      runs.computeIfAbsent(by.apply(attempt), _ -> new Run()).add(attempt);
    }
    return runs;
  }

  private static Optional<Beginning> most(
      Map<String, Run> runs, boolean ofAccount, List<Change> changes) {
    return runs.values().stream()
        .filter(Run::isOne)
        .max(Comparator.comparingInt((Run run) -> run.failures))
        .flatMap(
            run ->
                run.firstFailure.map(
                    failure ->
                        new Beginning(
                            failure.computer(),
                            ofAccount ? failure.account() : "",
                            run.lastSuccess,
                            run.successes,
                            failure,
                            run.failures,
                            before(failure, run.lastSuccess, changes))));
  }

  private static List<Change> before(Attempt failure, Instant lastSuccess, List<Change> changes) {
    String computer = Overcome.computerKey(failure.computer());
    List<Change> here =
        changes.stream()
            .filter(change -> Overcome.computerKey(change.computer()).equals(computer))
            .filter(change -> !change.at().isAfter(failure.start()))
            .sorted(Comparator.comparing(Change::at))
            .toList();
    List<Change> between = here.stream().filter(each -> each.at().isAfter(lastSuccess)).toList();
    List<Change> near =
        between.isEmpty()
            ? here.stream().filter(each -> each.at().isAfter(failure.start().minus(DAY))).toList()
            : between;
    return latest(near);
  }

  /// The last few, each kind of news once.
  private static List<Change> latest(List<Change> inOrder) {
    var byWhat = new LinkedHashMap<String, Change>();
    for (Change change : inOrder.reversed()) {
      byWhat.putIfAbsent(change.what(), change);
    }
    var kept = new ArrayList<>(byWhat.values().stream().limit(MOST_CHANGES).toList());
    kept.sort(Comparator.comparing(Change::at));
    return List.copyOf(kept);
  }
}
