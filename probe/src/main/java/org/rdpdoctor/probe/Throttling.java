package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.TcpFact.ConnectsVaried;
import org.rdpdoctor.facts.TcpFact.ServiceStopped;
import org.rdpdoctor.probe.Attempt.Met;

/// Looks back over the connections of a run: were some turned away, whatever they asked? Then a
/// limit, a ban or chance is at work, and what it hit says nothing about the rung.
final class Throttling {
  private static final Duration PAUSE = Duration.ofMillis(400);

  private final Asking asking;
  private final Clock clock;
  private final Log log;

  Throttling(Asking asking, Clock clock, Log log) {
    this.asking = asking;
    this.clock = clock;
    this.log = log;
  }

  void lookBack() {
    Pattern pattern = asking.pattern();
    if (pattern instanceof Pattern.Stopped stopped && askOnceMore(stopped)) {
      pattern = asking.pattern();
    }
    switch (pattern) {
      case Pattern.Even _ -> {
        // what went differently was asked differently, and is a fact of its own
      }
      case Pattern.Mixed mixed -> varied(mixed);
      case Pattern.Stopped(var served, var turnedAway) -> {
        if (turnedAway.size() > 1 && !isLoss(turnedAway)) {
          stopped(served.size(), turnedAway.size(), turnedAway.getFirst().heard());
        }
      }
    }
  }

  /// On a path that loses packets, a few connects in a row get lost as well.
  private boolean isLoss(List<Attempt> turnedAway) {
    return turnedAway.stream().allMatch(attempt -> attempt.met() == Met.NOTHING)
        && asking.losesNowAndThen();
  }

  /// A request that was answered before, after a pause.
  ///
  /// @return false if there was neither time nor budget for it
  private boolean askOnceMore(Pattern.Stopped stopped) {
    Optional<Offer> request = stopped.served().getFirst().request();
    if (request.isEmpty() || clock.left().compareTo(PAUSE) < 0) {
      return false;
    }
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
    asking.askAgain(request.get());
    return true;
  }

  private void stopped(int served, int turnedAway, String how) {
    log.add(
        new ServiceStopped(
            served,
            how,
            Evidence.of(
                "the same requests on " + (served + turnedAway) + " connections",
                served + " were served, the other " + turnedAway + " met: " + how,
                clock.now())));
  }

  private void varied(Pattern.Mixed mixed) {
    int refused = mixed.count(Met.REFUSAL);
    int unanswered = mixed.count(Met.NOTHING);
    int ended = mixed.count(Met.END);
    int silent = mixed.count(Met.SILENCE);
    log.add(
        new ConnectsVaried(
            asking.address(),
            asking.port(),
            mixed.served(),
            refused + ended,
            unanswered + silent,
            Evidence.of(
                "the same requests on several connections",
                "%d were served, %d refused, %d ended at once, %d not accepted, %d not answered"
                    .formatted(mixed.served(), refused, ended, unanswered, silent),
                clock.now())));
  }
}
