package org.rdpdoctor.diagnosis.compared;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.rdpdoctor.diagnosis.compared.Conclusion.Evidence;
import org.rdpdoctor.diagnosis.compared.Conclusion.Next;
import org.rdpdoctor.diagnosis.compared.Conclusion.Place;
import org.rdpdoctor.diagnosis.compared.Conclusion.Sureness;
import org.rdpdoctor.facts.SavedFact;
import org.rdpdoctor.facts.SavedReport.Rung;

/// Who answers in much less time than a packet to the server and back takes is nearer than the
/// server: a reset, a close, an alert or a refusal that comes so early was made on the way.
///
/// The measure is the quickest round trip of the same report. Where it has none, that of the other
/// one hints only, since the way from there may be another; before and after a change it is the
/// same.
final class EarlyEnd implements Rule {
  /// In percent of the quickest round trip; half of it and some more is left to chance.
  private static final long EARLY_PERCENT = 60;

  private static final long LEAST_MILLIS = 4;

  /// What was made within this share of the way is near the place; otherwise it is somewhere on it.
  private static final long NEAR_PERCENT = 34;

  /// Words of facts that end something; other rungs may add theirs.
  private static final List<String> ENDINGS =
      List.of("-ended", "-alerted", "-refused", "-prohibited", "alert-received", "-unasked");

  /// Rungs on which the server itself speaks, on the way that the route was measured on.
  private static final Set<String> DIRECT =
      Set.of("tcp", "negotiation", "tls", "certificate", "credssp", "authentication", "mcs");

  /// What came too early, and what it is held against.
  ///
  /// @param elapsed the median of `tries`
  /// @param own whether the round trip is of the same report
  /// @param timed whether the ends are known to be answers: without what was said there was none
  private record Early(
      String what,
      long elapsed,
      int tries,
      long roundTrip,
      boolean own,
      boolean timed,
      String evidence) {
    /// How much of the way to the server and back it can have made at most.
    long percent() {
      return Math.max(1, elapsed * 100 / Math.max(1, roundTrip));
    }

    boolean isEarly() {
      return elapsed * 100 < roundTrip * EARLY_PERCENT && roundTrip - elapsed >= LEAST_MILLIS;
    }
  }

  @Override
  public Optional<Conclusion> look(Pair pair) {
    if (!pair.isDecided() || pair.rung().isEmpty()) {
      return Optional.empty();
    }
    View failing = pair.failing();
    String rung = failing.brokenRung().orElse(pair.rung().get());
    if (!DIRECT.contains(rung) || isLed(failing) || isLed(pair.working())) {
      return Optional.empty(); // the way that was measured is not the way to whoever spoke
    }
    return timed(failing, rung)
        .filter(Early::isEarly)
        .or(() -> ended(pair, failing, rung).filter(Early::isEarly))
        .map(early -> conclusion(pair, early, rung));
  }

  /// Whether a proxy or gateway was on the way.
  private static boolean isLed(View view) {
    return view.reached("proxy") || view.reached("gateway");
  }

  /// Ends that the report itself held against the way, since they are answers for sure.
  private static Optional<Early> timed(View failing, String rung) {
    List<SavedFact> ends = alike(failing.all("end-timed"));
    return failing.failedAt(rung) && !ends.isEmpty()
        ? Optional.of(early(ends, ends.getFirst().number("roundTripMillis").orElse(0), true, true))
        : Optional.empty();
  }

  private static Optional<Early> ended(Pair pair, View failing, String rung) {
    OptionalLong own = failing.leastRoundTrip();
    OptionalLong lent = pair.working().leastRoundTrip();
    List<SavedFact> ends =
        alike(
            failing.rung(rung).map(Rung::facts).orElse(List.of()).stream()
                .filter(fact -> ENDINGS.stream().anyMatch(fact.word()::endsWith))
                .toList());
    return ends.isEmpty() || own.isEmpty() && lent.isEmpty()
        ? Optional.empty()
        : Optional.of(early(ends, own.orElse(lent.orElse(0)), own.isPresent(), false));
  }

  /// Those that ended as the first of them, or the usual one, did: of several tries the middle one
  /// counts, since one may be slow or quick by chance.
  private static List<SavedFact> alike(List<SavedFact> ends) {
    List<SavedFact> measured =
        ends.stream().filter(fact -> fact.number("elapsedMillis").isPresent()).toList();
    Optional<SavedFact> usual =
        measured.stream()
            .filter(fact -> fact.isSet("usual") || fact.text("hello").equals("usual"))
            .findFirst()
            .or(() -> measured.stream().findFirst());
    return measured.stream()
        .filter(fact -> usual.filter(first -> isAlike(first, fact)).isPresent())
        .sorted(Comparator.comparingLong(fact -> fact.number("elapsedMillis").orElse(0)))
        .toList();
  }

  private static boolean isAlike(SavedFact one, SavedFact other) {
    return one.word().equals(other.word())
        && one.text("how").equals(other.text("how"))
        && one.text("code").equals(other.text("code"));
  }

  private static Early early(List<SavedFact> sorted, long roundTrip, boolean own, boolean timed) {
    SavedFact middle = sorted.get(sorted.size() / 2);
    return new Early(
        whatOf(middle),
        middle.number("elapsedMillis").orElse(0),
        sorted.size(),
        roundTrip,
        own,
        timed,
        middle.evidence());
  }

  private static String whatOf(SavedFact fact) {
    String how = fact.text("how");
    if (!how.isEmpty()) {
      return "the connection is " + how;
    }
    if (fact.word().equals("alert-received")) {
      return "a TLS alert comes";
    }
    return "the connection is " + (fact.word().endsWith("-prohibited") ? "forbidden" : "refused");
  }

  private static Conclusion conclusion(Pair pair, Early early, String rung) {
    View failing = pair.failing();
    View working = pair.working();
    boolean same = early.own || pair.question() != Question.PLACES;
    String took = Measures.millis(early.elapsed);
    String way = Measures.millis(early.roundTrip);
    String from = early.own ? failing.label() : working.label();
    String because =
        "In "
            + failing.label()
            + ", "
            + early.what
            + " after "
            + took
            + (early.tries > 1 ? " (the middle of " + early.tries + " tries)" : "")
            + ", while a packet to the server and back takes "
            + way
            + " at least"
            + (early.own ? "" : " in " + working.label())
            + ". "
            + (same
                ? "Whoever ended it is no further than "
                    + early.percent()
                    + " % of the way; the server itself works in "
                    + working.label()
                    + "."
                : "Unless "
                    + failing.label()
                    + " is that much nearer to the server than "
                    + from
                    + ", something on its way answers in the server's name.");
    boolean near = early.percent() <= NEAR_PERCENT;
    String where =
        near
            ? pair.near(failing)
            : pair.question() == Question.PLACES
                ? "on the way from " + failing.label()
                : "on the way to the server";
    Sureness sureness = Sureness.HINT;
    if (same) {
      sureness = early.timed ? Sureness.PROOF : Sureness.STRONG;
    }
    return new Conclusion(
        "early-end",
        "A device " + where + " ends the connection, not the server",
        near ? Place.NEAR : Place.PATH,
        where,
        sureness,
        because,
        List.of(
            new Evidence(failing.label(), early.evidence),
            pair.says(failing, "route"),
            pair.says(working, rung)),
        Optional.of(
            new Next(
                "Capture on the server while "
                    + failing.label()
                    + " connects: what ended the connection is not among what the server sends."
                    + " Then look through the firewalls, filters and protection programs "
                    + where,
                "rdpdoctor capture server.pcapng")));
  }
}
