package org.rdpdoctor.diagnosis.accuracy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.rdpdoctor.diagnosis.Sighting;
import org.rdpdoctor.diagnosis.accuracy.Knowledge.Shown;
import org.rdpdoctor.diagnosis.accuracy.Sample.Part;
import org.rdpdoctor.diagnosis.accuracy.Scenes.Scene;
import org.rdpdoctor.diagnosis.knowledge.KnownBreak;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.KnownSign;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;

/// Makes situations as often as the catalogue says that they come about, and disturbs them.
///
/// A break is drawn, each as often as any other, then what is behind it by the priors of its
/// causes, something unknown among them. What that looks like comes from the cases and from the
/// lab. Signs of it are left out, signs of others turn up as often as their ratio says, the server
/// is another one, the path is faster or slower, facts are missing, and now and then something else
/// is wrong as well.
final class World {
  /// A log, a setting, a code that a user tells: often nobody looked.
  private static final double LOOKED_AT = 0.6;

  /// What a check measures by itself.
  private static final double MEASURED = 0.85;

  private static final double HEALTHY = 0.1;

  private final Knowledge knowledge;
  private final Scenes scenes;
  private final long seed;
  private final List<KnownBreak> breaks;

  World(Knowledge knowledge, Scenes scenes, long seed) {
    this.knowledge = knowledge;
    this.scenes = scenes;
    this.seed = seed;
    this.breaks =
        knowledge.breaks().stream()
            .filter(each -> !scenes.of(each.id()).isEmpty() || hasCauseScene(each))
            .filter(each -> !knowledge.causesOf(each.id()).isEmpty())
            .toList();
  }

  private boolean hasCauseScene(KnownBreak known) {
    return knowledge.causesOf(known.id()).stream()
        .anyMatch(cause -> !scenes.of(cause, known.id()).isEmpty());
  }

  List<Sample> samples(int count) {
    return IntStream.range(0, count).parallel().mapToObj(this::sample).toList();
  }

  private Sample sample(int number) {
    var chance = new Chance(seed, number);
    if (chance.in(HEALTHY)) {
      return healthy(number, chance);
    }
    KnownBreak known = chance.oneOf(breaks);
    while (true) {
      Optional<KnownCause> cause = knowledge.drawn(known.id(), chance);
      Scene scene = scene(known, cause, chance);
      var draft = new Draft(knowledge, known.id(), cause, scene);
      boolean isItsOwn = cause.isPresent() && !scenes.of(cause.get(), known.id()).isEmpty();
      if (isItsOwn || isBorrowed(draft, known, cause, chance)) {
        return finished(number, known, cause, scene, draft, chance);
      }
    }
  }

  private Sample finished(
      int number,
      KnownBreak known,
      Optional<KnownCause> cause,
      Scene scene,
      Draft draft,
      Chance chance) {
    cause.ifPresent(each -> lose(each, draft, chance));
    mislead(known, cause, draft, chance);
    disturb(draft, known.layer(), chance);
    Set<String> also = new SecondTrouble(knowledge, chance).addTo(draft);
    boolean imitated = cause.isPresent() && isImitated(cause.get(), known, draft, chance);
    boolean isBroken = chance.in(knowledge.probability(known.id(), draft.facts()));
    Truth truth =
        cause.isEmpty() || imitated || !isBroken
            ? Truth.stranger(also, known.id())
            : Truth.cause(cause.get().id(), also, known.id());
    String name = "%d: %s in %s".formatted(number, known.id(), scene.name());
    return new Sample(Part.GENERATED, name, draft.facts(), truth);
  }

  private Scene scene(KnownBreak known, Optional<KnownCause> cause, Chance chance) {
    List<Scene> own = cause.map(each -> scenes.of(each, known.id())).orElse(List.of());
    if (!own.isEmpty()) {
      return chance.oneOf(own);
    }
    if (!scenes.of(known.id()).isEmpty()) {
      return chance.oneOf(scenes.of(known.id()));
    }
    var ofOthers = new ArrayList<Scene>();
    knowledge.causesOf(known.id()).forEach(each -> ofOthers.addAll(scenes.of(each, known.id())));
    return chance.oneOf(ofOthers);
  }

  /// Takes what is specific to single causes out of a situation that shows a break, so that it can
  /// be that of one for which there is no situation of its own. What cannot be taken out belongs
  /// to the break; it is there as often as its ratio says.
  private boolean isBorrowed(
      Draft draft, KnownBreak known, Optional<KnownCause> cause, Chance chance) {
    double fits = 1;
    for (KnownCause each : knowledge.causesOf(known.id())) {
      boolean isThere = cause.isPresent() && cause.get().id().equals(each.id());
      for (Shown shown : knowledge.signs(each, draft.sighting())) {
        boolean misleads = shown.sign().speaksFor() != isThere;
        if (misleads && !draft.leaveOut(shown.facts())) {
          fits = Math.min(fits, 1 / shown.ratio());
        }
      }
    }
    return chance.in(fits);
  }

  /// Loses signs of the cause that nobody looked at, or that did not come about.
  private void lose(KnownCause cause, Draft draft, Chance chance) {
    for (Shown shown : knowledge.signs(cause, draft.sighting())) {
      if (shown.sign().speaksFor() && !chance.in(seen(shown.sign(), shown.facts()))) {
        draft.leaveOut(shown.facts());
      }
    }
  }

  private double seen(KnownSign sign, Set<Observation> facts) {
    boolean recorded =
        facts.stream().anyMatch(f -> f.layer() == Layer.CLIENT || f.layer() == Layer.SERVER);
    return (recorded ? LOOKED_AT : MEASURED) * knowledge.expected(sign);
  }

  /// Adds signs of causes that are not there, and signs against the one that is.
  private void mislead(KnownBreak known, Optional<KnownCause> cause, Draft draft, Chance chance) {
    for (KnownCause each : knowledge.causesOf(known.id())) {
      boolean isThere = cause.isPresent() && cause.get().id().equals(each.id());
      for (KnownSign sign : each.signs()) {
        List<Set<Observation>> pool = scenes.factsOf(sign);
        if (sign.speaksFor() == isThere || pool.isEmpty()) {
          continue;
        }
        Set<Observation> facts = chance.oneOf(pool);
        if (chance.in(seen(sign, facts) / sign.ratio())) {
          draft.add(facts);
        }
      }
    }
  }

  private void disturb(Draft draft, Layer layer, Chance chance) {
    if (chance.in(0.1)) {
      draft.leaveOutAbove(layer);
    }
    if (chance.in(0.5) && !scenes.healthy().isEmpty()) {
      onAnotherServer(draft, chance.oneOf(scenes.healthy()));
    }
    draft.leaveOut(
        draft.idle().stream().filter(fact -> !knowledge.carries(fact) && chance.in(0.15)).toList());
    double factor = chance.stretch();
    draft.replace(draft.facts().stream().map(fact -> Times.stretched(fact, factor)).toList());
  }

  /// Where nothing on a rung matters, it is that of another server.
  private static void onAnotherServer(Draft draft, Scene other) {
    var idle = new HashSet<>(draft.idle());
    for (Layer layer : List.of(Layer.NAME, Layer.NEGOTIATION, Layer.TLS, Layer.CERTIFICATE)) {
      List<Observation> there = draft.facts().stream().filter(f -> f.layer() == layer).toList();
      List<Observation> instead = other.facts().stream().filter(f -> f.layer() == layer).toList();
      if (!there.isEmpty() && !instead.isEmpty() && idle.containsAll(there)) {
        var facts = new ArrayList<>(draft.facts());
        facts.removeAll(there);
        facts.addAll(instead);
        draft.replace(facts);
      }
    }
  }

  /// True if it only looks like this cause: where the network can show no more than so much, the
  /// rest are strangers that look the same.
  private boolean isImitated(KnownCause cause, KnownBreak known, Draft draft, Chance chance) {
    Sighting sighting = draft.sighting();
    boolean recorded =
        knowledge.signs(cause, sighting).stream()
            .filter(shown -> shown.sign().speaksFor() && shown.ratio() >= Knowledge.SPECIFIC)
            .flatMap(shown -> shown.facts().stream())
            .anyMatch(Knowledge::isRecorded);
    double most = recorded ? 0.99 : knowledge.mostFromTheNetwork(cause, known.id());
    double plain = knowledge.plain(cause, known.id(), sighting);
    return plain > most && chance.in(1 - most / plain);
  }

  private Sample healthy(int number, Chance chance) {
    Scene scene = chance.oneOf(scenes.healthy());
    double factor = chance.stretch();
    var facts = new ArrayList<Observation>();
    for (Observation fact : scene.facts()) {
      if (knowledge.carries(fact) || !chance.in(0.15)) {
        facts.add(Times.stretched(fact, factor));
      }
    }
    String name = "%d: healthy as %s".formatted(number, scene.name());
    return new Sample(Part.GENERATED, name, facts, Truth.healthy());
  }
}
