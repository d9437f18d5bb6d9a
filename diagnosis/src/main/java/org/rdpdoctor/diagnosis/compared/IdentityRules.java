package org.rdpdoctor.diagnosis.compared;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.diagnosis.compared.Conclusion.Evidence;
import org.rdpdoctor.diagnosis.compared.Conclusion.Next;
import org.rdpdoctor.diagnosis.compared.Conclusion.Place;
import org.rdpdoctor.diagnosis.compared.Conclusion.Sureness;
import org.rdpdoctor.facts.SavedFact;

/// What certificates and the names that servers give themselves prove together.
final class IdentityRules {
  private static final int SHOWN_DIGITS = 16;

  private IdentityRules() {}

  /// What answers calls itself otherwise: it is another machine.
  static Optional<Conclusion> otherMachine(Pair pair) {
    if (!pair.isOtherComputer()) {
      return Optional.empty();
    }
    boolean sameAddress = pair.isSameAddress();
    return Optional.of(
        new Conclusion(
            "another-machine",
            "Another machine answers: "
                + pair.first().computer()
                + " in "
                + pair.first().label()
                + ", "
                + pair.second().computer()
                + " in "
                + pair.second().label(),
            sameAddress ? Place.PATH : Place.NAMES,
            sameAddress
                ? "a balancer, or a translation of addresses on one of the ways"
                : "where the name leads",
            sameAddress ? Sureness.STRONG : Sureness.PROOF,
            sameAddress
                ? "The address is the same and the machine behind it is not: something passes"
                    + " connections on, to several machines or to another one from here than from there."
                : "The two reports are of two machines, and say little about each other.",
            List.of(names(pair.first()), names(pair.second())),
            Optional.of(
                new Next(
                    "Ask one place several times: a farm answers with several names",
                    "rdpdoctor check " + pair.host() + " --repeat 5"))));
  }

  private static Evidence names(View view) {
    String build = view.text("ntlm-challenge-received", "build");
    return new Evidence(
        view.label(),
        view.address()
            + " calls itself "
            + view.computer()
            + (build.isEmpty() ? "" : ", build " + build));
  }

  /// Another certificate from what may be the same server.
  static Optional<Conclusion> otherCertificate(Pair pair) {
    if (!pair.differsIn("certificate-presented", "sha256") || pair.isOtherComputer()) {
      return Optional.empty();
    }
    if (pair.question() == Question.CHANGE) {
      return Optional.of(replaced(pair));
    }
    Optional<View> pinned = odd(pair);
    boolean same = pair.isSameComputer() || pair.isSameAddress();
    if (!same && pinned.isEmpty()) {
      return Optional.of(unclear(pair));
    }
    View odd = pinned.orElse(suspect(pair));
    View usual = pair.other(odd);
    boolean known = pinned.isPresent() || isTold(pair, odd);
    String issuer = odd.text("certificate-presented", "issuer");
    return Optional.of(
        new Conclusion(
            "other-certificate",
            "TLS is opened on the way "
                + (known ? "from " + odd.label() : "from one of the two")
                + ", or several servers answer",
            known ? Place.NEAR : Place.PATH,
            known ? pair.near(odd) : "on the way from one of the two",
            pinned.isPresent() ? Sureness.PROOF : sureness(pair),
            "The certificates differ, and what answers is "
                + (pair.isSameComputer()
                    ? "the same machine by its own name"
                    : "at the same address")
                + (known
                    ? ". The one in "
                        + odd.label()
                        + " is the stranger"
                        + (issuer.isEmpty() ? "" : ", issued by " + issuer)
                    : ". Which of the two is the server's own cannot be known from here")
                + ". A product that opens TLS to look into it shows a certificate of its own."
                + (pair.isSameComputer()
                    ? ""
                    : " A farm behind one address does so too, with one for each member.")
                + hoursApart(pair),
            List.of(certificate(odd), certificate(usual)),
            Optional.of(
                new Next(
                    "Read the fingerprint on the server itself, where nothing is in between",
                    "rdpdoctor check localhost --pin " + usual.certificate()))));
  }

  private static String hoursApart(Pair pair) {
    Duration apart =
        Duration.between(pair.first().report().started(), pair.second().report().started()).abs();
    return apart.toHours() < 1
        ? ""
        : " The reports are "
            + Measures.millis(apart.toMillis())
            + " apart, in which it may have been replaced.";
  }

  private static Sureness sureness(Pair pair) {
    boolean broken = pair.isDecided() && pair.failing().failedAt("credssp");
    return pair.isSameComputer() && (pair.isSameAddress() || broken)
        ? Sureness.STRONG
        : Sureness.HINT;
  }

  /// The report whose certificate the user knows not to be the server's.
  private static Optional<View> odd(Pair pair) {
    return List.of(pair.first(), pair.second()).stream()
        .filter(view -> view.saw("certificate-differs-from-pin"))
        .filter(view -> !pair.other(view).saw("certificate-differs-from-pin"))
        .findFirst();
  }

  /// Whether something tells which of the two is the stranger.
  private static boolean isTold(Pair pair, View odd) {
    View usual = pair.other(odd);
    return pair.isDecided() && odd.equals(pair.failing())
        || isOwn(usual) && !isOwn(odd)
        || odd.saw("certificate-untrusted") && !usual.saw("certificate-untrusted");
  }

  private static View suspect(Pair pair) {
    return isTold(pair, pair.second()) || !isTold(pair, pair.first())
        ? pair.second()
        : pair.first();
  }

  /// What Windows makes for itself: signed with its own key, in the name of the machine.
  private static boolean isOwn(View view) {
    Optional<SavedFact> certificate = view.first("certificate-presented");
    return certificate.isPresent()
        && certificate.get().isSet("selfSigned")
        && !view.computer().isEmpty()
        && certificate.get().text("subject").toLowerCase(Locale.ROOT).contains(view.computer());
  }

  private static Conclusion unclear(Pair pair) {
    return new Conclusion(
        "other-certificate-elsewhere",
        "The certificates differ, at different addresses",
        Place.UNKNOWN,
        "two machines, or one that is seen through something that opens TLS",
        Sureness.HINT,
        "Neither side says by which name it knows itself, so that two servers and one server seen"
            + " through a product that opens TLS look alike.",
        List.of(certificate(pair.first()), certificate(pair.second())),
        Optional.of(
            new Next(
                "Hold the two addresses against each other from one place",
                "rdpdoctor check "
                    + pair.host()
                    + " --compare-address "
                    + pair.second().address())));
  }

  private static Conclusion replaced(Pair pair) {
    return new Conclusion(
        "certificate-replaced",
        "The certificate was replaced in between",
        Place.SERVER,
        "the server",
        pair.isSameComputer() ? Sureness.STRONG : Sureness.HINT,
        "Clients that remember the old one will ask again or refuse, and whatever pins it must learn"
            + " the new one.",
        List.of(certificate(pair.first()), certificate(pair.second())),
        Optional.empty());
  }

  private static Evidence certificate(View view) {
    Optional<SavedFact> fact = view.first("certificate-presented");
    String sha256 = view.certificate();
    return new Evidence(
        view.label(),
        fact.map(each -> each.text("subject") + ", issued by " + each.text("issuer")).orElse("")
            + ", valid until "
            + fact.map(each -> each.text("notAfter")).orElse("")
            + ", SHA-256 "
            + sha256.substring(0, Math.min(SHOWN_DIGITS, sha256.length()))
            + "…");
  }

  /// The same machine answers TLS or the negotiation otherwise.
  static Optional<Conclusion> otherAnswers(Pair pair) {
    List<Difference> answers =
        pair.differences().stream()
            .filter(each -> each.kind() == Difference.Kind.ANSWER)
            .filter(each -> List.of("negotiation", "tls").contains(each.rung()))
            .filter(each -> !each.field().isEmpty())
            .filter(each -> pair.rung().filter(each.rung()::equals).isEmpty() || !pair.isDecided())
            .toList();
    if (answers.isEmpty() || !(pair.isSameComputer() || pair.isSameCertificate())) {
      return Optional.empty();
    }
    Difference first = answers.getFirst();
    boolean change = pair.question() == Question.CHANGE;
    return Optional.of(
        new Conclusion(
            "server-answers-otherwise",
            change
                ? "The server was set otherwise in between: it takes other protocols or ciphers"
                : "The same server takes other protocols or ciphers in one of the two",
            change ? Place.SERVER : Place.UNKNOWN,
            change ? "the server's settings" : "a device that rewrites TLS, or rules of the server",
            change ? Sureness.STRONG : Sureness.HINT,
            change
                ? "It calls itself the same as before and answers the same questions otherwise."
                : "It calls itself the same and answers the same questions otherwise. Servers do not"
                    + " ask where a client is, devices on the way do.",
            List.of(
                answer(pair.first(), first, first.first()),
                answer(pair.second(), first, first.second())),
            Optional.empty()));
  }

  private static Evidence answer(View view, Difference difference, String value) {
    return new Evidence(view.label(), difference.word() + ": " + difference.field() + " " + value);
  }
}
