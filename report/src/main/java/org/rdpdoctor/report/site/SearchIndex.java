package org.rdpdoctor.report.site;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the search goes through, as a script: pages opened from a disk may not fetch data.
final class SearchIndex {
  private SearchIndex() {}

  /// Calls `search.index` with an array of `[kind, path, name, title, words, numbers, rank]`.
  static String of(Topics topics) {
    return topics.all().stream()
        .filter(topic -> topic.kind() != Kind.CHAPTER || topic.path().contains("/"))
        .map(SearchIndex::row)
        .collect(
            Collectors.joining(",\n", "\"use strict\";\nwindow.rdpdoctorIndex = [\n", "\n];\n"));
  }

  private static String row(Topic topic) {
    String rung = topic.layer().map(layer -> layer.id()).orElse("");
    List<String> cells =
        List.of(
            kind(topic) + (rung.isEmpty() ? "" : ", " + rung),
            topic.path(),
            topic.name(),
            topic.title().replace("`", ""),
            String.join(" ", topic.words()));
    return "["
        + cells.stream().map(SearchIndex::quoted).collect(Collectors.joining(","))
        + ",["
        + topic.numbers().stream().map(Object::toString).collect(Collectors.joining(","))
        + "],"
        + topic.rank()
        + "]";
  }

  /// Codes of several families may look alike, so theirs is named.
  private static String kind(Topic topic) {
    boolean code = topic.kind() == Kind.CODE && !topic.words().isEmpty();
    return code ? "Code, " + topic.words().getLast() : topic.kind().title();
  }

  /// A text of JavaScript, in which nothing can end the text or the script.
  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == '<' || c == '>' || c == '\u2028' || c == '\u2029') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
