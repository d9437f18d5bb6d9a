package org.rdpdoctor.diagnosis.compared;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.compared.Difference.Kind;
import org.rdpdoctor.facts.SavedReport.Rung;

/// Numbers of two reports that differ by more than they vary by themselves.
///
/// A round trip differs if each one's quickest is slower than the other's usual one, and by 5 ms;
/// loss, if the intervals that 95 of 100 samples keep to are apart; a clock, if it is 30 s off; a
/// segment size, if it differs at all. The time of a rung was taken once: it is told if it is three
/// times the other and a second more than what the round trips between explain, and never decides.
final class Measures {
  private static final long LEAST_ROUND_TRIP_MILLIS = 5;
  private static final long LEAST_RUNG_MILLIS = 1_000;
  private static final long FACTOR = 3;
  private static final long CLOCK_MILLIS = 30_000;

  /// Round trips that a rung may take, generously: what a longer way explains.
  private static final long ROUND_TRIPS_OF_A_RUNG = 6;

  private final View first;
  private final View second;
  private final Question question;
  private final List<Difference> found = new ArrayList<>();

  private Measures(View first, View second, Question question) {
    this.first = first;
    this.second = second;
    this.question = question;
  }

  static List<Difference> between(View first, View second, Question question) {
    var measures = new Measures(first, second, question);
    measures.roundTrips();
    measures.loss();
    measures.segmentSizes();
    measures.rungs();
    measures.clocks();
    return measures.found;
  }

  /// From other places the way is another; from the same one it should be the same.
  private Kind ofTheWay() {
    return question == Question.PLACES ? Kind.WAY : Kind.MEASURE;
  }

  private void roundTrips() {
    OptionalLong one = first.roundTrip();
    OptionalLong other = second.roundTrip();
    if (one.isPresent() && other.isPresent() && apart(first, second)) {
      add(
          "route",
          ofTheWay(),
          "round-trip",
          "medianMillis",
          millis(one.getAsLong()),
          millis(other.getAsLong()));
    }
  }

  static boolean apart(View first, View second) {
    View quick = first.roundTrip().orElse(0) <= second.roundTrip().orElse(0) ? first : second;
    View slow = quick.label().equals(first.label()) ? second : first;
    long usual = quick.roundTrip().orElse(0);
    long least = slow.leastRoundTrip().orElse(0);
    return least > usual && slow.roundTrip().orElse(0) - usual >= LEAST_ROUND_TRIP_MILLIS;
  }

  private void loss() {
    if (lossier(first, second) || lossier(second, first)) {
      add("route", ofTheWay(), "loss-estimated", "percent", loss(first), loss(second));
    }
  }

  /// Whether the least that one loses is more than the most that the other does.
  static boolean lossier(View one, View other) {
    OptionalLong low = one.number("loss-estimated", "lowPercent");
    OptionalLong high = other.number("loss-estimated", "highPercent");
    return low.isPresent() && high.isPresent() && low.getAsLong() > high.getAsLong();
  }

  static String loss(View view) {
    return view.number("loss-estimated", "lowPercent").orElse(0)
        + " to "
        + view.number("loss-estimated", "highPercent").orElse(0)
        + " %";
  }

  private void segmentSizes() {
    for (String field : List.of("segmentSize", "pathMtu")) {
      OptionalLong one = first.number("tcp-measured", field);
      OptionalLong other = second.number("tcp-measured", field);
      if (one.orElse(0) > 0 && other.orElse(0) > 0 && one.getAsLong() != other.getAsLong()) {
        add(
            "route",
            ofTheWay(),
            "tcp-measured",
            field,
            one.getAsLong() + "",
            other.getAsLong() + "");
      }
    }
  }

  private void rungs() {
    for (Rung rung : first.report().rungs()) {
      if (first.passed(rung.id()) && second.passed(rung.id())) {
        long one = rung.elapsedMillis();
        long other = second.rung(rung.id()).map(Rung::elapsedMillis).orElse(0L);
        if (slower(one, other)) {
          add(rung.id(), Kind.WAY, "", "elapsedMillis", millis(one), millis(other));
        }
      }
    }
  }

  private boolean slower(long one, long other) {
    long way =
        Math.abs(first.roundTrip().orElse(0) - second.roundTrip().orElse(0))
            * ROUND_TRIPS_OF_A_RUNG;
    long more = Math.max(one, other);
    long less = Math.min(one, other);
    return less > 0 && more >= FACTOR * less && more - less - way >= LEAST_RUNG_MILLIS;
  }

  private void clocks() {
    OptionalLong one = offset(first);
    OptionalLong other = offset(second);
    if (one.isPresent()
        && other.isPresent()
        && Math.abs(one.getAsLong() - other.getAsLong()) >= CLOCK_MILLIS) {
      add(
          "credssp",
          Kind.MEASURE,
          "server-clock",
          "differenceMillis",
          clock(one.getAsLong()),
          clock(other.getAsLong()));
    }
  }

  /// Of the server's clock before the local one.
  private static OptionalLong offset(View view) {
    return Stream.of(view.first("server-clock"))
        .flatMap(fact -> fact.stream())
        .mapToLong(
            fact -> (fact.isSet("behind") ? -1 : 1) * fact.number("differenceMillis").orElse(0))
        .findFirst();
  }

  private static String clock(long millis) {
    return millis(Math.abs(millis)) + (millis < 0 ? " behind" : " ahead");
  }

  /// `4 ms`, `1.3 s`, `7 min`.
  static String millis(long millis) {
    if (millis < 1_000) {
      return millis + " ms";
    }
    return millis < 120_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1_000.0)
        : millis / 60_000 + " min";
  }

  private void add(String rung, Kind kind, String word, String field, String one, String other) {
    found.add(new Difference(rung, kind, word, field, one, other));
  }
}
