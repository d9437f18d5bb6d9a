package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;

/// Everything that has a page, for looking up; no two pages share a path.
final class Topics {
  private final Map<String, Topic> byPath = new LinkedHashMap<>();
  private final Map<Kind, List<Topic>> byKind = new HashMap<>();
  private final Map<String, Topic> byKey = new HashMap<>();

  /// Takes it in, to be found again by its kind and id.
  ///
  /// @param id in the knowledge; its case does not matter
  void add(Topic topic, String id) {
    if (byPath.putIfAbsent(topic.path(), topic) != null) {
      throw new IllegalStateException("two pages would be called " + topic.path());
    }
    byKind.computeIfAbsent(topic.kind(), _ -> new ArrayList<>()).add(topic);
    byKey.putIfAbsent(key(topic.kind(), id), topic);
  }

  boolean hasPath(String path) {
    return byPath.containsKey(path);
  }

  Optional<Topic> find(Kind kind, String id) {
    return Optional.ofNullable(byKey.get(key(kind, id)));
  }

  /// The topic of an id that must be known.
  Topic of(Kind kind, String id) {
    return find(kind, id)
        .orElseThrow(() -> new IllegalStateException("no page for " + kind + " " + id));
  }

  Topic of(Layer layer) {
    return of(Kind.LAYER, layer.id());
  }

  /// In the order in which they were added.
  List<Topic> of(Kind kind) {
    return List.copyOf(byKind.getOrDefault(kind, List.of()));
  }

  List<Topic> all() {
    return List.copyOf(byPath.values());
  }

  private static String key(Kind kind, String id) {
    return kind + " " + id.toLowerCase(Locale.ROOT);
  }
}
