package org.rdpdoctor.report.site;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which pages have to do with which, always in both directions.
final class Links {
  private final Map<String, Set<Topic>> byPath = new HashMap<>();

  void relate(Topic one, Topic other) {
    if (!one.path().equals(other.path())) {
      byPath.computeIfAbsent(one.path(), _ -> new LinkedHashSet<>()).add(other);
      byPath.computeIfAbsent(other.path(), _ -> new LinkedHashSet<>()).add(one);
    }
  }

  /// The pages of one kind that have to do with this one, by rank and name.
  List<Topic> of(Topic topic, Kind kind) {
    return byPath.getOrDefault(topic.path(), Set.of()).stream()
        .filter(other -> other.kind() == kind)
        .sorted(Comparator.comparingInt(Topic::rank).thenComparing(Topic::name))
        .toList();
  }
}
