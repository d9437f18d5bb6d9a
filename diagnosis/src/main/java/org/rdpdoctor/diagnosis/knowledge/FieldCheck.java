package org.rdpdoctor.diagnosis.knowledge;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// Checks fields and their constraints against the records behind the words.
final class FieldCheck {
  private static final String NUMBER = "-?[0-9]+";
  private static final String UNNAMED = "0x[0-9A-F]+|failureCode [0-9]+";

  private FieldCheck() {}

  /// The fields of a word, under the names that conditions use.
  static Map<String, RecordComponent> fieldsOf(Class<? extends Observation> type) {
    var fields = new HashMap<String, RecordComponent>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType() == Duration.class) {
        fields.put(component.getName() + "Millis", component);
      } else if (component.getType() != Evidence.class) {
        fields.put(component.getName(), component);
      }
    }
    return fields;
  }

  /// True if a fact of this word can fill `{field}`; a `Duration` is known by both its names.
  static boolean fills(String word, String field) {
    Class<? extends Observation> type = Vocabulary.words().get(word);
    if (type == null) {
      return false;
    }
    Set<String> names = fieldsOf(type).keySet();
    return names.contains(field) || names.contains(field + "Millis");
  }

  /// What is wrong with asking this of the field.
  static Optional<String> trouble(RecordComponent field, Constraint constraint) {
    return switch (constraint) {
      case Constraint.Equal(List<String> values) -> unequal(field, values);
      case Constraint.Not(List<String> values) -> unequal(field, values);
      case Constraint.Between _ ->
          isNumber(field) ? Optional.empty() : Optional.of(field.getName() + " is not a number");
      case Constraint.Contains(List<String> values) ->
          choices(field).isEmpty() ? untextual(field) : unequal(field, values);
      case Constraint.StartsWith _, Constraint.Matches _ -> untextual(field);
      case Constraint.Empty _, Constraint.PrivateAddress _ -> untextual(field);
      case Constraint.Both(List<Constraint> parts) ->
          parts.stream().map(part -> trouble(field, part)).flatMap(Optional::stream).findFirst();
    };
  }

  private static Optional<String> unequal(RecordComponent field, List<String> values) {
    if (values.isEmpty()) {
      return Optional.of("an empty list of values can never hold");
    }
    for (String value : values) {
      if (!possible(field, value)) {
        Set<String> choices = choices(field);
        return Optional.of(
            "%s can never be %s%s"
                .formatted(
                    field.getName(),
                    value,
                    choices.isEmpty() ? "" : "; it is one of " + String.join(", ", choices)));
      }
    }
    return Optional.empty();
  }

  private static boolean possible(RecordComponent field, String value) {
    if (isNumber(field)) {
      return value.matches(NUMBER);
    }
    Set<String> choices = choices(field);
    return choices.isEmpty()
        || choices.contains(value)
        || (!field.getType().isEnum() && value.matches(UNNAMED));
  }

  private static Optional<String> untextual(RecordComponent field) {
    return isNumber(field) || field.getType() == boolean.class
        ? Optional.of(field.getName() + " is neither text nor a list")
        : Optional.empty();
  }

  private static boolean isNumber(RecordComponent field) {
    Class<?> type = field.getType();
    return type == int.class || type == long.class || type == Duration.class;
  }

  /// The names that the field's type allows; empty if it is free.
  private static Set<String> choices(RecordComponent field) {
    Class<?> type = field.getType();
    var names = new HashSet<String>();
    if (type == boolean.class) {
      names.addAll(List.of("true", "false"));
    } else if (type == NegotiationFailureCode.class) {
      for (int code = 1; code <= 6; code++) {
        names.add(new NegotiationFailureCode(code).toString());
      }
    } else if (type == Protocols.class) {
      names.addAll(Protocols.RDP.names());
      names.addAll(new Protocols(0x1F).names());
    } else if (type == ResponseFlags.class) {
      names.addAll(new ResponseFlags(0x1F).names());
    } else if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        names.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
      }
    }
    return new TreeSet<>(names);
  }
}
