package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.rdpdoctor.diagnosis.knowledge.KnownBreak;
import org.rdpdoctor.diagnosis.knowledge.KnownBreak.Degrades;
import org.rdpdoctor.diagnosis.knowledge.Strength;

/// A break with the probability that the facts give it.
record JudgedBreak(KnownBreak known, boolean degrades, double probability, Weighing weighing) {
  /// From here on a break is taken as given.
  static final double PROBABLE = 0.5;

  static final double PRIOR_ODDS = 0.02;
  private static final double CERTAIN = 0.99;

  /// All breaks, in the order of the catalogue; each may lean on the ones before it.
  static List<JudgedBreak> judge(List<KnownBreak> breaks, Scene scene) {
    var probabilities = new HashMap<String, Double>();
    Predicate<String> probable = id -> probabilities.getOrDefault(id, 0.0) >= PROBABLE;
    var judged = new ArrayList<JudgedBreak>();
    for (KnownBreak known : breaks) {
      var weighing = Weighing.of(known.signs(), scene, probable);
      double odds = PRIOR_ODDS * weighing.factor();
      double probability = weighing.speaksFor() ? Math.min(CERTAIN, odds / (1 + odds)) : 0;
      boolean degrades =
          switch (known.degrades()) {
            case Degrades.Always() -> true;
            case Degrades.Never() -> false;
            case Degrades.If(var condition) -> scene.match(condition, probable).holds();
          };
      probabilities.put(known.id(), probability);
      judged.add(new JudgedBreak(known, degrades, probability, weighing));
    }
    return judged;
  }

  boolean isProbable() {
    return probability >= PROBABLE;
  }

  boolean fails() {
    return isProbable() && !degrades;
  }

  /// Why it is not this break, if something speaks against it and it is improbable.
  Optional<Diagnosis.RuledOut> ruledOut() {
    return probability >= 0.05
        ? Optional.empty()
        : weighing
            .against()
            .filter(found -> found.sign().strength() != Strength.WEAK || weighing.speaksFor())
            .map(found -> new Diagnosis.RuledOut(known.id(), known.title(), found.text()));
  }

  Diagnosis.Break toBreak() {
    return new Diagnosis.Break(
        known.id(), known.layer(), known.title(), degrades, probability, weighing.signs());
  }
}
