package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a field's value must be. Values are texts, numbers, truth values and lists of texts.
///
/// A list satisfies a constraint on text if one of its items does, and `Not` if none does.
public sealed interface Constraint {
  /// The longest text that is compared or searched; what peers send may be long.
  int LONGEST = 2000;

  boolean holds(Object value);

  record Equal(List<String> anyOf) implements Constraint {
    @Override
    public boolean holds(Object value) {
      return some(value, text -> anyOf.contains(text));
    }
  }

  record Not(List<String> noneOf) implements Constraint {
    @Override
    public boolean holds(Object value) {
      return !new Equal(noneOf).holds(value);
    }
  }

  /// A number between two bounds, each of which may be missing.
  record Between(
      OptionalDouble above, OptionalDouble atLeast, OptionalDouble atMost, OptionalDouble below)
      implements Constraint {
    @Override
    public boolean holds(Object value) {
      return value instanceof Number number && holds(number.doubleValue());
    }

    private boolean holds(double number) {
      return (above.isEmpty() || number > above.getAsDouble())
          && (atLeast.isEmpty() || number >= atLeast.getAsDouble())
          && (atMost.isEmpty() || number <= atMost.getAsDouble())
          && (below.isEmpty() || number < below.getAsDouble());
    }
  }

  /// An item of a list, or a part of a text, whatever its case.
  record Contains(List<String> anyOf) implements Constraint {
    @Override
    public boolean holds(Object value) {
      return value instanceof List<?>
          ? some(value, text -> anyOf.stream().anyMatch(text::equalsIgnoreCase))
          : some(value, text -> anyOf.stream().anyMatch(part -> lower(text).contains(lower(part))));
    }
  }

  record StartsWith(List<String> anyOf) implements Constraint {
    @Override
    public boolean holds(Object value) {
      return some(
          value, text -> anyOf.stream().anyMatch(start -> lower(text).startsWith(lower(start))));
    }
  }

  record Matches(Pattern pattern) implements Constraint {
    @Override
    public boolean holds(Object value) {
      return some(value, text -> pattern.matcher(text).find());
    }
  }

  /// A list without items or a text without letters, or the opposite.
  record Empty(boolean empty) implements Constraint {
    @Override
    public boolean holds(Object value) {
      return empty == (value instanceof List<?> list ? list.isEmpty() : value.toString().isEmpty());
    }
  }

  /// An address that the Internet does not route: RFC 1918, 4193 or 6598, loopback or link-local;
  /// or the opposite. What is no address is neither.
  record PrivateAddress(boolean wanted) implements Constraint {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.%a-z]*");
    private static final Pattern PRIVATE =
        Pattern.compile(
            "(10|127|169[.]254|192[.]168|172[.](1[6-9]|2[0-9]|3[01]))[.].*"
                + "|100[.](6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])[.].*"
                + "|::1|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*");

    @Override
    public boolean holds(Object value) {
      return some(
          value,
          text ->
              ADDRESS.matcher(lower(text)).matches()
                  && PRIVATE.matcher(lower(text)).matches() == wanted);
    }
  }

  /// All of them at once.
  record Both(List<Constraint> constraints) implements Constraint {
    @Override
    public boolean holds(Object value) {
      return constraints.stream().allMatch(constraint -> constraint.holds(value));
    }
  }

  private static boolean some(Object value, Predicate<String> wanted) {
    return value instanceof List<?> list
        ? list.stream().anyMatch(item -> wanted.test(bounded(item)))
        : wanted.test(bounded(value));
  }

  private static String bounded(Object value) {
    String text = value.toString();
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
