package org.rdpdoctor.diagnosis.knowledge;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// A map of a knowledge file while it is read: every missing, repeated, unknown or ill-typed key
/// becomes a [KnowledgeFault], and reading goes on with a neutral value.
final class Fields {
  private final String file;
  private final Consumer<KnowledgeFault> faults;
  private final int line;
  private final Map<String, Tree.Entry> entries = new HashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private Fields(String file, Tree tree, Consumer<KnowledgeFault> faults) {
    this.file = file;
    this.faults = faults;
    this.line = tree.line();
    if (!(tree instanceof Tree.Mapping mapping)) {
      report(line, "a map of keys is needed here");
      return;
    }
    for (Tree.Entry entry : mapping.entries()) {
      if (entries.putIfAbsent(entry.key(), entry) != null) {
        report(entry.line(), "the key " + entry.key() + " stands twice");
      }
    }
  }

  /// Reads a map and then reports the keys that nobody asked for.
  static <T> T read(
      String file, Tree tree, Consumer<KnowledgeFault> faults, Function<Fields, T> reading) {
    var fields = new Fields(file, tree, faults);
    T result = reading.apply(fields);
    for (Tree.Entry entry : fields.entries.values()) {
      if (!fields.asked.contains(entry.key())) {
        fields.report(
            entry.line(),
            "unknown key " + entry.key() + "; known are " + String.join(", ", fields.asked));
      }
    }
    return result;
  }

  Place place() {
    return new Place(file, line);
  }

  Consumer<KnowledgeFault> faults() {
    return faults;
  }

  /// Where the key stands, or where the map begins if it has no such key.
  Place placeOf(String key) {
    Tree.Entry entry = entries.get(key);
    return new Place(file, entry == null ? line : entry.line());
  }

  Optional<Tree> optional(String key) {
    asked.add(key);
    return Optional.ofNullable(entries.get(key)).map(Tree.Entry::value);
  }

  Optional<Tree> required(String key) {
    Optional<Tree> value = optional(key);
    if (value.isEmpty()) {
      report(line, "the key " + key + " is missing");
    }
    return value;
  }

  /// Text that is not empty.
  String text(String key) {
    return required(key).map(tree -> scalar(key, tree)).orElse("");
  }

  boolean truth(String key) {
    String text = text(key);
    if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
      report(placeOf(key).line(), key + " must be true or false");
    }
    return text.equals("true");
  }

  /// A list of texts; with `needed`, an empty or missing one is a fault.
  List<String> texts(String key, boolean needed) {
    List<Tree> items = items(key, needed);
    return items.stream().map(item -> scalar(key, item)).toList();
  }

  List<Tree> items(String key, boolean needed) {
    Optional<Tree> value = needed ? required(key) : optional(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Tree.Sequence sequence)) {
      report(value.get().line(), key + " must be a list");
      return List.of();
    }
    if (needed && sequence.items().isEmpty()) {
      report(sequence.line(), key + " must not be empty");
    }
    return sequence.items();
  }

  /// One of the constants, written in lower case.
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    E[] constants = type.getEnumConstants();
    String text = text(key);
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    if (!text.isEmpty()) {
      report(placeOf(key).line(), key + " " + text + " is none of " + namesOf(constants));
    }
    return constants[0];
  }

  void report(int at, String what) {
    faults.accept(new KnowledgeFault(file, at, what));
  }

  private String scalar(String key, Tree tree) {
    if (tree instanceof Tree.Scalar(String text, _, _) && !text.isBlank()) {
      return text.strip();
    }
    report(tree.line(), key + " must be text, and not empty");
    return "";
  }

  private static String namesOf(Enum<?>[] constants) {
    var names = new StringBuilder();
    for (Enum<?> constant : constants) {
      names.append(names.isEmpty() ? "" : ", ").append(constant.name().toLowerCase(Locale.ROOT));
    }
    return names.toString();
  }
}
