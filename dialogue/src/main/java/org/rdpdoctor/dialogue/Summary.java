package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.facts.BrokerFact.RoutingTokenMatters;
import org.rdpdoctor.facts.BrokerFact.RoutingTokenSent;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.CertificateFact.CertificatesVaried;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NegotiationFact.CookieMatters;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnfinished;
import org.rdpdoctor.facts.NegotiationFact.OfferNotTaken;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.NegotiationFact.ProtocolsMeasured;
import org.rdpdoctor.facts.NegotiationFact.RequestMet;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;

/// What several facts say together: facts too, without a word to the peer and without judgement.
public final class Summary {
  private Summary() {}

  /// The joint facts of a finished run, to be added to `seen`.
  public static List<Observation> of(List<Observation> seen, Protocols usual, Duration at) {
    var joint = new ArrayList<Observation>();
    joint.addAll(NameSummary.of(seen, at));
    joint.addAll(PathSummary.of(seen, at));
    protocols(seen, at).ifPresent(joint::add);
    cookie(seen, usual, at).ifPresent(joint::add);
    offerNotTaken(seen, usual, at).ifPresent(joint::add);
    joint.addAll(TlsSummary.of(seen, at));
    joint.addAll(EndingSummary.of(seen, at));
    certificates(seen, at).ifPresent(joint::add);
    return List.copyOf(joint);
  }

  /// How soon the server of a captured connection ended it after what was said last, against its
  /// round trip. Only to be asked where both were silent for as long before: then the end is an
  /// answer.
  public static Optional<Observation> endTimed(Observation ended, Duration roundTrip, Duration at) {
    return switch (ended) {
      case NegotiationEnded end ->
          EndingSummary.timed(
                  "connection request",
                  end.how(),
                  end.elapsed(),
                  roundTrip,
                  end.usual(),
                  end.evidence(),
                  at)
              .map(Observation.class::cast);
      case HandshakeEnded end when end.stage().equals("hello") ->
          EndingSummary.timed(
                  "ClientHello", end.how(), end.elapsed(), roundTrip, true, end.evidence(), at)
              .map(Observation.class::cast);
      default -> Optional.empty();
    };
  }

  private static Optional<Observation> protocols(List<Observation> seen, Duration at) {
    Set<String> accepted = new LinkedHashSet<>();
    Set<String> refused = new LinkedHashSet<>();
    boolean asked = false;
    boolean withoutNlaTaken = false;
    boolean withoutNlaRefused = false;
    boolean nlaTaken = false;
    for (ProtocolSelected fact : all(seen, ProtocolSelected.class)) {
      Protocols selected = fact.selected();
      if (fact.offered().includes(selected)) {
        asked = true;
        accepted.addAll(selected.names());
        nlaTaken |= selected.usesCredSsp();
        withoutNlaTaken |= isWithoutLogon(selected);
        // what is offered together and not chosen is not refused, except in favour of nothing
        if (!fact.offered().equals(selected) && !selected.usesTls()) {
          refused.addAll(fact.offered().names());
        }
      }
    }
    for (NegotiationRefused fact : all(seen, NegotiationRefused.class)) {
      asked = true;
      refused.addAll(fact.offered().names());
      withoutNlaRefused |=
          fact.code().equals(NegotiationFailureCode.HYBRID_REQUIRED_BY_SERVER)
              || fact.offered().equals(Protocols.SSL);
    }
    if (!all(seen, NegotiationAbsent.class).isEmpty()) {
      asked = true;
      accepted.add("RDP");
      withoutNlaTaken = true;
    }
    if (!asked) {
      return Optional.empty();
    }
    refused.removeAll(accepted);
    String nla =
        nlaTaken
            ? withoutNlaTaken ? "optional" : withoutNlaRefused ? "required" : "unknown"
            : withoutNlaTaken ? "absent" : "unknown";
    return Optional.of(
        new ProtocolsMeasured(
            List.copyOf(accepted),
            List.copyOf(refused),
            nla,
            Evidence.of(
                "connection requests",
                "taken: " + orNone(accepted) + "; refused: " + orNone(refused),
                at)));
  }

  /// RDSTLS and RDSAAD know the user before the session, too, if not by NLA.
  private static boolean isWithoutLogon(Protocols selected) {
    return selected.equals(Protocols.RDP) || selected.equals(Protocols.SSL);
  }

  private static String orNone(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static Optional<Observation> cookie(
      List<Observation> seen, Protocols usual, Duration at) {
    Optional<RequestMet> with = answer(seen, usual, true);
    Optional<RequestMet> without = answer(seen, usual, false);
    if (with.isEmpty() || without.isEmpty() || with.get().getClass() == without.get().getClass()) {
      return Optional.empty();
    }
    if (isUnanswered(with.get()) && isUnanswered(without.get())) {
      return Optional.empty(); // where nothing is answered, an end and a silence are no two answers
    }
    String withCookie = with.get().evidence().heard();
    String withoutCookie = without.get().evidence().heard();
    boolean token = !all(seen, RoutingTokenSent.class).isEmpty();
    String line = token ? "routing token" : "cookie";
    var evidence =
        Evidence.of(
            "the same request with and without " + line,
            withCookie + " with it, " + withoutCookie + " without",
            at);
    return Optional.of(
        token
            ? new RoutingTokenMatters(withCookie, withoutCookie, evidence)
            : new CookieMatters(withCookie, withoutCookie, evidence));
  }

  private static boolean isUnanswered(RequestMet met) {
    return met instanceof NegotiationEnded
        || met instanceof NegotiationUnanswered
        || met instanceof NegotiationUnfinished;
  }

  /// A proper answer, if this request ever got one: a server that is moody minds no cookie.
  private static Optional<RequestMet> answer(
      List<Observation> seen, Protocols usual, boolean cookie) {
    List<RequestMet> met =
        all(seen, RequestMet.class).stream()
            .filter(fact -> fact.offered().equals(usual) && fact.cookie() == cookie)
            .toList();
    return met.stream()
        .filter(fact -> fact instanceof ProtocolSelected || fact instanceof NegotiationAbsent)
        .findFirst()
        .or(() -> met.stream().findFirst());
  }

  private static Optional<Observation> offerNotTaken(
      List<Observation> seen, Protocols usual, Duration at) {
    boolean usualRefused =
        all(seen, NegotiationRefused.class).stream().anyMatch(NegotiationRefused::usual);
    List<String> taken =
        all(seen, ProtocolSelected.class).stream()
            .filter(selected -> !selected.usual())
            .flatMap(selected -> selected.selected().names().stream())
            .distinct()
            .toList();
    return usualRefused && !taken.isEmpty()
        ? Optional.of(
            new OfferNotTaken(
                usual,
                taken,
                Evidence.of(
                    "the protocols one by one",
                    "the server takes " + String.join(", ", taken),
                    at)))
        : Optional.empty();
  }

  private static Optional<Observation> certificates(List<Observation> seen, Duration at) {
    List<String> fingerprints =
        all(seen, CertificatePresented.class).stream()
            .map(CertificatePresented::sha256)
            .distinct()
            .toList();
    return fingerprints.size() > 1
        ? Optional.of(
            new CertificatesVaried(
                fingerprints,
                Evidence.of(
                    "several handshakes", fingerprints.size() + " different certificates", at)))
        : Optional.empty();
  }

  static <T> List<T> all(List<Observation> seen, Class<T> type) {
    return seen.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
