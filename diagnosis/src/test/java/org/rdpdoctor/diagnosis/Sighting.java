package org.rdpdoctor.diagnosis;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.Condition;
import org.rdpdoctor.facts.Observation;

/// What conditions of the knowledge see in facts, for tests that ask about single signs.
public final class Sighting {
  private final Scene scene;
  private final Set<String> breaks;

  /// @param breaks the ids of those that are taken as given
  public Sighting(List<Observation> facts, Set<String> breaks) {
    this.scene = new Scene(facts);
    this.breaks = Set.copyOf(breaks);
  }

  /// The breaks that the facts show, without a thought of their causes.
  public static Set<String> breaks(Catalogue catalogue, List<Observation> facts) {
    return JudgedBreak.judge(catalogue.breaks(), new Scene(facts)).stream()
        .filter(JudgedBreak::isProbable)
        .map(each -> each.known().id())
        .collect(Collectors.toSet());
  }

  /// How sure the facts make one break.
  public static double probability(Catalogue catalogue, List<Observation> facts, String breakId) {
    return JudgedBreak.judge(catalogue.breaks(), new Scene(facts)).stream()
        .filter(each -> each.known().id().equals(breakId))
        .mapToDouble(JudgedBreak::probability)
        .sum();
  }

  /// The facts that make it hold, none where their absence does; nothing if it does not hold.
  public Optional<Set<Observation>> of(Condition condition) {
    Scene.Match match = scene.match(condition, breaks::contains);
    if (!match.holds()) {
      return Optional.empty();
    }
    var witnesses = new HashSet<Observation>();
    match.witnesses().forEach(seen -> witnesses.add(seen.observation()));
    return Optional.of(witnesses);
  }
}
