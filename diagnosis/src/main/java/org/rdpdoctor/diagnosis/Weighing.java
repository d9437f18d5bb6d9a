package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.Scene.Match;
import org.rdpdoctor.diagnosis.knowledge.KnownSign;
import org.rdpdoctor.diagnosis.knowledge.Strength;
import org.rdpdoctor.facts.ClientFact;
import org.rdpdoctor.facts.ClientFact.CodeShown;
import org.rdpdoctor.facts.ClientFact.DialogShown;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact;

/// The signs of one break or cause, weighed together: those that hold, and those that do not though
/// they were looked for and would be expected.
///
/// Every sign multiplies the odds by its factor. What rests on the same facts counts once (see
/// [Independence]).
///
/// @param found those for it first, the strongest first
/// @param counted those of them that count
/// @param missed the most telling first
record Weighing(List<Found> found, Set<Found> counted, List<Missed> missed, double factor) {
  private static final Comparator<Found> STRONGEST_FIRST =
      Comparator.comparing((Found each) -> !each.sign().speaksFor())
          .thenComparing(each -> each.sign().ratio(), Comparator.reverseOrder());
  private static final Weighing NOTHING = new Weighing(List.of(), Set.of(), List.of(), 1);

  /// A sign that holds, with the facts that show it.
  record Found(KnownSign sign, Set<Seen> witnesses) {
    Sign toSign() {
      return new Sign(
          sign.speaksFor(),
          text(),
          witnesses.isEmpty() ? "" : witnesses.iterator().next().word(),
          sign.strength(),
          witnesses.stream()
              .map(Seen::writtenIn)
              .filter(place -> !place.isEmpty())
              .distinct()
              .toList());
    }

    String text() {
      return Wording.fill(sign.text(), witnesses);
    }
  }

  /// A sign that does not hold, though it was looked for.
  record Missed(KnownSign sign, double expected) {
    /// What its absence multiplies the odds by: how often it is absent with what it speaks for,
    /// against how often it is absent without.
    double factor() {
      return (1 - expected) / (1 - expected / sign.ratio());
    }
  }

  /// @param probable which breaks are taken as given
  static Weighing of(List<KnownSign> signs, Scene scene, Predicate<String> probable) {
    var found = new ArrayList<Found>();
    var missed = new ArrayList<Missed>();
    for (KnownSign sign : signs) {
      Match match = scene.match(sign.condition(), probable);
      if (match.holds()) {
        found.add(new Found(sign, match.witnesses()));
      } else if (sign.speaksFor() && sign.expected().isPresent()) {
        if (scene.lookedFor(sign.condition(), probable)) {
          missed.add(new Missed(sign, sign.expected().getAsDouble()));
        }
      }
    }
    return found.isEmpty() && missed.isEmpty() ? NOTHING : of(found, telling(missed, found));
  }

  /// The same with more that was found.
  Weighing and(List<Found> more) {
    return more.isEmpty()
        ? this
        : of(Stream.concat(found.stream(), more.stream()).toList(), missed);
  }

  private static Weighing of(List<Found> all, List<Missed> missed) {
    List<Found> found = all.stream().sorted(STRONGEST_FIRST).toList();
    int first = 0; // of those against
    while (first < found.size() && found.get(first).sign().speaksFor()) {
      first++;
    }
    Set<Found> counted = Collections.newSetFromMap(new IdentityHashMap<>());
    counted.addAll(Independence.among(found.subList(0, first)));
    counted.addAll(Independence.among(found.subList(first, found.size())));
    double factor = 1;
    for (Found each : found) {
      factor *= counted.contains(each) ? each.sign().factor() : 1;
    }
    for (Missed each : missed) {
      factor *= each.factor();
    }
    return new Weighing(found, counted, missed, factor);
  }

  /// Those whose absence counts. Where the same words say something for it after all, in another
  /// way, nothing is missing; and of several that are missing in the same words, which are looked
  /// for at once, the most telling counts.
  private static List<Missed> telling(List<Missed> missed, List<Found> found) {
    if (missed.isEmpty()) {
      return List.of();
    }
    var answered = new HashSet<String>();
    for (Found each : found) {
      if (each.sign().speaksFor()) {
        answered.addAll(wordsOf(each.sign()));
      }
    }
    var telling = new ArrayList<Missed>();
    for (Missed each :
        missed.stream().sorted(Comparator.comparingDouble(Missed::factor)).toList()) {
      Set<String> words = wordsOf(each.sign());
      if (Collections.disjoint(words, answered)) {
        telling.add(each);
        answered.addAll(words);
      }
    }
    return List.copyOf(telling);
  }

  private static Set<String> wordsOf(KnownSign sign) {
    var words = new HashSet<String>();
    sign.condition().words().forEach(word -> words.add(word.word()));
    return words;
  }

  boolean speaksFor() {
    return found.stream().anyMatch(each -> each.sign().speaksFor());
  }

  /// The strongest sign for it.
  ///
  /// @throws java.util.NoSuchElementException if nothing [#speaksFor] it
  Found leading() {
    return found.stream().filter(each -> each.sign().speaksFor()).findFirst().orElseThrow();
  }

  /// How strong the strongest sign for it is that rests on what a machine says of itself: its
  /// settings, its services, its logs.
  Optional<Strength> recorded() {
    return found.stream()
        .filter(each -> each.sign().speaksFor())
        .filter(each -> each.witnesses().stream().anyMatch(Weighing::isRecorded))
        .map(each -> each.sign().strength())
        .findFirst();
  }

  private static boolean isRecorded(Seen seen) {
    Observation observation = seen.observation();
    boolean shown = observation instanceof CodeShown || observation instanceof DialogShown;
    return !shown && (observation instanceof ServerFact || observation instanceof ClientFact);
  }

  /// The strongest sign against it.
  Optional<Found> against() {
    return found.stream().filter(each -> !each.sign().speaksFor()).findFirst();
  }

  /// The facts that speak for it.
  Set<Seen> witnesses() {
    var witnesses = new HashSet<Seen>();
    found.stream()
        .filter(each -> each.sign().speaksFor())
        .forEach(each -> witnesses.addAll(each.witnesses()));
    return witnesses;
  }

  /// Those that speak for it first, strongest first.
  List<Sign> signs() {
    return found.stream()
        .map(Found::toSign)
        .sorted(
            Comparator.comparing((Sign sign) -> !sign.speaksFor()).thenComparing(Sign::strength))
        .toList();
  }
}
