package org.rdpdoctor.wire.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.wire.SpecifiedIn;

/// A field line of a request or an answer: `name: value`. Its text never shows credentials.
@SpecifiedIn("RFC 9110 5")
public record HttpField(String name, String value) {
  private static final Set<String> SECRET =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  public HttpField {
    if (name.isEmpty() || breaksLine(name) || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException("no name of a field: " + name);
    }
    if (breaksLine(value)) {
      throw new IllegalArgumentException("the value of " + name + " has more than one line");
    }
  }

  /// Names of fields are the same in upper and lower case.
  public boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }

  static boolean breaksLine(String text) {
    return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
  }

  static Optional<String> first(List<HttpField> fields, String name) {
    return all(fields, name).stream().findFirst();
  }

  static List<String> all(List<HttpField> fields, String name) {
    return fields.stream().filter(field -> field.isNamed(name)).map(HttpField::value).toList();
  }

  /// The parts of values that are lists, in lower case.
  static List<String> words(List<String> values) {
    return values.stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  @Override
  public String toString() {
    boolean secret = SECRET.contains(name.toLowerCase(Locale.ROOT));
    return name + ": " + (secret ? "(" + value.length() + " characters hidden)" : value);
  }
}
