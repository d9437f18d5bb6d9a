package org.rdpdoctor.diagnosis.knowledge;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// Facts as cases write them: `word: {field: value}`; a field that is not given is empty, 0 or
/// false.
public final class CaseFacts {
  private static final Evidence EVIDENCE = new Evidence(1, "a case", "a case", Duration.ZERO);

  private CaseFacts() {}

  static List<Observation> of(String file, Tree list) {
    return ((Tree.Sequence) list).items().stream().map(item -> fact(file, item)).toList();
  }

  /// The text of a fact in YAML.
  public static Observation fact(String yaml) {
    Tree tree =
        YamlTrees.parse(
                yaml,
                yaml,
                fault -> {
                  throw new IllegalArgumentException(fault.toString());
                })
            .orElseThrow();
    return fact(yaml, tree);
  }

  private static Observation fact(String file, Tree tree) {
    Tree.Entry entry = ((Tree.Mapping) tree).entries().getFirst();
    Class<? extends Observation> type = Vocabulary.words().get(entry.key());
    if (type == null) {
      throw wrong(file, entry.line(), "no fact is called " + entry.key());
    }
    var given = new HashMap<String, Tree>();
    ((Tree.Mapping) entry.value()).entries().forEach(e -> given.put(e.key(), e.value()));
    Observation fact = build(type, given, file);
    if (!given.isEmpty()) {
      throw wrong(file, entry.line(), entry.key() + " has no " + given.keySet());
    }
    return fact;
  }

  private static Observation build(
      Class<? extends Observation> type, Map<String, Tree> given, String file) {
    RecordComponent[] components = type.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      Tree tree = given.remove(components[i].getName());
      if (tree == null) {
        tree = given.remove(components[i].getName() + "Millis");
      }
      List<String> texts = tree == null ? List.of() : texts(tree);
      values[i] = value(types[i], texts);
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(file + ": " + type, e);
    }
  }

  private static Object value(Class<?> type, List<String> texts) {
    String text = texts.isEmpty() ? "" : texts.getFirst();
    if (type == List.class) {
      return texts;
    }
    if (type == Evidence.class) {
      return EVIDENCE;
    }
    if (type == boolean.class) {
      return Boolean.valueOf(text);
    }
    if (type == int.class) {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
    if (type == long.class) {
      return text.isEmpty() ? 0L : Long.parseLong(text);
    }
    if (type == Duration.class) {
      return Duration.ofMillis(text.isEmpty() ? 0 : Long.parseLong(text));
    }
    if (type == Instant.class) {
      return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }
    if (type == Protocols.class) {
      return protocols(texts);
    }
    if (type == ResponseFlags.class) {
      return flags(texts);
    }
    if (type == NegotiationFailureCode.class) {
      return code(text);
    }
    if (type.isEnum()) {
      return constant(type, text);
    }
    if (type == DecodeFault.class) {
      return new DecodeFault.WrongValue("version", 0, 3, 0x53);
    }
    return text;
  }

  private static Object constant(Class<?> type, String text) {
    for (Object constant : type.getEnumConstants()) {
      if (constant.toString().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(type.getSimpleName() + " has no " + text);
  }

  private static Protocols protocols(List<String> names) {
    int flags = 0;
    for (String name : names) {
      for (int flag : List.of(0, 1, 2, 4, 8, 16)) {
        if (new Protocols(flag).names().contains(name)) {
          flags |= flag;
        }
      }
    }
    return new Protocols(flags);
  }

  private static ResponseFlags flags(List<String> names) {
    int flags = 0;
    for (int bit = 0; bit < 8; bit++) {
      if (names.containsAll(new ResponseFlags(1 << bit).names())) {
        flags |= 1 << bit;
      }
    }
    return new ResponseFlags(flags);
  }

  private static NegotiationFailureCode code(String name) {
    for (int code = 1; code < 100; code++) {
      if (new NegotiationFailureCode(code).toString().equals(name)) {
        return new NegotiationFailureCode(code);
      }
    }
    throw new IllegalArgumentException("no failure code is called " + name);
  }

  static List<String> texts(Tree tree) {
    return switch (tree) {
      case Tree.Scalar(String text, _, _) -> List.of(text);
      case Tree.Sequence(List<Tree> items, _) ->
          items.stream().map(item -> ((Tree.Scalar) item).text()).toList();
      case Tree.Mapping(_, int line) ->
          throw new IllegalArgumentException("line " + line + ": text or a list is needed");
    };
  }

  private static IllegalArgumentException wrong(String file, int line, String what) {
    return new IllegalArgumentException(file + ":" + line + ": " + what);
  }
}
