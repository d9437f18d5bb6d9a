package org.rdpdoctor.diagnosis.clients;

import java.util.Locale;

/// How well something about a client is known, best first.
public enum Confidence {
  /// Its maker says so, or its source code does.
  DOCUMENTED,
  /// It was seen: in a capture, or by trying the client.
  OBSERVED,
  /// It follows from what is known of its siblings, or users say so.
  INFERRED,
  /// Nobody here knows.
  UNKNOWN;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one that is less sure.
  Confidence and(Confidence other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
