package org.rdpdoctor.diagnosis.knowledge;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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

  /// One of the constants, written in lower case with hyphens.
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    return choice(key, placeOf(key).line(), text(key), type);
  }

  /// A list of constants that may be empty, but must be there.
  <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    required(key);
    return items(key, false).stream()
        .map(item -> choice(key, item.line(), scalar(key, item), type))
        .toList();
  }

  private <E extends Enum<E>> E choice(String key, int at, String text, Class<E> type) {
    E[] constants = type.getEnumConstants();
    for (E constant : constants) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    if (!text.isEmpty()) {
      report(at, key + " " + text + " is none of " + namesOf(constants));
    }
    return constants[0];
  }

  /// Text where there is the key.
  Optional<String> optionalText(String key) {
    return optional(key).map(tree -> scalar(key, tree));
  }

  /// A number from `least` to `most`.
  double number(String key, double least, double most) {
    return required(key).map(tree -> number(key, tree, least, most)).orElse(least);
  }

  OptionalDouble optionalNumber(String key, double least, double most) {
    return optional(key).stream().mapToDouble(tree -> number(key, tree, least, most)).findFirst();
  }

  /// Percentages by name, as parts of one, in the order of the file; empty without the key.
  Map<String, Double> parts(String key) {
    Optional<Tree> value = optional(key);
    var parts = new LinkedHashMap<String, Double>();
    if (value.isPresent() && !(value.get() instanceof Tree.Mapping)) {
      report(value.get().line(), key + " must be a map of percentages");
    }
    if (value.isPresent() && value.get() instanceof Tree.Mapping(List<Tree.Entry> items, _)) {
      for (Tree.Entry item : items) {
        double percent = number(item.key(), item.value(), 0, 100);
        if (parts.put(item.key(), percent / 100) != null) {
          report(item.line(), item.key() + " stands twice");
        }
      }
    }
    return Collections.unmodifiableMap(parts);
  }

  private double number(String key, Tree tree, double least, double most) {
    String text = scalar(key, tree);
    if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    if (!text.isEmpty()) {
      report(
          tree.line(),
          "%s must be a number from %s to %s".formatted(key, plain(least), plain(most)));
    }
    return least;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
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

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String namesOf(Enum<?>[] constants) {
    var names = new StringBuilder();
    for (Enum<?> constant : constants) {
      names.append(names.isEmpty() ? "" : ", ").append(word(constant));
    }
    return names.toString();
  }
}
