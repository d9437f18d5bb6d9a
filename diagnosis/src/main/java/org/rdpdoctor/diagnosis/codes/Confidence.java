package org.rdpdoctor.diagnosis.codes;

import java.util.Locale;
import java.util.Optional;

/// How well a row of the code tables is founded.
public enum Confidence {
  /// By the vendor or a standard.
  DOCUMENTED,
  /// By the source code of a program that uses the number.
  HEADER,
  /// By people who met it.
  COMMUNITY,
  /// By the way the numbers are built; nobody states it.
  INFERRED;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Confidence> of(String id) {
    for (Confidence confidence : values()) {
      if (confidence.id().equals(id)) {
        return Optional.of(confidence);
      }
    }
    return Optional.empty();
  }
}
