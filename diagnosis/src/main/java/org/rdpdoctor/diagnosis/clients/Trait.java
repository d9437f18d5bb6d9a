package org.rdpdoctor.diagnosis.clients;

import java.util.Optional;

/// One thing about a client, with where it is known from.
///
/// @param value empty if and only if the confidence is `UNKNOWN`
/// @param unsure of a list: what may belong to it besides
/// @param source a document, a capture or a program that was tried; for what is unknown, why
/// @param remedy what to do where this is what keeps the client out
public record Trait<T>(
    Optional<T> value,
    Optional<T> unsure,
    Confidence confidence,
    String source,
    Optional<String> remedy) {

  boolean isUnknown() {
    return value.isEmpty();
  }
}
