package org.rdpdoctor.diagnosis.clients;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Observation;

/// Facts by their kind.
record Seen(List<Observation> facts) {
  <T> List<T> all(Class<T> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T> Optional<T> first(Class<T> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  boolean has(Class<?> kind) {
    return facts.stream().anyMatch(kind::isInstance);
  }
}
