package org.rdpdoctor.diagnosis;

import java.util.List;

/// The causes of one break side by side, "none of these" among them: exactly one of them is behind
/// it, so they share its probability by their weights.
///
/// @param suspects those that explain the break
/// @param none the weight of what nobody thought of
/// @param all the weight of everything together
/// @param unread the same if signs mislead
record Contest(JudgedBreak broken, List<Suspect> suspects, double none, double all, double unread) {
  /// What nobody thought of is never out of the question.
  private static final double LEAST_UNKNOWN = 0.05;

  /// How often the signs of causes mislead. It keeps every cause of a break in sight that nothing
  /// speaks against.
  static final double MISLED = 0.05;

  /// @param all the causes of all breaks
  static Contest over(JudgedBreak broken, List<Suspect> all) {
    String id = broken.known().id();
    List<Suspect> suspects =
        all.stream().filter(each -> each.known().priors().containsKey(id)).toList();
    double known = suspects.stream().mapToDouble(each -> each.prior(id)).sum();
    double none = Math.max(LEAST_UNKNOWN, 1 - known);
    return new Contest(
        broken,
        suspects,
        none,
        none + suspects.stream().mapToDouble(each -> each.weight(id)).sum(),
        none + suspects.stream().mapToDouble(each -> each.unread(id)).sum());
  }

  String breakId() {
    return broken.known().id();
  }

  boolean isAbout(Suspect suspect) {
    return suspect.known().priors().containsKey(breakId());
  }

  /// How often it is this cause, if it is this break.
  double read(Suspect suspect) {
    return suspect.weight(breakId()) / all;
  }

  /// The same, with signs that may mislead.
  double mixed(Suspect suspect) {
    return (1 - MISLED) * read(suspect) + MISLED * suspect.unread(breakId()) / unread;
  }

  /// The part of the break's probability that falls to this cause.
  double share(Suspect suspect) {
    return broken.probability() * mixed(suspect);
  }
}
