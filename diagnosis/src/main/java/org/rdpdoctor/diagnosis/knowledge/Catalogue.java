package org.rdpdoctor.diagnosis.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known about breaks and causes, ready to be reasoned with.
///
/// @param rungs from the lowest
/// @param breaks in the order in which they are judged: a break may refer to those before it
public record Catalogue(
    List<KnownRung> rungs, List<KnownBreak> breaks, Causes causes, Tests tests) {

  /// The causes, which need not be in memory before they are asked for.
  public interface Causes {
    /// Those that explain a break, in the order of their ids.
    List<KnownCause> explaining(String breakId);

    Optional<KnownCause> cause(String id);

    /// In alphabetical order.
    List<String> ids();
  }

  /// The tests that tell causes apart, which need not be in memory before they are asked for.
  public interface Tests {
    /// In the order of their ids.
    List<KnownTest> all();

    Optional<KnownTest> test(String id);
  }

  /// Causes that are all in memory.
  public static Causes causesOf(List<KnownCause> causes) {
    var byId = new LinkedHashMap<String, KnownCause>();
    var byBreak = new LinkedHashMap<String, List<KnownCause>>();
    causes.stream()
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .forEach(
            cause -> {
              byId.putIfAbsent(cause.id(), cause);
              cause
                  .breaks()
                  .forEach(id -> byBreak.computeIfAbsent(id, _ -> new ArrayList<>()).add(cause));
            });
    return new HeldCauses(byId, byBreak);
  }

  /// Tests that are all in memory.
  public static Tests testsOf(List<KnownTest> tests) {
    return new HeldTests(tests.stream().sorted((a, b) -> a.id().compareTo(b.id())).toList());
  }

  private record HeldCauses(Map<String, KnownCause> byId, Map<String, List<KnownCause>> byBreak)
      implements Causes {
    @Override
    public List<KnownCause> explaining(String breakId) {
      return List.copyOf(byBreak.getOrDefault(breakId, List.of()));
    }

    @Override
    public Optional<KnownCause> cause(String id) {
      return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<String> ids() {
      return List.copyOf(byId.keySet());
    }
  }

  private record HeldTests(List<KnownTest> all) implements Tests {
    @Override
    public Optional<KnownTest> test(String id) {
      return all.stream().filter(test -> test.id().equals(id)).findFirst();
    }
  }
}
