package org.rdpdoctor.diagnosis;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.Condition;
import org.rdpdoctor.diagnosis.knowledge.Constraint;
import org.rdpdoctor.diagnosis.knowledge.KnownBreak;
import org.rdpdoctor.diagnosis.knowledge.KnownBreak.Degrades;
import org.rdpdoctor.diagnosis.knowledge.KnownRung;
import org.rdpdoctor.diagnosis.knowledge.KnownSign;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.facts.ClientFact.TestAnswered;

/// What of a situation the knowledge can tell apart: the words of the facts in their order, which
/// of them are equal, and for each field which constraints of the whole catalogue its value
/// satisfies. Two situations of one shape differ in nothing but the values in their sentences.
final class Shapes {
  private static final int MOST_REMEMBERED = 20_000;
  private static final int LONGEST_REMEMBERED = 200;

  private final Map<String, Map<String, List<Constraint>>> constraints = new HashMap<>();
  private final Map<Value, String> answers = new HashMap<>();

  /// A value of a field, and what was found out about it.
  private record Value(String word, String field, String value) {}

  Shapes(Catalogue catalogue) {
    var all = new HashMap<String, Map<String, Set<Constraint>>>();
    for (KnownRung rung : catalogue.rungs()) {
      collect(rung.passed(), all);
      rung.skips().forEach(saying -> collect(saying.when(), all));
      rung.without().forEach(saying -> collect(saying.when(), all));
      rung.says().forEach(saying -> collect(saying.when(), all));
      rung.ordinary().forEach(condition -> collect(condition, all));
      rung.stages().stream()
          .flatMap(KnownRung.Stage::sayings)
          .forEach(saying -> collect(saying.when(), all));
    }
    for (KnownBreak known : catalogue.breaks()) {
      signs(known.signs(), all);
      known.explains().forEach(condition -> collect(condition, all));
      if (known.degrades() instanceof Degrades.If(Condition condition)) {
        collect(condition, all);
      }
    }
    for (String id : catalogue.causes().ids()) {
      catalogue.causes().cause(id).ifPresent(cause -> signs(cause.signs(), all));
    }
    for (KnownTest test : catalogue.tests().all()) {
      test.scope().when().ifPresent(condition -> collect(condition, all));
    }
    all.forEach(
        (word, fields) -> {
          var lists = new HashMap<String, List<Constraint>>();
          fields.forEach((field, each) -> lists.put(field, List.copyOf(each)));
          constraints.put(word, Map.copyOf(lists));
        });
  }

  private static void signs(List<KnownSign> signs, Map<String, Map<String, Set<Constraint>>> all) {
    signs.forEach(sign -> collect(sign.condition(), all));
  }

  private static void collect(Condition condition, Map<String, Map<String, Set<Constraint>>> all) {
    switch (condition) {
      case Condition.Word(String word, var fields, _) -> {
        for (Condition.Field field : fields) {
          all.computeIfAbsent(word, _ -> new HashMap<>())
              .computeIfAbsent(field.name(), _ -> new LinkedHashSet<>())
              .add(field.constraint());
        }
      }
      case Condition.All(var parts, _) -> parts.forEach(part -> collect(part, all));
      case Condition.Any(var parts, _) -> parts.forEach(part -> collect(part, all));
      case Condition.None(var parts, _) -> parts.forEach(part -> collect(part, all));
      case Condition.BreakHolds _ -> {}
    }
  }

  /// The same text for situations of one shape, and for no others; their targets do not matter.
  String of(Situation situation, Scene scene) {
    var shape = new StringBuilder(300);
    shape.append(situation.offered().flags());
    shape.append(' ').append(situation.until().id()).append(' ').append(scene.isRecorded());
    situation.inquiries().forEach(inquiry -> shape.append('\n').append(inquiry));
    for (Diagnosis.NotTested not : situation.notTested()) {
      shape.append('\n').append(not.layer()).append(not.byChoice()).append(not.because());
    }
    var first = new HashMap<Seen, Integer>();
    for (Seen seen : scene.facts()) {
      Integer equal = first.putIfAbsent(seen, seen.place());
      shape.append('\n').append(seen.word());
      if (seen.observation() instanceof TestAnswered(String test, String outcome, _)) {
        shape.append(' ').append(test).append(' ').append(outcome);
      }
      if (equal != null) {
        shape.append(' ').append(equal);
      }
      Map<String, List<Constraint>> asked = constraints.getOrDefault(seen.word(), Map.of());
      if (!asked.isEmpty()) {
        seen.values().forEach((field, value) -> answers(seen.word(), field, value, asked, shape));
      }
    }
    return shape.toString();
  }

  private void answers(
      String word,
      String field,
      Object value,
      Map<String, List<Constraint>> asked,
      StringBuilder shape) {
    List<Constraint> questions = asked.get(field);
    if (questions == null) {
      return;
    }
    shape.append(' ');
    if (!(value instanceof String text) || text.length() > LONGEST_REMEMBERED) {
      shape.append(answers(questions, value));
      return;
    }
    if (answers.size() > MOST_REMEMBERED) {
      answers.clear();
    }
    shape.append(
        answers.computeIfAbsent(new Value(word, field, text), _ -> answers(questions, text)));
  }

  private static String answers(List<Constraint> questions, Object value) {
    var answers = new char[questions.size()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = questions.get(i).holds(value) ? '1' : '0';
    }
    return new String(answers);
  }
}
