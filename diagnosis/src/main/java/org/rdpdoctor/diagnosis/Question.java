package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;

/// Which cause it is, as far as it is open: the causes of the breaks that nothing decides yet, and
/// "none of these".
///
/// @param open the breaks in question; none if everything is decided
/// @param chances of the causes, and last of "none of these": together 1
record Question(List<JudgedBreak> open, List<JudgedCause> causes, List<Double> chances) {
  /// From here on a cause is taken as given.
  static final double DECIDED = 0.9;

  /// From here on a cause stands out among the others.
  static final double OUTSTANDING = 0.9;

  private static final double LIKELY = 0.5;
  private static final double WORTH_A_THOUGHT = 0.05;
  private static final double LEAST_CHANCE = 0.001;

  /// What nobody thought of is never out of the question.
  private static final double LEAST_UNKNOWN = 0.05;

  /// What fails comes first, then what degrades, then what may only be.
  static Question of(List<JudgedBreak> breaks, List<JudgedCause> causes) {
    List<JudgedBreak> open = breaks.stream().filter(JudgedBreak::fails).toList();
    if (open.isEmpty()) {
      open = breaks.stream().filter(JudgedBreak::isProbable).toList();
    }
    if (open.isEmpty()) {
      open = breaks.stream().filter(each -> each.probability() >= WORTH_A_THOUGHT).toList();
    }
    List<JudgedBreak> undecided =
        open.stream()
            .filter(each -> causes.stream().noneMatch(cause -> decides(cause, each)))
            .toList();
    List<JudgedCause> possible =
        causes.stream()
            .filter(cause -> cause.share() >= LEAST_CHANCE && cause.ruledOut().isEmpty())
            .filter(cause -> undecided.stream().anyMatch(each -> explains(cause, each)))
            .toList();
    return new Question(undecided, possible, chances(possible, undecided));
  }

  private static boolean explains(JudgedCause cause, JudgedBreak broken) {
    return cause.known().priors().containsKey(broken.known().id());
  }

  private static boolean decides(JudgedCause cause, JudgedBreak broken) {
    return cause.probability() >= DECIDED && explains(cause, broken);
  }

  /// Of the causes, given that what seems to be broken is.
  private static List<Double> chances(List<JudgedCause> causes, List<JudgedBreak> open) {
    var shares = new ArrayList<Double>(causes.size());
    for (JudgedCause cause : causes) {
      double broken =
          open.stream()
              .filter(each -> explains(cause, each))
              .mapToDouble(JudgedBreak::probability)
              .max()
              .orElse(1);
      shares.add(Math.min(1, cause.share() / broken));
    }
    double known = shares.stream().mapToDouble(each -> each).sum();
    double unknown = Math.max(LEAST_UNKNOWN, 1 - known);
    var chances = new ArrayList<Double>(causes.size() + 1);
    shares.forEach(share -> chances.add(share / (known + unknown)));
    chances.add(unknown / (known + unknown));
    return chances;
  }

  boolean isOpen() {
    return !causes.isEmpty();
  }

  /// The cause that is likelier than all others together by far, as far as such a cause can be
  /// known at all.
  Optional<JudgedCause> outstanding() {
    for (int i = 0; i < causes.size(); i++) {
      if (chances.get(i) >= OUTSTANDING && causes.get(i).probability() >= LIKELY) {
        return Optional.of(causes.get(i));
      }
    }
    return Optional.empty();
  }

  /// How many bits the answer to a test is expected to be worth: the uncertainty about the cause
  /// now, less the uncertainty that is left after each outcome, weighed by how often it comes out.
  double gain(KnownTest test) {
    int outcomes = test.outcomes().size();
    if (outcomes == 0 || causes.isEmpty()) {
      return 0;
    }
    var joint = new double[outcomes][chances.size()];
    for (int c = 0; c < chances.size(); c++) {
      List<Double> given =
          c < causes.size()
              ? test.chances().of(causes.get(c).known().id(), causes.get(c).known().side())
              : test.chances().otherwise();
      for (int o = 0; o < outcomes; o++) {
        joint[o][c] = chances.get(c) * given.get(o);
      }
    }
    // The figures of a test need not add up to one exactly: what is least possible is rounded up.
    double whole = 0;
    var prior = new double[chances.size()];
    for (double[] row : joint) {
      for (int c = 0; c < row.length; c++) {
        prior[c] += row[c];
        whole += row[c];
      }
    }
    double gain = entropy(prior, whole);
    for (double[] row : joint) {
      double chance = 0;
      for (double each : row) {
        chance += each;
      }
      gain -= chance / whole * entropy(row, chance);
    }
    return Math.max(0, gain);
  }

  /// In bits, of weights that add up to `whole`.
  private static double entropy(double[] weights, double whole) {
    double bits = 0;
    for (double weight : weights) {
      if (weight > 0) {
        bits -= weight / whole * Math.log(weight / whole);
      }
    }
    return bits / Math.log(2);
  }
}
