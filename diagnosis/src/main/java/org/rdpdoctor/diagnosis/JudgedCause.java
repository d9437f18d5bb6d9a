package org.rdpdoctor.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.KnownCause.Certainty;
import org.rdpdoctor.diagnosis.knowledge.Strength;

/// A cause with its share of the probability of the breaks that it explains.
///
/// @param share before it was bounded by what can be known
record JudgedCause(KnownCause known, double probability, double share, Weighing weighing) {
  /// A break less probable than this is no reason to think about its causes.
  private static final double WORTH_A_THOUGHT = 0.05;

  /// A cause that explains two probable breaks at once is the simpler story.
  private static final double EXPLAINS_ANOTHER = 3;

  /// What nobody thought of is never out of the question.
  private static final double LEAST_UNKNOWN = 0.05;

  private static final double WITHOUT_SIGN = 0.3;

  /// How often the signs of causes mislead: then only what is common counts, and what speaks
  /// against a cause. It keeps every cause of a break in sight that nothing speaks against.
  private static final double MISLED = 0.05;

  /// A cause and its signs, before it is compared with the others.
  ///
  /// @param simplicity how much the story gains that it explains more than one probable break
  private record Suspect(KnownCause known, Weighing weighing, double simplicity) {
    double weight(String breakId) {
      return known.priors().getOrDefault(breakId, 0.0) * weighing.factor() * simplicity;
    }

    /// The weight if its signs mislead.
    double unread(String breakId) {
      return known.priors().getOrDefault(breakId, 0.0) * Math.min(1, weighing.factor());
    }
  }

  /// The causes of the breaks that are worth a thought, most probable first; causes of what fails
  /// come before those of what only degrades, as their breaks do.
  static List<JudgedCause> judge(Catalogue catalogue, List<JudgedBreak> breaks, Scene scene) {
    List<JudgedBreak> open =
        breaks.stream().filter(each -> each.probability() >= WORTH_A_THOUGHT).toList();
    Predicate<String> probable =
        id -> open.stream().anyMatch(each -> each.known().id().equals(id) && each.isProbable());
    var causes = new TreeMap<String, KnownCause>();
    for (JudgedBreak each : open) {
      catalogue.causes().explaining(each.known().id()).forEach(c -> causes.put(c.id(), c));
    }
    var answers = new Answers(catalogue.tests(), scene);
    List<Suspect> suspects =
        causes.values().stream().map(cause -> suspect(cause, scene, probable, answers)).toList();
    Predicate<String> failing =
        id -> open.stream().anyMatch(each -> each.known().id().equals(id) && each.fails());
    return suspects.stream()
        .map(suspect -> bounded(suspect, share(suspect, suspects, open)))
        .sorted(
            Comparator.comparing((JudgedCause each) -> each.accountsFor(failing))
                .thenComparingDouble(JudgedCause::probability)
                .thenComparingDouble(JudgedCause::share)
                .reversed()
                .thenComparing(each -> each.known().id()))
        .toList();
  }

  private boolean accountsFor(Predicate<String> failing) {
    return probability >= WORTH_A_THOUGHT && known.breaks().stream().anyMatch(failing);
  }

  private static Suspect suspect(
      KnownCause cause, Scene scene, Predicate<String> probable, Answers answers) {
    var weighing = Weighing.of(cause.signs(), scene, probable).and(answers.about(cause));
    int explained = (int) cause.breaks().stream().filter(probable).count();
    double simplicity = Math.pow(EXPLAINS_ANOTHER, Math.max(0, explained - 1));
    return new Suspect(cause, weighing, simplicity);
  }

  /// The causes of a break share its probability by their weights, "none of these" being one of
  /// them; a cause of several breaks counts where it fits best.
  private static double share(Suspect suspect, List<Suspect> suspects, List<JudgedBreak> open) {
    double best = 0;
    for (JudgedBreak each : open) {
      String id = each.known().id();
      if (suspect.known().priors().containsKey(id)) {
        double known =
            suspects.stream().mapToDouble(c -> c.known().priors().getOrDefault(id, 0.0)).sum();
        double none = Math.max(LEAST_UNKNOWN, 1 - known);
        double read = part(suspect, suspects, none, rival -> rival.weight(id));
        double unread = part(suspect, suspects, none, rival -> rival.unread(id));
        best = Math.max(best, each.probability() * ((1 - MISLED) * read + MISLED * unread));
      }
    }
    return best;
  }

  private static double part(
      Suspect suspect, List<Suspect> rivals, double none, ToDoubleFunction<Suspect> weight) {
    double all = rivals.stream().mapToDouble(weight).sum() + none;
    return weight.applyAsDouble(suspect) / all;
  }

  private static JudgedCause bounded(Suspect suspect, double share) {
    double bound =
        Math.max(
            bound(suspect.known().certainty()),
            suspect.weighing().recorded().map(JudgedCause::bound).orElse(0.0));
    if (!suspect.weighing().speaksFor()) {
      bound = Math.min(bound, WITHOUT_SIGN);
    }
    return new JudgedCause(suspect.known(), Math.min(bound, share), share, suspect.weighing());
  }

  boolean isWorthTelling() {
    return probability >= 0.001 && ruledOut().isEmpty();
  }

  /// Why it is not this cause, if something speaks decisively against it.
  Optional<Diagnosis.RuledOut> ruledOut() {
    return probability >= 0.02
        ? Optional.empty()
        : weighing
            .against()
            .filter(found -> found.sign().strength() != Strength.WEAK)
            .map(found -> new Diagnosis.RuledOut(known.id(), known.title(), found.toSign().text()));
  }

  Diagnosis.Cause toCause() {
    return new Diagnosis.Cause(
        known.id(),
        known.layer(),
        known.breaks(),
        known.title(),
        known.because(),
        probability,
        weighing.signs(),
        known.fixes(),
        known.see());
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
