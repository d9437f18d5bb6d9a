package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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

/// The signs of one break or cause that hold, weighed together.
///
/// Every sign multiplies the odds by its factor. Two signs in the same direction that rest on the
/// same facts are one piece of evidence: only the stronger counts.
record Weighing(List<Found> found, double factor) {

  /// A sign that holds, with the facts that show it.
  record Found(KnownSign sign, Set<Seen> witnesses) {
    Sign toSign() {
      return new Sign(
          sign.speaksFor(),
          Wording.fill(sign.text(), witnesses),
          witnesses.isEmpty() ? "" : witnesses.iterator().next().word(),
          sign.strength(),
          witnesses.stream()
              .map(Seen::writtenIn)
              .filter(place -> !place.isEmpty())
              .distinct()
              .toList());
    }
  }

  /// @param probable which breaks are taken as given
  static Weighing of(List<KnownSign> signs, Scene scene, Predicate<String> probable) {
    var found = new ArrayList<Found>();
    for (KnownSign sign : signs) {
      Match match = scene.match(sign.condition(), probable);
      if (match.holds()) {
        found.add(new Found(sign, match.witnesses()));
      }
    }
    return of(found);
  }

  /// The same with more that was found.
  Weighing and(List<Found> more) {
    return of(Stream.concat(found.stream(), more.stream()).toList());
  }

  private static Weighing of(List<Found> all) {
    List<Found> found =
        all.stream()
            .sorted(Comparator.comparingDouble((Found each) -> each.sign().ratio()).reversed())
            .toList();
    double factor = 1;
    var counted = new HashSet<Seen>();
    var countedAgainst = new HashSet<Seen>();
    for (Found each : found) {
      boolean speaksFor = each.sign().speaksFor();
      var already = speaksFor ? counted : countedAgainst;
      if (each.witnesses().isEmpty() || already.addAll(each.witnesses())) {
        factor *= each.sign().factor();
      }
    }
    return new Weighing(found, factor);
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
