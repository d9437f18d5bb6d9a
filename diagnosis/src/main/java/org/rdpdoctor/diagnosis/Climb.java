package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.Scene.Match;
import org.rdpdoctor.diagnosis.knowledge.Condition;
import org.rdpdoctor.diagnosis.knowledge.KnownRung;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;

/// How far the connection climbed, as the facts and the judged breaks show it.
final class Climb {
  /// From here on a break accounts for the facts that are signs of it.
  private static final double ACCOUNTS = 0.3;

  private final List<KnownRung> rungs;
  private final Situation situation;
  private final Scene scene;
  private final List<JudgedBreak> breaks;
  private final Predicate<String> probable;
  private final Set<Observation> unexplained;

  Climb(List<KnownRung> rungs, Situation situation, Scene scene, List<JudgedBreak> breaks) {
    this.rungs = rungs;
    this.situation = situation;
    this.scene = scene;
    this.breaks = breaks;
    this.probable =
        breaks.stream()
                .filter(JudgedBreak::isProbable)
                .map(each -> each.known().id())
                .collect(Collectors.toSet())
            ::contains;
    this.unexplained = new HashSet<>(unexplained());
  }

  /// Unusual facts that no break accounts for.
  List<Observation> unexplained() {
    var explained = new HashSet<Seen>();
    for (JudgedBreak each : breaks) {
      if (each.probability() >= ACCOUNTS) {
        explained.addAll(each.weighing().witnesses());
      }
      if (each.isProbable()) {
        each.known().explains().forEach(c -> explained.addAll(match(c).witnesses()));
      }
    }
    for (KnownRung rung : rungs) {
      rung.ordinary().forEach(condition -> explained.addAll(match(condition).witnesses()));
    }
    return scene.facts().stream()
        .filter(seen -> !explained.contains(seen))
        .map(Seen::observation)
        .toList();
  }

  List<Rung> rungs() {
    var climbed = new ArrayList<Rung>();
    boolean failed = false;
    for (KnownRung rung : rungs) {
      Rung next = rung(rung, failed);
      failed |= next.status() == Status.FAILED;
      if (belongs(next)) {
        climbed.add(next);
      }
    }
    for (Diagnosis.NotTested left : situation.notTested()) {
      if (situation.leavesOutTheTarget(left.layer())) {
        continue; // said by what was asked for
      }
      if (climbed.stream().noneMatch(rung -> rung.layer() == left.layer())) {
        climbed.add(
            new Rung(
                left.layer(),
                Status.NOT_TESTED,
                0,
                "Not tested: " + left.because(),
                scene.on(left.layer())));
      }
    }
    return List.copyOf(climbed);
  }

  /// Above the rungs that were to be climbed, only those of which something is known are told.
  private boolean belongs(Rung rung) {
    if (situation.leavesOutTheTarget(rung.layer())) {
      return !rung.observations().isEmpty();
    }
    return rung.layer().compareTo(situation.until()) <= 0
        || rung.layer().compareTo(Layer.CREDSSP) <= 0
        || !rung.observations().isEmpty()
        || rung.status() == Status.FAILED
        || rung.status() == Status.WARNED;
  }

  /// True if every rung that was to be climbed was seen to be climbed, or has no place in this
  /// connection.
  boolean reachedTheTop() {
    return rungs.stream()
        .filter(rung -> rung.layer().compareTo(situation.until()) <= 0 || isOnTheWay(rung.layer()))
        .filter(rung -> !situation.leavesOut(rung.layer()))
        .allMatch(rung -> match(rung.passed()).holds() || skipped(rung).isPresent());
  }

  /// True for a host on the way to the target that this connection goes through.
  private boolean isOnTheWay(Layer layer) {
    return layer.isOnTheWay() && !scene.on(layer).isEmpty();
  }

  private Rung rung(KnownRung rung, boolean failedBelow) {
    List<Observation> facts = scene.on(rung.layer());
    Optional<JudgedBreak> own =
        breaks.stream()
            .filter(each -> each.known().layer() == rung.layer() && each.isProbable())
            .min(Ranking.OF_BREAKS);
    if (own.isPresent()) {
      Status status = own.get().degrades() ? Status.WARNED : Status.FAILED;
      Weighing.Found sign = own.get().weighing().leading();
      return of(rung, status, sign.text(), sign.witnesses(), facts);
    }
    boolean odd = facts.stream().anyMatch(unexplained::contains);
    if (match(rung.passed()).holds()) {
      return said(rung, odd ? Status.WARNED : Status.PASSED, facts);
    }
    Optional<Rung> absent = told(rung, rung.without(), Status.NOT_REACHED, facts);
    if (absent.isPresent() && !odd) {
      return absent.get();
    }
    boolean ordinary = facts.isEmpty() || ordinary(rung).containsAll(facts);
    if (!ordinary) {
      return said(rung, failedBelow || !odd ? Status.FAILED : Status.WARNED, facts);
    }
    Optional<String> why = situation.untestedBecause(rung.layer()).or(() -> skipped(rung));
    boolean unwanted = situation.leavesOut(rung.layer());
    if (failedBelow && !unwanted && (why.isEmpty() || facts.isEmpty())) {
      return of(rung, Status.NOT_REACHED, "Not reached", Set.of(), facts);
    }
    String because =
        why.orElse(scene.isRecorded() ? "the capture does not show it" : "nothing was asked");
    return of(rung, Status.NOT_TESTED, "Not tested: " + because, Set.of(), facts);
  }

  private Set<Observation> ordinary(KnownRung rung) {
    return rung.ordinary().stream()
        .flatMap(condition -> match(condition).witnesses().stream())
        .map(Seen::observation)
        .collect(Collectors.toSet());
  }

  /// Why this connection has no such rung.
  Optional<String> skipped(KnownRung rung) {
    for (KnownRung.Saying skip : rung.skips()) {
      Match match = match(skip.when());
      if (match.holds()) {
        return Optional.of(Wording.fill(skip.text(), match.witnesses()));
      }
    }
    return Optional.empty();
  }

  private boolean isSkipped(Layer layer) {
    return rungs.stream().anyMatch(known -> known.layer() == layer && skipped(known).isPresent());
  }

  private Rung said(KnownRung rung, Status status, List<Observation> facts) {
    return told(rung, rung.says(), status, facts)
        .orElseGet(() -> of(rung, status, "Seen, without a name for it", Set.of(), facts));
  }

  /// The first of `sayings` that is true.
  private Optional<Rung> told(
      KnownRung rung, List<KnownRung.Saying> sayings, Status status, List<Observation> facts) {
    for (KnownRung.Saying saying : sayings) {
      Match match = match(saying.when());
      if (match.holds()) {
        String text = Wording.fill(saying.text(), match.witnesses());
        return Optional.of(of(rung, status, text, match.witnesses(), facts));
      }
    }
    return Optional.empty();
  }

  private Rung of(
      KnownRung rung,
      Status status,
      String summary,
      Collection<Seen> witnesses,
      List<Observation> facts) {
    List<Rung.Stage> stages =
        facts.isEmpty() ? List.of() : new Stages(this::match).of(rung.stages());
    return new Rung(rung.layer(), status, elapsed(witnesses), summary, facts, stages);
  }

  static long elapsed(Collection<Seen> witnesses) {
    for (Seen seen : witnesses) {
      if (seen.isTimed()) {
        return seen.elapsedMillis();
      }
    }
    return 0;
  }

  private Match match(Condition condition) {
    return scene.match(condition, probable);
  }

  /// The highest rung that was seen to be climbed.
  static Optional<Rung> highest(List<Rung> rungs) {
    return rungs.stream()
        .filter(rung -> rung.layer().compareTo(Layer.SESSION) <= 0)
        .filter(rung -> rung.status() == Status.PASSED || rung.status() == Status.WARNED)
        .reduce((lower, higher) -> higher);
  }

  /// The first rung on which nothing passed, of those below which something did and which this
  /// connection has; a capture or a log need not show the lowest ones.
  Optional<Layer> firstUnclimbed(List<Rung> rungs) {
    boolean asked = rungs.stream().anyMatch(rung -> rung.status() != Status.NOT_TESTED);
    Optional<Rung> highest = highest(rungs);
    return rungs.stream()
        .filter(rung -> rung.layer().compareTo(Layer.SESSION) <= 0)
        .filter(rung -> highest.map(last -> last.layer().compareTo(rung.layer()) < 0).orElse(asked))
        .filter(rung -> rung.status() != Status.PASSED && rung.status() != Status.WARNED)
        .map(Rung::layer)
        .filter(layer -> !situation.leavesOut(layer) && !isSkipped(layer))
        .findFirst();
  }
}
