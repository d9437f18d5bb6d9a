package org.rdpdoctor.diagnosis.knowledge;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;

/// Checks what no single entry shows: words against the facts, references, doubles, file names.
final class CatalogueCheck {
  static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

  private static final double MOST_KNOWN = 0.9501;

  private final Consumer<KnowledgeFault> faults;
  private final Map<String, Place> breaks = new HashMap<>();

  CatalogueCheck(Consumer<KnowledgeFault> faults) {
    this.faults = faults;
  }

  void check(List<KnownRung> rungs, List<KnownBreak> knownBreaks, List<KnownCause> causes) {
    var layers = new HashMap<String, Place>();
    for (KnownRung rung : rungs) {
      unique(layers, rung.layer().id(), rung.place());
      rung(rung);
    }
    for (KnownBreak known : knownBreaks) {
      knownBreak(known);
      unique(breaks, known.id(), known.place());
    }
    var ids = new HashMap<String, Place>();
    for (KnownCause cause : causes) {
      unique(ids, cause.id(), cause.place());
      cause(cause);
    }
    priors(causes);
  }

  /// Something else than what is known must stay possible.
  private void priors(List<KnownCause> causes) {
    var sums = new TreeMap<String, Double>();
    for (KnownCause cause : causes) {
      cause.priors().forEach((id, prior) -> sums.merge(id, prior, Double::sum));
    }
    sums.forEach(
        (id, sum) -> {
          if (sum > MOST_KNOWN && breaks.containsKey(id)) {
            report(
                breaks.get(id),
                "the causes of %s come to %.1f of 100; at most 95 are left by what is unknown"
                    .formatted(id, 100 * sum));
          }
        });
  }

  private void rung(KnownRung rung) {
    condition(rung.passed(), _ -> false);
    rung.ordinary().forEach(condition -> condition(condition, _ -> false));
    Stream.of(rung.skips(), rung.without(), rung.says())
        .flatMap(List::stream)
        .forEach(this::saying);
    var stages = new HashMap<String, Place>();
    for (KnownRung.Stage stage : rung.stages()) {
      unique(stages, stage.id(), stage.place());
      stage.sayings().forEach(this::saying);
    }
  }

  private void saying(KnownRung.Saying saying) {
    condition(saying.when(), _ -> false);
    text(saying.text(), saying.when(), saying.place());
  }

  /// Breaks are judged in order, so a break may lean on those before it only.
  private void knownBreak(KnownBreak known) {
    String file = "breaks/" + known.layer().id() + ".yaml";
    if (!known.place().file().equals(file)) {
      report(known.place(), known.id() + " belongs into " + file);
    }
    if (known.signs().stream().noneMatch(KnownSign::speaksFor)) {
      report(known.place(), "nothing speaks for " + known.id() + ", so it can never be told");
    }
    Predicate<String> earlier = breaks::containsKey;
    known.signs().forEach(sign -> sign(sign, earlier));
    known.explains().forEach(condition -> condition(condition, earlier));
    if (known.degrades() instanceof KnownBreak.Degrades.If(Condition condition)) {
      condition(condition, earlier);
    }
  }

  private void cause(KnownCause cause) {
    String file = "causes/" + cause.layer().id() + "/" + cause.id() + ".yaml";
    if (!cause.place().file().equals(file)) {
      report(cause.place(), "the cause " + cause.id() + " belongs into " + file);
    }
    for (String id : cause.breaks()) {
      if (!breaks.containsKey(id)) {
        report(cause.place(), "no break is called " + id);
      }
    }
    cause.signs().forEach(sign -> sign(sign, breaks::containsKey));
    var fixes = new HashSet<String>();
    for (Fix fix : cause.fixes()) {
      if (!fixes.add(fix.id())) {
        report(cause.place(), "the fix " + fix.id() + " is named twice");
      }
    }
    for (KnownSign sign : cause.signs()) {
      if (sign.reason().isEmpty()) {
        report(sign.place(), "a ratio needs a reason");
      }
    }
  }

  private void sign(KnownSign sign, Predicate<String> isBreak) {
    condition(sign.condition(), isBreak);
    text(sign.text(), sign.condition(), sign.place());
  }

  /// A condition that may name any break, once all of them are known.
  void condition(Condition condition) {
    condition(condition, breaks::containsKey);
  }

  private void condition(Condition condition, Predicate<String> isBreak) {
    switch (condition) {
      case Condition.Word word -> word(word);
      case Condition.All(var parts, _) -> parts.forEach(part -> condition(part, isBreak));
      case Condition.Any(var parts, _) -> parts.forEach(part -> condition(part, isBreak));
      case Condition.None(var parts, _) -> parts.forEach(part -> condition(part, isBreak));
      case Condition.BreakHolds(String id, Place place) -> {
        if (!isBreak.test(id)) {
          report(place, "no break that is judged before this is called " + id);
        }
      }
    }
  }

  private void word(Condition.Word word) {
    Class<? extends Observation> type = Vocabulary.words().get(word.word());
    if (type == null) {
      report(word.place(), "no fact is called " + word.word());
      return;
    }
    Map<String, RecordComponent> fields = FieldCheck.fieldsOf(type);
    for (Condition.Field field : word.fields()) {
      RecordComponent component = fields.get(field.name());
      if (component == null) {
        report(
            field.place(),
            "%s has no field %s; it has %s"
                .formatted(
                    word.word(),
                    field.name(),
                    String.join(", ", Vocabulary.fieldsOf(word.word()).orElse(List.of()))));
      } else {
        FieldCheck.trouble(component, field.constraint())
            .ifPresent(trouble -> report(field.place(), trouble));
      }
    }
  }

  private void text(String text, Condition condition, Place place) {
    Matcher placeholders = PLACEHOLDER.matcher(text);
    while (placeholders.find()) {
      if (!fills(condition, placeholders.group(1))) {
        report(place, "no fact of the condition fills " + placeholders.group());
      }
    }
  }

  /// True if the placeholder can be filled whenever the condition holds.
  private static boolean fills(Condition condition, String placeholder) {
    return switch (condition) {
      case Condition.Word(String word, _, _) -> {
        int dot = placeholder.indexOf('.');
        yield dot < 0
            ? FieldCheck.fills(word, placeholder)
            : placeholder.startsWith(word + ".")
                && FieldCheck.fills(word, placeholder.substring(dot + 1));
      }
      case Condition.All(var parts, _) -> parts.stream().anyMatch(part -> fills(part, placeholder));
      case Condition.Any(var parts, _) -> parts.stream().allMatch(part -> fills(part, placeholder));
      case Condition.None _, Condition.BreakHolds _ -> false;
    };
  }

  private void unique(Map<String, Place> seen, String id, Place place) {
    Place first = seen.putIfAbsent(id, place);
    if (first != null) {
      report(place, id + " stands already in " + first);
    }
  }

  private void report(Place place, String what) {
    faults.accept(new KnowledgeFault(place.file(), place.line(), what));
  }
}
