package org.rdpdoctor.facts;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// The words that facts have in reports and in knowledge files, taken from the records themselves.
///
/// A record's name in kebab case is its word; its components, without the evidence, are its fields.
/// A `Duration` is a number of milliseconds under the component's name with `Millis` behind it; an
/// `Instant` is RFC 3339; protocols and flags are lists of names; enums are lower case.
public final class Vocabulary {
  private static final ClassValue<Form> FORMS =
      new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> type) {
          return Form.of(type);
        }
      };

  private static final Map<String, Class<? extends Observation>> WORDS = collect();

  private Vocabulary() {}

  /// Every word and the record behind it, in no particular order.
  public static Map<String, Class<? extends Observation>> words() {
    return WORDS;
  }

  public static String wordOf(Observation observation) {
    return wordOf(observation.getClass());
  }

  public static String wordOf(Class<?> type) {
    return FORMS.get(type).word;
  }

  /// The field names of a word, or nothing if there is no such word.
  public static Optional<List<String>> fieldsOf(String word) {
    return Optional.ofNullable(WORDS.get(word)).map(Vocabulary::fieldsOf);
  }

  /// The rung that a word's facts belong to, which is that of its sealed family.
  public static Optional<Layer> layerOf(String word) {
    return Optional.ofNullable(WORDS.get(word)).flatMap(type -> FORMS.get(type).layer);
  }

  private static Class<?> familyOf(Class<?> type) {
    if (type.getInterfaces().length == 0) {
      return type; // no fact at all
    }
    Class<?> parent = type.getInterfaces()[0];
    return parent == Observation.class ? type : familyOf(parent);
  }

  /// The values of an observation by field name, as strings, numbers, booleans and lists of
  /// strings.
  public static Map<String, Object> valuesOf(Observation observation) {
    Form form = FORMS.get(observation.getClass());
    var values = new LinkedHashMap<String, Object>();
    for (int i = 0; i < form.fields.size(); i++) {
      values.put(form.fields.get(i), plain(valueOf(form.accessors.get(i), observation)));
    }
    return values;
  }

  private static List<String> fieldsOf(Class<? extends Observation> type) {
    return FORMS.get(type).fields;
  }

  /// What reflection says of a record, asked once.
  private record Form(
      String word, Optional<Layer> layer, List<String> fields, List<Method> accessors) {
    static Form of(Class<?> type) {
      var fields = new ArrayList<String>();
      var accessors = new ArrayList<Method>();
      for (RecordComponent component : componentsOf(type)) {
        if (component.getType() != Evidence.class) {
          fields.add(fieldOf(component));
          accessors.add(component.getAccessor());
        }
      }
      return new Form(
          kebab(type.getSimpleName()), layerOf(type), List.copyOf(fields), List.copyOf(accessors));
    }

    private static Optional<Layer> layerOf(Class<?> type) {
      String family = familyOf(type).getSimpleName().replaceFirst("Fact$", "");
      return Layer.of(family.toLowerCase(Locale.ROOT));
    }

    private static RecordComponent[] componentsOf(Class<?> type) {
      return type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    }
  }

  private static String fieldOf(RecordComponent component) {
    return component.getType() == Duration.class
        ? component.getName() + "Millis"
        : component.getName();
  }

  private static Object valueOf(Method accessor, Observation observation) {
    try {
      return accessor.invoke(observation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + accessor + " of a fact", e);
    }
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Duration duration -> duration.toMillis();
      case Instant instant -> instant.toString();
      case Protocols protocols -> protocols.names();
      case ResponseFlags flags -> flags.names();
      case NegotiationFailureCode code -> code.toString();
      case DecodeFault fault -> fault.describe();
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      default -> value;
    };
  }

  private static Map<String, Class<? extends Observation>> collect() {
    var words = new HashMap<String, Class<? extends Observation>>();
    collect(Observation.class, words);
    return Map.copyOf(words);
  }

  private static void collect(
      Class<? extends Observation> type, Map<String, Class<? extends Observation>> words) {
    if (type.isRecord()) {
      words.put(wordOf(type), type);
      return;
    }
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      collect(permitted.asSubclass(Observation.class), words);
    }
  }

  private static String kebab(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
