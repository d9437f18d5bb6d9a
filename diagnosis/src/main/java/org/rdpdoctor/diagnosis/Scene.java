package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
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
  private final Set<Layer> reached = EnumSet.noneOf(Layer.class);

  /// Whether a condition holds, and the facts that make it so: none if their absence does.
  record Match(boolean holds, Set<Seen> witnesses) {
    private static final Match FAILS = new Match(false, Set.of());
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
                    .thenComparing(seen -> seen.values().toString())
                    .thenComparing(seen -> seen.observation().evidence().toString()))
            .toList();
    for (int i = 0; i < facts.size(); i++) {
      Seen seen = facts.get(i);
      seen.stand(i, marked);
      byWord.computeIfAbsent(seen.word(), _ -> new ArrayList<>()).add(seen);
      reached.add(seen.observation().layer());
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
    return facts.stream().map(Seen::observation).filter(o -> o.layer() == layer).toList();
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
    var witnesses = new LinkedHashSet<Seen>();
    for (Seen seen : of(word.word())) {
      if (word.fields().stream().allMatch(seen::satisfies)) {
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
    var witnesses = new LinkedHashSet<Seen>();
    boolean holds = false;
    for (Condition part : parts) {
      Match match = match(part, probable);
      holds |= match.holds;
      witnesses.addAll(match.witnesses);
    }
    return holds ? new Match(true, witnesses) : Match.FAILS;
  }

  /// True if the layers of the condition's words were set foot on.
  private boolean asked(Condition condition) {
    return switch (condition) {
      case Condition.Word(String word, _, _) ->
          Vocabulary.layerOf(word).map(reached::contains).orElse(false);
      case Condition.All(var parts, _) -> parts.stream().allMatch(this::asked);
      case Condition.Any(var parts, _) -> parts.stream().allMatch(this::asked);
      case Condition.None(var parts, _) -> parts.stream().allMatch(this::asked);
      case Condition.BreakHolds _ -> true;
    };
  }
}
