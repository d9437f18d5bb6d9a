package org.rdpdoctor.diagnosis;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.rdpdoctor.diagnosis.knowledge.Condition;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;

/// What was looked for, so that not to have found it says something.
///
/// What a connection shows was looked for if a connection came to that rung. What a machine says of
/// itself was looked for if it says something of the same kind, and of the very thing where each is
/// asked for by its name: another setting was read, or another provider's log, says nothing.
final class Search {
  /// What must be the same thing for the fact to be about it.
  private static final Map<String, String> NAMED_BY =
      Map.ofEntries(
          Map.entry("server-setting-found", "setting"),
          Map.entry("client-setting-found", "setting"),
          Map.entry("server-event-recorded", "provider"),
          Map.entry("client-event-recorded", "provider"),
          Map.entry("service-found", "name"),
          Map.entry("server-file-found", "file"),
          Map.entry("client-file-found", "file"),
          Map.entry("user-right-found", "right"),
          Map.entry("group-found", "group"),
          Map.entry("pressure-found", "resource"),
          Map.entry("test-answered", "test"));

  private final Map<String, List<Seen>> byWord;
  private final Set<Layer> connected = EnumSet.noneOf(Layer.class);

  /// @param byWord the facts
  Search(List<Seen> facts, Map<String, List<Seen>> byWord) {
    this.byWord = byWord;
    for (Seen seen : facts) {
      if (isShownByAConnection(seen.observation())) {
        connected.add(seen.observation().layer());
      }
    }
  }

  private static boolean isShownByAConnection(Observation observation) {
    return observation.evidence().connection() > 0 || observation.evidence().source().isEmpty();
  }

  /// True if all of the condition that could have held was looked for.
  ///
  /// @param probable which breaks are taken as given
  boolean wasFor(Condition condition, Predicate<String> probable) {
    return switch (condition) {
      case Condition.Word word -> wasFor(word);
      case Condition.All(var parts, _) -> parts.stream().allMatch(part -> wasFor(part, probable));
      case Condition.Any(var parts, _) -> parts.stream().allMatch(part -> wasFor(part, probable));
      case Condition.None(var parts, _) -> parts.stream().allMatch(part -> wasFor(part, probable));
      case Condition.BreakHolds(String id, _) -> probable.test(id) || cameTo(id);
    };
  }

  private boolean cameTo(String breakId) {
    return Layer.of(breakId.substring(0, Math.max(0, breakId.indexOf('.'))))
        .map(connected::contains)
        .orElse(false);
  }

  private boolean wasFor(Condition.Word word) {
    Optional<Layer> layer = Vocabulary.layerOf(word.word());
    boolean toldByAMachine =
        layer.filter(each -> each == Layer.SERVER || each == Layer.CLIENT).isPresent();
    if (!toldByAMachine) {
      return layer.filter(connected::contains).isPresent();
    }
    String name = NAMED_BY.getOrDefault(word.word(), "");
    List<Condition.Field> named =
        word.fields().stream().filter(field -> field.name().equals(name)).toList();
    return byWord.getOrDefault(word.word(), List.of()).stream()
        .anyMatch(seen -> named.stream().allMatch(seen::satisfies));
  }
}
