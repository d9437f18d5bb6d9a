package org.rdpdoctor.diagnosis.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads conditions; whether their words exist is for [CatalogueCheck] to say.
final class ConditionReader {
  private final String file;
  private final Consumer<KnowledgeFault> faults;

  ConditionReader(String file, Consumer<KnowledgeFault> faults) {
    this.file = file;
    this.faults = faults;
  }

  Condition condition(Tree tree) {
    Place place = new Place(file, tree.line());
    if (!(tree instanceof Tree.Mapping(List<Tree.Entry> entries, _)) || entries.size() != 1) {
      report(tree.line(), "a condition is a map with one key: a word, all, any, none or break");
      return new Condition.Any(List.of(), place);
    }
    Tree.Entry entry = entries.getFirst();
    return switch (entry.key()) {
      case "all" -> new Condition.All(conditions(entry), place);
      case "any" -> new Condition.Any(conditions(entry), place);
      case "none" -> new Condition.None(conditions(entry), place);
      case "break" -> new Condition.BreakHolds(text(entry.value()), place);
      default -> new Condition.Word(entry.key(), fields(entry.value()), place);
    };
  }

  private List<Condition> conditions(Tree.Entry entry) {
    if (entry.value() instanceof Tree.Sequence(List<Tree> items, _) && !items.isEmpty()) {
      return items.stream().map(this::condition).toList();
    }
    report(entry.line(), entry.key() + " needs a list of conditions");
    return List.of();
  }

  private List<Condition.Field> fields(Tree tree) {
    if (!(tree instanceof Tree.Mapping(List<Tree.Entry> entries, _))) {
      report(tree.line(), "a word needs a map of its fields; {} means any fact of this word");
      return List.of();
    }
    var fields = new ArrayList<Condition.Field>();
    for (Tree.Entry entry : entries) {
      if (fields.stream().anyMatch(field -> field.name().equals(entry.key()))) {
        report(entry.line(), "the field " + entry.key() + " stands twice");
      }
      fields.add(
          new Condition.Field(
              entry.key(), constraint(entry.value()), new Place(file, entry.line())));
    }
    return List.copyOf(fields);
  }

  private Constraint constraint(Tree tree) {
    return switch (tree) {
      case Tree.Scalar(String text, _, _) -> new Constraint.Equal(List.of(text));
      case Tree.Sequence sequence -> new Constraint.Equal(texts(sequence));
      case Tree.Mapping(List<Tree.Entry> entries, int line) -> {
        if (entries.isEmpty()) {
          report(line, "an empty constraint says nothing");
        }
        yield combined(entries);
      }
    };
  }

  private Constraint combined(List<Tree.Entry> entries) {
    var constraints = new ArrayList<Constraint>();
    var above = OptionalDouble.empty();
    var atLeast = OptionalDouble.empty();
    var atMost = OptionalDouble.empty();
    var below = OptionalDouble.empty();
    for (Tree.Entry entry : entries) {
      Tree value = entry.value();
      switch (entry.key()) {
        case "above" -> above = number(value);
        case "atLeast" -> atLeast = number(value);
        case "atMost" -> atMost = number(value);
        case "below" -> below = number(value);
        case "not" -> constraints.add(new Constraint.Not(texts(value)));
        case "contains" -> constraints.add(new Constraint.Contains(texts(value)));
        case "startsWith" -> constraints.add(new Constraint.StartsWith(texts(value)));
        case "matches" -> constraints.add(new Constraint.Matches(pattern(value)));
        case "private" ->
            constraints.add(new Constraint.PrivateAddress(text(value).equals("true")));
        case "empty" -> constraints.add(new Constraint.Empty(text(value).equals("true")));
        default ->
            report(
                entry.line(),
                "unknown constraint "
                    + entry.key()
                    + "; known are above, below, atLeast, atMost, not, contains, startsWith,"
                    + " matches, empty, private");
      }
    }
    if (above.isPresent() || atLeast.isPresent() || atMost.isPresent() || below.isPresent()) {
      constraints.add(new Constraint.Between(above, atLeast, atMost, below));
    }
    return constraints.size() == 1 ? constraints.getFirst() : new Constraint.Both(constraints);
  }

  private OptionalDouble number(Tree tree) {
    try {
      return OptionalDouble.of(Double.parseDouble(text(tree)));
    } catch (NumberFormatException e) {
      report(tree.line(), "a number is needed here");
      return OptionalDouble.of(0);
    }
  }

  private Pattern pattern(Tree tree) {
    try {
      return Pattern.compile(text(tree), Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      report(tree.line(), "not a regular expression: " + e.getDescription());
      return Pattern.compile("");
    }
  }

  private List<String> texts(Tree tree) {
    return tree instanceof Tree.Sequence(List<Tree> items, _)
        ? items.stream().map(this::text).toList()
        : List.of(text(tree));
  }

  private String text(Tree tree) {
    if (tree instanceof Tree.Scalar(String text, _, _)) {
      return text;
    }
    report(tree.line(), "text is needed here");
    return "";
  }

  private void report(int line, String what) {
    faults.accept(new KnowledgeFault(file, line, what));
  }
}
