package org.rdpdoctor.diagnosis.compared;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.compared.Conclusion.Evidence;
import org.rdpdoctor.diagnosis.compared.Conclusion.Next;
import org.rdpdoctor.diagnosis.compared.Conclusion.Place;
import org.rdpdoctor.diagnosis.compared.Conclusion.Sureness;
import org.rdpdoctor.facts.SavedFact;
import org.rdpdoctor.facts.SavedReport.Rung;

/// What reports prove together about the ways to the server.
final class PathRules {
  private static final List<String> LARGE =
      List.of(
          "large-answer-missing", "large-packet-unanswered", "answer-torn", "large-segments-lost");

  private static final List<String> REJECTED = List.of("connect-refused", "connect-prohibited");

  private PathRules() {}

  /// Only large packets get lost, and only on one way.
  static Optional<Conclusion> largePackets(Pair pair) {
    boolean one = LARGE.stream().anyMatch(pair.first()::saw);
    boolean other = LARGE.stream().anyMatch(pair.second()::saw);
    if (one == other) {
      return Optional.empty();
    }
    View loses = one ? pair.first() : pair.second();
    View passes = one ? pair.second() : pair.first();
    if (!passes.passed("tls")) {
      return Optional.empty(); // it was not seen that large packets pass there
    }
    SavedFact fact =
        LARGE.stream().flatMap(word -> loses.all(word).stream()).findFirst().orElseThrow();
    return Optional.of(
        new Conclusion(
            "large-packets-lost-on-one-way",
            "Large packets vanish on the way from " + loses.label() + " only",
            Place.NEAR,
            "the way from " + loses.label() + ": a tunnel, VPN or link with a smaller MTU",
            Sureness.STRONG,
            "Small packets pass and large ones do not, and from "
                + passes.label()
                + " both do: the server sends them. Where a smaller MTU begins, the ICMP message that"
                + " says so is missing or filtered.",
            List.of(
                new Evidence(loses.label(), fact.evidence()), segments(loses), segments(passes)),
            Optional.of(
                new Next(
                    "Lower the MTU of the client in "
                        + loses.label()
                        + " to 1300 for one try, or let the tunnel clamp the MSS",
                    "rdpdoctor check " + pair.host()))));
  }

  private static Evidence segments(View view) {
    String size = view.text("tcp-measured", "segmentSize");
    return new Evidence(
        view.label(),
        size.isEmpty()
            ? view.status("tls") + " the TLS handshake"
            : "segments of " + size + " bytes");
  }

  /// Packets are lost on one way more than chance explains.
  static Optional<Conclusion> loss(Pair pair) {
    boolean one = Measures.lossier(pair.first(), pair.second());
    if (!one && !Measures.lossier(pair.second(), pair.first())) {
      return Optional.empty();
    }
    View loses = one ? pair.first() : pair.second();
    return Optional.of(
        new Conclusion(
            "loss-on-one-way",
            "Packets get lost on the way from " + loses.label(),
            Place.NEAR,
            "the way from " + loses.label(),
            Sureness.STRONG,
            "What as few packets can tell of the loss does not overlap, so it is no chance.",
            List.of(lost(pair.first()), lost(pair.second())),
            Optional.of(
                new Next(
                    "Measure again at another hour: loss that comes and goes is load",
                    "rdpdoctor check " + pair.host() + " --repeat 10"))));
  }

  private static Evidence lost(View view) {
    return new Evidence(view.label(), Measures.loss(view) + " of the packets are lost");
  }

  /// Where one is met by silence and the other by a refusal, two different things refuse.
  static Optional<Conclusion> silenceAndRefusal(Pair pair) {
    View one = pair.first();
    View other = pair.second();
    boolean oneSilent = isSilent(one) && isRejected(other);
    boolean otherSilent = isSilent(other) && isRejected(one);
    if (!oneSilent && !otherSilent || !pair.isSameAddress()) {
      return Optional.empty();
    }
    View silent = oneSilent ? one : other;
    View refused = oneSilent ? other : one;
    return Optional.of(
        new Conclusion(
            "silence-and-refusal",
            "Packets from "
                + silent.label()
                + " are dropped before they reach what refuses "
                + refused.label(),
            Place.PATH,
            "a filter for "
                + silent.label()
                + "; and nothing serves "
                + refused.label()
                + " either",
            Sureness.STRONG,
            "Silence is a filter, a refusal is a machine that is there. From "
                + silent.label()
                + " a filter answers for everything behind it; what "
                + refused.label()
                + " meets is the nearer truth about the server: nothing listens there, or a firewall"
                + " that says so.",
            List.of(pair.says(silent, "tcp"), pair.says(refused, "tcp")),
            Optional.of(
                new Next(
                    "Let the service listen first, then look at the filter; on the server itself:",
                    "rdpdoctor check localhost"))));
  }

  private static boolean isSilent(View view) {
    return view.saw("connect-unanswered") && !view.saw("connected");
  }

  private static boolean isRejected(View view) {
    return REJECTED.stream().anyMatch(view::saw) && !view.saw("connected");
  }

  /// The way is longer by a constant, and everything is slower by that.
  static Optional<Conclusion> longerWay(Pair pair) {
    if (!pair.differsIn("round-trip", "medianMillis") || pair.isDecided()) {
      return Optional.empty(); // why it fails matters more
    }
    boolean firstSlow = pair.first().roundTrip().orElse(0) > pair.second().roundTrip().orElse(0);
    View slow = firstSlow ? pair.first() : pair.second();
    View quick = firstSlow ? pair.second() : pair.first();
    boolean more =
        pair.differences().stream()
            .anyMatch(each -> each.word().isEmpty() && each.field().equals("elapsedMillis"));
    boolean change = pair.question() == Question.CHANGE;
    return Optional.of(
        new Conclusion(
            "longer-way",
            change
                ? "The way to the server has another length than before"
                : "The way from " + slow.label() + " is longer",
            Place.PATH,
            change ? "the way" : "the way from " + slow.label(),
            change ? Sureness.STRONG : Sureness.PROOF,
            "A packet and its answer take "
                + Measures.millis(slow.roundTrip().orElse(0))
                + " in "
                + slow.label()
                + " and "
                + Measures.millis(quick.roundTrip().orElse(0))
                + " in "
                + quick.label()
                + (more
                    ? ". That does not explain everything: some rungs take longer than the way does."
                    : ". What both climbed is slower by that and not by more: the server is as quick for both."),
            List.of(pair.says(slow, "route"), pair.says(quick, "route")),
            Optional.empty()));
  }

  /// The way is as long, and yet some rungs take much longer.
  static Optional<Conclusion> slowerAnswers(Pair pair) {
    Optional<Difference> slow =
        pair.differences().stream()
            .filter(each -> each.word().isEmpty() && each.field().equals("elapsedMillis"))
            .findFirst();
    if (slow.isEmpty()) {
      return Optional.empty();
    }
    String rung = slow.get().rung();
    boolean firstSlow = elapsed(pair.first(), rung) > elapsed(pair.second(), rung);
    View slower = firstSlow ? pair.first() : pair.second();
    return Optional.of(
        new Conclusion(
            "slower-than-the-way",
            "In " + slower.label() + " the rung " + rung + " takes longer than the way explains",
            rung.equals("name") ? Place.NAMES : Place.UNKNOWN,
            rung.equals("name")
                ? "the name resolution of " + slower.label()
                : "the server under load, or a device that holds packets back",
            Sureness.HINT,
            "The difference is more than three times and beyond what the round trips add. Once may"
                + " be chance.",
            List.of(
                new Evidence(pair.first().label(), rung + " took " + slow.get().first()),
                new Evidence(pair.second().label(), rung + " took " + slow.get().second())),
            Optional.of(
                new Next(
                    "Repeat it, to tell it from chance",
                    "rdpdoctor check " + pair.host() + " --repeat 5"))));
  }

  private static long elapsed(View view, String rung) {
    return view.rung(rung).map(Rung::elapsedMillis).orElse(0L);
  }

  /// UDP passes from one place only.
  static Optional<Conclusion> udp(Pair pair) {
    boolean one = pair.first().saw("udp-answered");
    boolean other = pair.second().saw("udp-answered");
    View lacks = one ? pair.second() : pair.first();
    View has = one ? pair.first() : pair.second();
    boolean tried =
        lacks.saw("udp-unanswered") || lacks.saw("udp-prohibited") || lacks.saw("udp-refused");
    if (one == other || !tried) {
      return Optional.empty();
    }
    return Optional.of(
        new Conclusion(
            "udp-blocked-on-one-way",
            "UDP does not pass in " + lacks.label(),
            pair.question() == Question.PLACES ? Place.NEAR : Place.PATH,
            "a firewall on the way from " + lacks.label(),
            Sureness.STRONG,
            "The server answers over UDP in "
                + has.label()
                + ". Sessions work without it and feel slower where the way is long or lossy.",
            List.of(pair.says(lacks, "udp"), pair.says(has, "udp")),
            Optional.empty()));
  }
}
