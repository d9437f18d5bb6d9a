package org.rdpdoctor.diagnosis.accuracy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdpdoctor.diagnosis.Sighting;
import org.rdpdoctor.diagnosis.accuracy.Sample.Part;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.KnownSign;
import org.rdpdoctor.facts.Observation;

/// What causes, breaks and healthy servers look like: the situations that generated ones are made
/// of, and in them the facts that each sign rests on.
final class Scenes {
  private static final int MOST_FOR_A_SIGN = 6;

  private final Map<String, List<Scene>> ofCauses = new HashMap<>();
  private final Map<String, List<Scene>> ofBreaks = new HashMap<>();
  private final List<Scene> healthy = new ArrayList<>();
  private final Map<KnownSign, List<Set<Observation>>> facts = new HashMap<>();

  /// @param breaks those that the facts show
  record Scene(String name, List<Observation> facts, Set<String> breaks) {}

  Scenes(Knowledge knowledge, List<Sample> samples) {
    List<KnownCause> causes =
        knowledge.causeIds().stream().flatMap(id -> knowledge.cause(id).stream()).toList();
    for (Sample sample : samples) {
      if (sample.part() != Part.CASES && sample.part() != Part.LAB) {
        continue;
      }
      var scene = new Scene(sample.name(), sample.facts(), knowledge.shown(sample.facts()));
      place(sample.truth(), scene);
      var sighting = new Sighting(scene.facts(), scene.breaks());
      for (KnownCause cause : causes) {
        for (KnownSign sign : cause.signs()) {
          sighting
              .of(sign.condition())
              .filter(witnesses -> !witnesses.isEmpty())
              .ifPresent(witnesses -> remember(sign, witnesses));
        }
      }
    }
  }

  private void place(Truth truth, Scene scene) {
    switch (truth.kind()) {
      case CAUSE -> {
        if (truth.causes().size() == 1) {
          String id = truth.causes().iterator().next();
          ofCauses.computeIfAbsent(id, _ -> new ArrayList<>()).add(scene);
        }
      }
      case BREAK ->
          truth.breaks().stream()
              .filter(scene.breaks()::contains)
              .forEach(id -> ofBreaks.computeIfAbsent(id, _ -> new ArrayList<>()).add(scene));
      case HEALTHY -> healthy.add(scene);
      case STRANGER, NEAR_MISS -> {}
    }
  }

  private void remember(KnownSign sign, Set<Observation> witnesses) {
    List<Set<Observation>> known = facts.computeIfAbsent(sign, _ -> new ArrayList<>());
    if (known.size() < MOST_FOR_A_SIGN && !known.contains(witnesses)) {
      known.add(witnesses);
    }
  }

  /// The situations in which a cause is behind a break.
  List<Scene> of(KnownCause cause, String breakId) {
    return ofCauses.getOrDefault(cause.id(), List.of()).stream()
        .filter(scene -> scene.breaks().contains(breakId))
        .toList();
  }

  /// The situations that show a break and say nothing of its cause.
  List<Scene> of(String breakId) {
    return ofBreaks.getOrDefault(breakId, List.of());
  }

  List<Scene> healthy() {
    return healthy;
  }

  /// What was ever seen where a sign held.
  List<Set<Observation>> factsOf(KnownSign sign) {
    return facts.getOrDefault(sign, List.of());
  }
}
