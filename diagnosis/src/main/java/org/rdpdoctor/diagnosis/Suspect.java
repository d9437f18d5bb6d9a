package org.rdpdoctor.diagnosis;

import java.util.function.Predicate;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;

/// A cause and its signs, before it is compared with the others.
///
/// @param explained how many probable breaks it explains
record Suspect(KnownCause known, Weighing weighing, int explained) {
  /// A cause that explains two probable breaks at once is the simpler story than two causes.
  static final double EXPLAINS_ANOTHER = 3;

  /// @param probable which breaks are taken as given
  static Suspect of(KnownCause cause, Scene scene, Predicate<String> probable, Answers answers) {
    var weighing = Weighing.of(cause.signs(), scene, probable).and(answers.about(cause));
    int explained = (int) cause.priors().keySet().stream().filter(probable).count();
    return new Suspect(cause, weighing, explained);
  }

  double prior(String breakId) {
    return known.priors().getOrDefault(breakId, 0.0);
  }

  /// How much its story gains by explaining more than one probable break.
  double simplicity() {
    return Math.pow(EXPLAINS_ANOTHER, Math.max(0, explained - 1));
  }

  double weight(String breakId) {
    return prior(breakId) * weighing.factor() * simplicity();
  }

  /// The weight if its signs mislead: then only what is common counts, and what speaks against it.
  double unread(String breakId) {
    return prior(breakId) * Math.min(1, weighing.factor());
  }
}
