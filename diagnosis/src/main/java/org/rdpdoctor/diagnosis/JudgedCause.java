package org.rdpdoctor.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.KnownCause.Certainty;
import org.rdpdoctor.diagnosis.knowledge.Strength;

/// A cause with its share of the probability of the breaks that it explains.
///
/// @param contest the break that it fits best, and who else may be behind that
/// @param share before it was bounded by what can be known
record JudgedCause(Suspect suspect, Contest contest, double probability, double share) {
  /// A break less probable than this is no reason to think about its causes.
  static final double WORTH_A_THOUGHT = 0.05;

  private static final double WITHOUT_SIGN = 0.3;

  /// The causes of the breaks that are worth a thought, most probable first; causes of what fails
  /// come before those of what only degrades, as their breaks do.
  static List<JudgedCause> judge(Catalogue catalogue, List<JudgedBreak> breaks, Scene scene) {
    List<JudgedBreak> open =
        breaks.stream().filter(each -> each.probability() >= WORTH_A_THOUGHT).toList();
    Set<String> probable =
        open.stream()
            .filter(JudgedBreak::isProbable)
            .map(each -> each.known().id())
            .collect(Collectors.toSet());
    var causes = new TreeMap<String, KnownCause>();
    for (JudgedBreak each : open) {
      catalogue.causes().explaining(each.known().id()).forEach(c -> causes.put(c.id(), c));
    }
    var answers = new Answers(catalogue.tests(), scene);
    List<Suspect> suspects =
        causes.values().stream()
            .map(cause -> Suspect.of(cause, scene, probable::contains, answers))
            .toList();
    List<Contest> contests = open.stream().map(each -> Contest.over(each, suspects)).toList();
    Set<String> failing =
        open.stream()
            .filter(JudgedBreak::fails)
            .map(each -> each.known().id())
            .collect(Collectors.toSet());
    return suspects.stream()
        .map(suspect -> of(suspect, contests))
        .sorted(
            Comparator.comparing((JudgedCause each) -> each.accountsFor(failing::contains))
                .thenComparingDouble(JudgedCause::probability)
                .thenComparingDouble(JudgedCause::share)
                .reversed()
                .thenComparing(each -> each.known().id()))
        .toList();
  }

  /// A cause of several breaks counts where it fits best.
  private static JudgedCause of(Suspect suspect, List<Contest> contests) {
    Contest best =
        contests.stream()
            .filter(each -> each.isAbout(suspect))
            .max(Comparator.comparingDouble(each -> each.share(suspect)))
            .orElseThrow();
    double share = best.share(suspect);
    return new JudgedCause(suspect, best, Math.min(bound(suspect, best), share), share);
  }

  /// No more than can be known; what nothing points to, mostly no more than it is common.
  static double bound(Suspect suspect, Contest contest) {
    double known = bound(suspect.known().certainty());
    double recorded = suspect.weighing().recorded().map(JudgedCause::bound).orElse(0.0);
    double bound = Math.max(known, recorded);
    return suspect.weighing().speaksFor()
        ? bound
        : Math.min(bound, Math.max(WITHOUT_SIGN, suspect.prior(contest.breakId())));
  }

  KnownCause known() {
    return suspect.known();
  }

  Weighing weighing() {
    return suspect.weighing();
  }

  private boolean accountsFor(Predicate<String> failing) {
    return probability >= WORTH_A_THOUGHT && known().breaks().stream().anyMatch(failing);
  }

  boolean isWorthTelling() {
    return probability >= 0.001 && ruledOut().isEmpty();
  }

  /// Why it is not this cause, if something speaks decisively against it.
  Optional<Diagnosis.RuledOut> ruledOut() {
    return probability >= 0.02
        ? Optional.empty()
        : weighing()
            .against()
            .filter(found -> found.sign().strength() != Strength.WEAK)
            .map(found -> new Diagnosis.RuledOut(known().id(), known().title(), found.text()));
  }

  Diagnosis.Cause toCause() {
    return new Diagnosis.Cause(
        known().id(),
        known().layer(),
        known().breaks(),
        known().title(),
        known().because(),
        probability,
        weighing().signs(),
        known().fixes(),
        known().see());
  }

  private static double bound(Certainty certainty) {
    return switch (certainty) {
      case PROOF -> 0.99;
      case STRONG -> 0.85;
      case HINT -> 0.5;
      case NONE -> 0.3;
    };
  }

  /// What a machine says of itself can be known, however little the network shows of it.
  private static double bound(Strength strength) {
    return switch (strength) {
      case DECISIVE -> bound(Certainty.PROOF);
      case STRONG -> bound(Certainty.STRONG);
      case WEAK -> bound(Certainty.NONE);
    };
  }
}
