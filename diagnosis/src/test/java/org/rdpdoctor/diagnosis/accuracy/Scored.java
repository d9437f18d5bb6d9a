package org.rdpdoctor.diagnosis.accuracy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Sighting;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;

/// A sample and what the diagnosis made of it.
///
/// @param told every cause that was told, with its probability, in its order
/// @param silent the causes of the same breaks that it rules out or passes over
/// @param unknown the causes of other breaks that are there besides, of which nobody said anything
/// @param rank that of the true cause, from 1: equal ones share the best, and what is there as well
///     is left out; 0 if it was not told
/// @param decidable whether something specific to a cause was seen, the true one or another
/// @param breakRight whether the first break is one of the true ones, where there are any
record Scored(
    Sample sample,
    Map<String, Double> told,
    Set<String> silent,
    Set<String> unknown,
    int rank,
    boolean decidable,
    boolean breakRight) {
  private static final double EQUAL = 1e-9;

  static Scored of(Sample sample, Knowledge knowledge) {
    Diagnosis diagnosis = knowledge.diagnose(sample.facts());
    var told = new LinkedHashMap<String, Double>();
    diagnosis.causes().forEach(cause -> told.put(cause.id(), cause.probability()));
    Truth truth = sample.truth();
    Set<String> shown = Knowledge.shown(diagnosis);
    var sighting = new Sighting(sample.facts(), shown);
    boolean decidable =
        diagnosis.breaks().stream()
            .flatMap(each -> knowledge.causesOf(each.id()).stream())
            .anyMatch(cause -> knowledge.hasSpecificSign(cause, sighting));
    List<Diagnosis.Break> breaks = diagnosis.breaks();
    boolean breakRight =
        truth.breaks().isEmpty()
            || (!breaks.isEmpty() && truth.breaks().contains(breaks.getFirst().id()));
    Set<String> silent =
        diagnosis.breaks().stream()
            .flatMap(each -> knowledge.causesOf(each.id()).stream())
            .map(KnownCause::id)
            .filter(id -> !told.containsKey(id))
            .collect(Collectors.toSet());
    return new Scored(
        sample,
        told,
        silent,
        unknown(told.keySet(), truth, shown, knowledge),
        rank(told, truth),
        decidable,
        breakRight);
  }

  private static Set<String> unknown(
      Set<String> told, Truth truth, Set<String> shown, Knowledge knowledge) {
    if (truth.breaks().isEmpty()) {
      return Set.of();
    }
    var about = new HashSet<>(truth.breaks());
    truth.also().forEach(id -> knowledge.cause(id).ifPresent(each -> about.addAll(each.breaks())));
    return told.stream()
        .flatMap(id -> knowledge.cause(id).stream())
        .filter(cause -> cause.breaks().stream().noneMatch(about::contains))
        .filter(cause -> cause.breaks().stream().anyMatch(shown::contains))
        .map(KnownCause::id)
        .collect(Collectors.toSet());
  }

  private static int rank(Map<String, Double> told, Truth truth) {
    double mine =
        truth.causes().stream().mapToDouble(id -> told.getOrDefault(id, 0.0)).max().orElse(0);
    if (mine <= 0) {
      return 0;
    }
    Set<String> right = truth.causes();
    int before = 0;
    for (Map.Entry<String, Double> each : told.entrySet()) {
      if (right.contains(each.getKey())) {
        return before + 1;
      }
      boolean shares = Math.abs(each.getValue() - mine) < EQUAL;
      before += shares || truth.also().contains(each.getKey()) ? 0 : 1;
    }
    return 0;
  }

  boolean isRanked() {
    return sample.truth().kind() == Truth.Kind.CAUSE;
  }

  boolean within(int ranks) {
    return rank > 0 && rank <= ranks;
  }

  /// What was told of a cause.
  double probability(String cause) {
    return told.getOrDefault(cause, 0.0);
  }

  /// The cause that was told first, or nothing.
  String first() {
    return told.isEmpty() ? "nothing" : told.keySet().iterator().next();
  }
}
