package org.rdpdoctor.diagnosis.accuracy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Sighting;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.Condition;
import org.rdpdoctor.diagnosis.knowledge.KnownBreak;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.KnownSign;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.facts.ClientFact;
import org.rdpdoctor.facts.ClientFact.CodeShown;
import org.rdpdoctor.facts.ClientFact.DialogShown;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact;
import org.rdpdoctor.facts.Vocabulary;

/// The numbers of the catalogue, read without the reasoning that is measured against them.
final class Knowledge {
  /// From this likelihood ratio on a sign is specific to a cause.
  static final double SPECIFIC = 10;

  /// From this likelihood ratio on what speaks against a cause refutes it.
  static final double REFUTING = 100;

  /// How often a sign comes about where nobody says how often.
  private static final double USUALLY_THERE = 0.95;

  private final Catalogue catalogue;
  private final Diagnostician diagnostician;
  private final Set<String> carrying = new HashSet<>();

  Knowledge() {
    Catalogue packed = PackedCatalogue.load();
    var causes = new ArrayList<KnownCause>();
    packed.causes().ids().forEach(id -> packed.causes().cause(id).ifPresent(causes::add));
    catalogue =
        new Catalogue(packed.rungs(), packed.breaks(), Catalogue.causesOf(causes), packed.tests());
    diagnostician = new Diagnostician(catalogue);
    catalogue.rungs().forEach(rung -> words(rung.passed(), carrying));
  }

  Diagnosis diagnose(List<Observation> facts) {
    return diagnostician.diagnose(Situation.of(facts));
  }

  List<KnownBreak> breaks() {
    return catalogue.breaks();
  }

  List<KnownCause> causesOf(String breakId) {
    return catalogue.causes().explaining(breakId);
  }

  Optional<KnownCause> cause(String id) {
    return catalogue.causes().cause(id);
  }

  List<String> causeIds() {
    return catalogue.causes().ids();
  }

  /// The breaks that the facts show.
  Set<String> shown(List<Observation> facts) {
    return Sighting.breaks(catalogue, facts);
  }

  static Set<String> shown(Diagnosis diagnosis) {
    return diagnosis.breaks().stream()
        .filter(each -> each.probability() >= 0.5)
        .map(Diagnosis.Break::id)
        .collect(Collectors.toSet());
  }

  /// Of 1 connection that shows this break, how many have this cause.
  double prior(KnownCause cause, String breakId) {
    return cause.priors().getOrDefault(breakId, 0.0);
  }

  /// What is behind a break, by the priors of its causes; nothing if it is none of them.
  Optional<KnownCause> drawn(String breakId, Chance chance) {
    double left = chance.share();
    for (KnownCause cause : causesOf(breakId)) {
      left -= prior(cause, breakId);
      if (left < 0) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  /// How often a sign is seen where the cause is there and somebody looks.
  double expected(KnownSign sign) {
    return sign.expected().orElse(sign.speaksFor() ? USUALLY_THERE : 0.5);
  }

  /// True for what the rungs above stand on, and for what is worked out from a certificate: it is
  /// not missing while they are there.
  boolean carries(Observation fact) {
    return fact.layer() == Layer.CERTIFICATE || carrying.contains(Vocabulary.wordOf(fact));
  }

  /// True for what a machine says of itself, and no network shows.
  static boolean isRecorded(Observation fact) {
    boolean shown = fact instanceof CodeShown || fact instanceof DialogShown;
    return !shown && (fact instanceof ServerFact || fact instanceof ClientFact);
  }

  private static void words(Condition condition, Set<String> words) {
    switch (condition) {
      case Condition.Word(String word, _, _) -> words.add(word);
      case Condition.All(var parts, _) -> parts.forEach(part -> words(part, words));
      case Condition.Any(var parts, _) -> parts.forEach(part -> words(part, words));
      case Condition.None _ -> {}
      case Condition.BreakHolds _ -> {}
    }
  }

  /// What the network alone can make of a cause behind a break at most: no more than its certainty,
  /// unless it is that common.
  double mostFromTheNetwork(KnownCause cause, String breakId) {
    double most =
        switch (cause.certainty()) {
          case PROOF -> 0.99;
          case STRONG -> 0.85;
          case HINT -> 0.5;
          case NONE -> 0.3;
        };
    return Math.max(most, prior(cause, breakId));
  }

  /// How sure the facts make a break.
  double probability(String breakId, List<Observation> facts) {
    return Sighting.probability(catalogue, facts, breakId);
  }

  /// The signs of a cause that hold, with the facts that show them.
  List<Shown> signs(KnownCause cause, Sighting sighting) {
    var shown = new ArrayList<Shown>();
    for (KnownSign sign : cause.signs()) {
      sighting
          .of(sign.condition())
          .ifPresent(facts -> shown.add(new Shown(cause, sign, sign.ratio(), facts)));
    }
    return shown;
  }

  /// A sign that holds.
  record Shown(KnownCause cause, KnownSign sign, double ratio, Set<Observation> facts) {}

  /// True if something is seen that is specific to the cause.
  boolean hasSpecificSign(KnownCause cause, Sighting sighting) {
    return signs(cause, sighting).stream()
        .anyMatch(shown -> shown.sign().speaksFor() && shown.ratio() >= SPECIFIC);
  }

  /// Bayes's rule and nothing else: what the numbers of the catalogue say of the causes of one
  /// break, signs of the same facts counted once.
  double plain(KnownCause cause, String breakId, Sighting sighting) {
    double mine = 0;
    double all = 0;
    double known = 0;
    for (KnownCause each : causesOf(breakId)) {
      double prior = prior(each, breakId);
      double weight = prior * factor(signs(each, sighting));
      known += prior;
      all += weight;
      if (each.id().equals(cause.id())) {
        mine = weight;
      }
    }
    return mine / (all + Math.max(0.01, 1 - known));
  }

  private static double factor(List<Shown> signs) {
    double factor = 1;
    for (boolean speaksFor : List.of(true, false)) {
      var counted = new HashSet<Observation>();
      List<Shown> strongestFirst =
          signs.stream()
              .filter(shown -> shown.sign().speaksFor() == speaksFor)
              .sorted((a, b) -> Double.compare(b.ratio(), a.ratio()))
              .toList();
      for (Shown each : strongestFirst) {
        if (each.facts().isEmpty() || counted.addAll(each.facts())) {
          factor *= speaksFor ? each.ratio() : 1 / each.ratio();
        }
      }
    }
    return factor;
  }
}
