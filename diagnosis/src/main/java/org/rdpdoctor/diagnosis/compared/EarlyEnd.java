package org.rdpdoctor.diagnosis.compared;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
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

  /// Words of facts that end something; other rungs may add theirs.
  private static final List<String> ENDINGS =
      List.of("-ended", "-alerted", "-refused", "-prohibited", "alert-received", "-unasked");

  private static final Set<String> HELLOS = Set.of("usual", "");

  /// What came too early, and what it is held against.
  private record Early(
      String what, long elapsed, long roundTrip, boolean own, boolean timed, String evidence) {}

  @Override
  public Optional<Conclusion> look(Pair pair) {
    if (!pair.isDecided() || pair.rung().isEmpty()) {
      return Optional.empty();
    }
    View failing = pair.failing();
    String rung = failing.brokenRung().orElse(pair.rung().get());
    return early(pair, failing, rung).map(early -> conclusion(pair, early, rung));
  }

  private static Optional<Early> early(Pair pair, View failing, String rung) {
    OptionalLong own = failing.leastRoundTrip();
    OptionalLong lent = pair.working().leastRoundTrip();
    return Stream.concat(timed(failing, rung), ended(failing, rung, own, lent))
        .filter(each -> each.elapsed * 100 < each.roundTrip * EARLY_PERCENT)
        .filter(each -> each.roundTrip - each.elapsed >= LEAST_MILLIS)
        .max(Comparator.comparing(Early::own).thenComparing(Early::timed));
  }

  /// Ends that are known to be answers, for without what was said there was none.
  private static Stream<Early> timed(View failing, String rung) {
    return failing.all("end-timed").stream()
        .filter(fact -> fact.isSet("usual"))
        .filter(fact -> failing.failedAt(rung))
        .map(
            fact ->
                new Early(
                    "the connection is " + fact.text("how"),
                    fact.number("elapsedMillis").orElse(Long.MAX_VALUE / 200),
                    fact.number("roundTripMillis").orElse(0),
                    true,
                    true,
                    fact.evidence()));
  }

  private static Stream<Early> ended(
      View failing, String rung, OptionalLong own, OptionalLong lent) {
    if (own.isEmpty() && lent.isEmpty()) {
      return Stream.empty();
    }
    return failing.rung(rung).map(Rung::facts).orElse(List.of()).stream()
        .filter(fact -> ENDINGS.stream().anyMatch(fact.word()::endsWith))
        .filter(fact -> HELLOS.contains(fact.text("hello")))
        .filter(fact -> fact.number("elapsedMillis").isPresent())
        .map(
            fact ->
                new Early(
                    whatOf(fact),
                    fact.number("elapsedMillis").orElseThrow(),
                    own.orElse(lent.orElse(0)),
                    own.isPresent(),
                    false,
                    fact.evidence()));
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
            + ", while a packet to the server and back takes "
            + way
            + " at least"
            + (early.own ? "" : " in " + working.label())
            + ". "
            + (same
                ? "Whoever ended it is nearer than the server; the server itself works in "
                    + working.label()
                    + "."
                : "Unless "
                    + failing.label()
                    + " is that much nearer to the server than "
                    + from
                    + ", something on its way answers in the server's name.");
    Sureness sureness = Sureness.HINT;
    if (same) {
      sureness = early.timed ? Sureness.PROOF : Sureness.STRONG;
    }
    return new Conclusion(
        "early-end",
        "A device " + pair.near(failing) + " ends the connection, not the server",
        Place.NEAR,
        pair.near(failing),
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
                    + pair.near(failing),
                "rdpdoctor capture server.pcapng")));
  }
}
