package org.rdpdoctor.diagnosis.accuracy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Sighting;
import org.rdpdoctor.diagnosis.accuracy.Knowledge.Shown;
import org.rdpdoctor.diagnosis.knowledge.KnownBreak;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.KnownSign;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;

/// A situation in the making. It stays one that can be: no change is taken that loses the break,
/// brings another one, refutes what is there or contradicts a fact.
final class Draft {
  private final Knowledge knowledge;
  private final String breakId;
  private final Optional<KnownCause> cause;
  private final Set<String> breaks;
  private List<Observation> facts;

  /// @param cause nothing if it is not in the catalogue
  Draft(Knowledge knowledge, String breakId, Optional<KnownCause> cause, Scenes.Scene scene) {
    this.knowledge = knowledge;
    this.breakId = breakId;
    this.cause = cause;
    this.breaks = new HashSet<>(scene.breaks());
    this.facts = scene.facts();
  }

  List<Observation> facts() {
    return facts;
  }

  Sighting sighting() {
    return new Sighting(facts, breaks);
  }

  /// Leaves facts out, if the break is still seen without them.
  ///
  /// @return whether they are gone
  boolean leaveOut(Collection<Observation> some) {
    if (some.isEmpty() || some.stream().anyMatch(knowledge::carries)) {
      return false;
    }
    return take(facts.stream().filter(fact -> !some.contains(fact)).toList());
  }

  /// Leaves everything out that comes after a rung, as where a check was not asked to climb on.
  void leaveOutAbove(Layer layer) {
    if (layer.compareTo(Layer.SESSION) <= 0) {
      take(
          facts.stream()
              .filter(
                  fact ->
                      fact.layer().compareTo(layer) <= 0
                          || fact.layer().compareTo(Layer.SESSION) > 0)
              .toList());
    }
  }

  /// Adds facts that were seen elsewhere.
  void add(Collection<Observation> some) {
    var more = new LinkedHashSet<>(facts);
    for (Observation fact : some) {
      if (facts.contains(fact)) {
        continue;
      }
      if (!isReached(fact.layer()) || facts.stream().anyMatch(each -> contradict(each, fact))) {
        return;
      }
      more.add(fact);
    }
    take(List.copyOf(more));
  }

  /// Adds what is wrong besides, and the break that shows it.
  ///
  /// @return whether that was possible
  boolean addTrouble(List<Observation> trouble, String other) {
    var more = new ArrayList<>(facts);
    more.removeIf(fact -> trouble.stream().anyMatch(each -> each.getClass() == fact.getClass()));
    more.addAll(trouble);
    var expected = new HashSet<>(breaks);
    expected.add(other);
    if (!knowledge.shown(more).equals(expected)) {
      return false;
    }
    breaks.add(other);
    facts = List.copyOf(more);
    return true;
  }

  boolean hasBreakOn(Layer layer) {
    return breaks.stream().anyMatch(id -> id.startsWith(layer.id() + "."));
  }

  /// Puts other facts in the place of some, if nothing that is a sign changes by it.
  void replace(List<Observation> others) {
    Set<KnownSign> before = signs(sighting());
    Set<KnownSign> after = signs(new Sighting(others, breaks));
    if (after.equals(before)) {
      take(others);
    }
  }

  private Set<KnownSign> signs(Sighting sighting) {
    return knowledge.causesOf(breakId).stream()
        .flatMap(each -> knowledge.signs(each, sighting).stream())
        .map(Shown::sign)
        .collect(Collectors.toSet());
  }

  /// Facts that no break and no cause of this break rests on.
  List<Observation> idle() {
    var used = new HashSet<Observation>();
    Sighting sighting = sighting();
    for (KnownBreak each : knowledge.breaks()) {
      if (breaks.contains(each.id())) {
        each.signs().forEach(s -> sighting.of(s.condition()).ifPresent(used::addAll));
      }
    }
    for (KnownCause each : knowledge.causesOf(breakId)) {
      knowledge.signs(each, sighting).forEach(shown -> used.addAll(shown.facts()));
    }
    return facts.stream().filter(fact -> !used.contains(fact)).toList();
  }

  private boolean isReached(Layer layer) {
    return switch (layer) {
      case CLIENT, SERVER -> true;
      case PROXY, GATEWAY, BROKER, UDP -> facts.stream().anyMatch(f -> f.layer() == layer);
      default ->
          facts.stream()
              .map(Observation::layer)
              .anyMatch(each -> each.compareTo(layer) >= 0 && each.compareTo(Layer.SESSION) <= 0);
    };
  }

  /// Two facts of one word about the same thing; a measurement has one outcome, and a setting or a
  /// service one state. Records may be many.
  private static boolean contradict(Observation one, Observation other) {
    if (one.getClass() != other.getClass()) {
      return false;
    }
    if (one.layer() != Layer.SERVER && one.layer() != Layer.CLIENT) {
      return true;
    }
    return thing(one).equals(thing(other));
  }

  private static List<Object> thing(Observation fact) {
    Map<String, Object> values = Vocabulary.valuesOf(fact);
    var thing = new ArrayList<Object>();
    for (String field :
        List.of("provider", "event", "setting", "name", "service", "file", "code")) {
      if (values.containsKey(field)) {
        thing.add(values.get(field));
      }
    }
    return thing;
  }

  private boolean take(List<Observation> others) {
    if (others.equals(facts)) {
      return true;
    }
    Set<String> seen = knowledge.shown(others);
    if (seen.contains(breakId) && breaks.containsAll(seen) && !refuted(others)) {
      facts = List.copyOf(others);
      return true;
    }
    return false;
  }

  private boolean refuted(List<Observation> others) {
    var sighting = new Sighting(others, breaks);
    return cause.stream()
        .flatMap(each -> knowledge.signs(each, sighting).stream())
        .anyMatch(shown -> !shown.sign().speaksFor() && shown.ratio() >= Knowledge.REFUTING);
  }
}
