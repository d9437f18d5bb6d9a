package org.rdpdoctor.facts;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.facts.SavedFact.Flag;
import org.rdpdoctor.facts.SavedFact.Text;
import org.rdpdoctor.facts.SavedFact.Texts;
import org.rdpdoctor.facts.SavedFact.Value;
import org.rdpdoctor.facts.SavedFact.Whole;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// Facts that were written down, as facts again: the way back from [Vocabulary].
public final class Retelling {
  private static final int FLAGS = 32;
  private static final String NUMBERED = "failureCode ";

  private Retelling() {}

  /// The fact of a word; nothing if there is no such word, a field is missing, or a value does not
  /// fit.
  public static Optional<Observation> observation(
      String word, Map<String, Value> fields, Evidence evidence) {
    Class<? extends Observation> type = Vocabulary.words().get(word);
    if (type == null) {
      return Optional.empty();
    }
    RecordComponent[] components = type.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      Optional<Object> value = value(components[i], fields, evidence);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values[i] = value.get();
    }
    try {
      Constructor<? extends Observation> constructor = type.getDeclaredConstructor(types);
      return Optional.of(constructor.newInstance(values));
    } catch (ReflectiveOperationException _) {
      return Optional.empty(); // the record itself does not take these values
    }
  }

  private static Optional<Object> value(
      RecordComponent component, Map<String, Value> fields, Evidence evidence) {
    Class<?> type = component.getType();
    if (type == Evidence.class) {
      return Optional.of(evidence);
    }
    String name = component.getName() + (type == Duration.class ? "Millis" : "");
    return Optional.ofNullable(fields.get(name)).flatMap(value -> value(type, value));
  }

  private static Optional<Object> value(Class<?> type, Value value) {
    return switch (value) {
      case Whole(long number) -> number(type, number);
      case Flag(boolean set) -> type == boolean.class ? Optional.of(set) : Optional.empty();
      case Texts(List<String> texts) -> list(type, texts);
      case Text(String text) -> text(type, text);
    };
  }

  private static Optional<Object> number(Class<?> type, long number) {
    if (type == Duration.class) {
      return Optional.of(Duration.ofMillis(number));
    }
    if (type == long.class) {
      return Optional.of(number);
    }
    boolean fits = number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE;
    return type == int.class && fits ? Optional.of((int) number) : Optional.empty();
  }

  private static Optional<Object> list(Class<?> type, List<String> texts) {
    if (type == List.class) {
      return Optional.of(texts);
    }
    if (type == Protocols.class) {
      return Optional.of(new Protocols(flags(texts, flag -> new Protocols(flag).names())));
    }
    if (type == ResponseFlags.class) {
      return Optional.of(new ResponseFlags(flags(texts, flag -> new ResponseFlags(flag).names())));
    }
    return Optional.empty();
  }

  private interface Names {
    List<String> of(int flag);
  }

  private static int flags(List<String> names, Names known) {
    int flags = 0;
    for (int bit = 0; bit < FLAGS; bit++) {
      List<String> called = known.of(1 << bit);
      if (!called.isEmpty() && names.containsAll(called)) {
        flags |= 1 << bit;
      }
    }
    for (String name : names) { // what has no name is written as a number
      flags |=
          name.matches("0x[0-9A-Fa-f]{1,8}") ? Integer.parseUnsignedInt(name.substring(2), 16) : 0;
    }
    return flags;
  }

  private static Optional<Object> text(Class<?> type, String text) {
    if (type == String.class) {
      return Optional.of(text);
    }
    if (type == Instant.class) {
      try {
        return Optional.of(Instant.parse(text));
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    }
    if (type == NegotiationFailureCode.class) {
      return code(text);
    }
    if (type == DecodeFault.class) {
      return Optional.of(fault(text));
    }
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(text)) {
          return Optional.of(constant);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Object> code(String text) {
    for (int code = 1; code <= 6; code++) {
      if (new NegotiationFailureCode(code).toString().equals(text)) {
        return Optional.of(new NegotiationFailureCode(code));
      }
    }
    try {
      return text.startsWith(NUMBERED)
          ? Optional.of(
              new NegotiationFailureCode(
                  Integer.parseUnsignedInt(text.substring(NUMBERED.length()))))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// The sentence of a fault, held by the one kind that takes any sentence.
  private static DecodeFault fault(String text) {
    String[] parts = text.split(" at offset ", 2);
    String rest = parts.length < 2 ? text : parts[1].replaceFirst("^[0-9]+ (is )?", "");
    return new DecodeFault.Malformed(parts[0], 0, rest);
  }
}
