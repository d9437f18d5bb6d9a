package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.rdpdoctor.diagnosis.knowledge.Condition;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;

/// The facts of one situation, found by their words, in an order that does not depend on the order
/// in which they came.
final class Scene {
  private final List<Seen> facts;
  private final Map<String, List<Seen>> byWord = new HashMap<>();
  private final Search search;
  private final Map<Layer, List<Observation>> byLayer = new EnumMap<>(Layer.class);

  /// Whether a condition holds, and the facts that make it so: none if their absence does.
  record Match(boolean holds, Set<Seen> witnesses) {
    private static final Match FAILS = new Match(false, Set.of());

    /// One of them holds at least; whatever shows it is a witness.
    private Match or(Match other) {
      if (!holds || !other.holds) {
        return holds ? this : other;
      }
      var both = new LinkedHashSet<>(witnesses);
      both.addAll(other.witnesses);
      return new Match(true, both);
    }
  }

  Scene(List<Observation> observations) {
    this(observations, false);
  }

  private Scene(List<Observation> observations, boolean marked) {
    facts =
        observations.stream()
            .map(Seen::new)
            .sorted(
                Comparator.comparing((Seen seen) -> seen.observation().layer())
                    .thenComparing(seen -> seen.observation().evidence().at())
                    .thenComparingInt(seen -> seen.observation().evidence().connection())
                    .thenComparing(Seen::word)
                    .thenComparing(Seen::sentence))
            .toList();
    for (int i = 0; i < facts.size(); i++) {
      Seen seen = facts.get(i);
      seen.stand(i, marked);
      byWord.computeIfAbsent(seen.word(), _ -> new ArrayList<>()).add(seen);
      byLayer
          .computeIfAbsent(seen.observation().layer(), _ -> new ArrayList<>())
          .add(seen.observation());
    }
    search = new Search(facts, byWord);
  }

  /// One whose sentences have marks in place of values.
  static Scene marked(List<Observation> observations) {
    return new Scene(observations, true);
  }

  List<Seen> facts() {
    return facts;
  }

  /// The facts of a word.
  List<Seen> of(String word) {
    return byWord.getOrDefault(word, List.of());
  }

  /// True if not to find it says something.
  boolean lookedFor(Condition condition, Predicate<String> probable) {
    return search.wasFor(condition, probable);
  }

  /// True if every fact is about a connection that was recorded, and none was measured or told.
  boolean isRecorded() {
    return !facts.isEmpty()
        && facts.stream()
            .map(seen -> seen.observation().evidence())
            .allMatch(evidence -> evidence.connection() > 0 && !evidence.source().isEmpty());
  }

  /// The facts of one rung, in order.
  List<Observation> on(Layer layer) {
    return Collections.unmodifiableList(byLayer.getOrDefault(layer, List.of()));
  }

  /// @param probable which breaks are taken as given
  Match match(Condition condition, Predicate<String> probable) {
    return switch (condition) {
      case Condition.Word word -> word(word);
      case Condition.All(var parts, _) -> all(parts, probable);
      case Condition.Any(var parts, _) -> any(parts, probable);
      case Condition.None(var parts, _) ->
          new Match(
              !any(parts, probable).holds() && parts.stream().allMatch(this::asked), Set.of());
      case Condition.BreakHolds(String id, _) -> new Match(probable.test(id), Set.of());
    };
  }

  private Match word(Condition.Word word) {
    Set<Seen> witnesses = Set.of();
    for (Seen seen : of(word.word())) {
      if (seen.satisfies(word.fields())) {
        witnesses = witnesses.isEmpty() ? new LinkedHashSet<>() : witnesses;
        witnesses.add(seen);
      }
    }
    return witnesses.isEmpty() ? Match.FAILS : new Match(true, witnesses);
  }

  private Match all(List<Condition> parts, Predicate<String> probable) {
    var witnesses = new LinkedHashSet<Seen>();
    for (Condition part : parts) {
      Match match = match(part, probable);
      if (!match.holds) {
        return Match.FAILS;
      }
      witnesses.addAll(match.witnesses);
    }
    return new Match(true, witnesses);
  }

  private Match any(List<Condition> parts, Predicate<String> probable) {
    Match found = Match.FAILS;
    for (Condition part : parts) {
      found = found.or(match(part, probable));
    }
    return found;
  }

  /// True if the layers of the condition's words were set foot on.
  private boolean asked(Condition condition) {
    return switch (condition) {
      case Condition.Word(String word, _, _) ->
          Vocabulary.layerOf(word).map(byLayer::containsKey).orElse(false);
      case Condition.All(var parts, _) -> parts.stream().allMatch(this::asked);
      case Condition.Any(var parts, _) -> parts.stream().allMatch(this::asked);
      case Condition.None(var parts, _) -> parts.stream().allMatch(this::asked);
      case Condition.BreakHolds _ -> true;
    };
  }
}
