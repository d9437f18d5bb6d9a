package org.rdpdoctor.diagnosis.accuracy;

import java.util.Set;

/// What is the matter in a sample, known apart from its facts.
///
/// @param causes of which exactly one is there; several where the origin of the sample does not
///     tell them apart, none where the catalogue has no name for what is there
/// @param also causes that are there besides
/// @param breaks of which one must be told; none if nobody said
public record Truth(Kind kind, Set<String> causes, Set<String> also, Set<String> breaks) {
  /// What of a truth is known.
  public enum Kind {
    /// One of `causes`.
    CAUSE,
    /// Something that is not in the catalogue.
    STRANGER,
    /// Nothing is wrong, apart from `also`.
    HEALTHY,
    /// A break, of unknown cause.
    BREAK,
    /// Not the one in `causes`.
    NEAR_MISS
  }

  public Truth {
    causes = Set.copyOf(causes);
    also = Set.copyOf(also);
    breaks = Set.copyOf(breaks);
  }

  static Truth cause(String id, Set<String> also, String breakId) {
    return new Truth(Kind.CAUSE, Set.of(id), also, Set.of(breakId));
  }

  static Truth stranger(Set<String> also, String breakId) {
    return new Truth(Kind.STRANGER, Set.of(), also, Set.of(breakId));
  }

  static Truth healthy() {
    return new Truth(Kind.HEALTHY, Set.of(), Set.of(), Set.of());
  }

  /// True if each cause that a diagnosis tells is known to be right or wrong.
  boolean judgesEachCause() {
    return switch (kind) {
      case CAUSE -> causes.size() == 1;
      case STRANGER, HEALTHY -> true;
      case BREAK, NEAR_MISS -> false;
    };
  }

  boolean isThere(String cause) {
    return also.contains(cause) || (kind == Kind.CAUSE && causes.contains(cause));
  }
}
