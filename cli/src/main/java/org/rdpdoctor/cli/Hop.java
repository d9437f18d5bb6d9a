package org.rdpdoctor.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.dialogue.NextHop;
import org.rdpdoctor.dialogue.NextHop.Place;
import org.rdpdoctor.facts.BrokerFact.RedirectionBroke;
import org.rdpdoctor.facts.BrokerFact.RedirectionCertificateDiffers;
import org.rdpdoctor.facts.BrokerFact.RedirectionFollowed;
import org.rdpdoctor.facts.BrokerFact.RedirectionNameUnresolved;
import org.rdpdoctor.facts.BrokerFact.RedirectionUnreachable;
import org.rdpdoctor.facts.CertificateFact.CertificateNameDiffers;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NameFact.SystemUnresolved;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.ConnectProhibited;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;

/// A computer that a client was sent to, and what that says of the way there.
///
/// @param number from 2: the target is the first
/// @param from who sent the client
/// @param tried the places that were tried, the last of which is that of `stop`
record Hop(int number, String from, NextHop.Go go, List<Place> tried, Stop stop) {
  private static final String WRONG_NAME = "certificate.wrong-name";

  Hop {
    tried = List.copyOf(tried);
  }

  String to() {
    return LiveDoctor.typed(stop.report().target());
  }

  private Place place() {
    return tried.getLast();
  }

  /// What this hop says of the whole.
  ///
  /// @param diagnosis of this computer and of those that it sends the client on to
  List<Observation> facts(Diagnosis diagnosis) {
    var facts = new ArrayList<Observation>();
    Duration at = stop.ascent().elapsed();
    facts.add(
        new RedirectionFollowed(
            number,
            from,
            to(),
            place().by(),
            diagnosis.verdict().id(),
            Evidence.of("a climb to " + to(), diagnosis.summary(), at)));
    if (!stop.isReached()) {
      facts.add(unreachable(at));
      return facts;
    }
    unresolved(at).ifPresent(facts::add);
    Optional<Observation> other = otherCertificate(at).or(() -> otherName(diagnosis, at));
    other.ifPresent(facts::add);
    broken(diagnosis, other.isPresent(), at).ifPresent(facts::add);
    return facts;
  }

  private Observation unreachable(Duration at) {
    String how =
        has(ConnectUnanswered.class)
            ? "unanswered"
            : has(ConnectRefused.class)
                ? "refused"
                : has(ConnectProhibited.class)
                    ? "prohibited"
                    : has(SystemUnresolved.class) ? "unresolved" : "failed";
    List<String> to = tried.stream().map(each -> each.address().orElse(each.host())).toList();
    String last = to.getLast();
    String family = Literals.ipv6(last).isPresent() ? "ipv6" : Literals.isIpv4(last) ? "ipv4" : "";
    return new RedirectionUnreachable(
        number,
        to,
        how,
        tried.stream().allMatch(each -> each.address().isPresent()),
        family,
        Evidence.of("connects to " + String.join(", ", to), how, at));
  }

  private boolean has(Class<? extends Observation> type) {
    return stop.facts().stream().anyMatch(type::isInstance);
  }

  private <T extends Observation> Optional<T> first(Class<T> type) {
    return stop.facts().stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private Optional<Observation> unresolved(Duration at) {
    Place first = tried.getFirst();
    return first.address().isPresent() || place().address().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RedirectionNameUnresolved(
                number,
                first.host(),
                place().address().get(),
                Evidence.of(
                    "the name " + first.host() + " first",
                    "no connection; the address that came with it took one",
                    at)));
  }

  private Optional<Observation> otherCertificate(Duration at) {
    Optional<String> seen = first(CertificatePresented.class).map(CertificatePresented::sha256);
    return go.certificate()
        .filter(promised -> seen.isPresent() && !promised.equals(seen.get()))
        .map(
            promised ->
                new RedirectionCertificateDiffers(
                    number,
                    to(),
                    promised,
                    seen.get(),
                    Evidence.of(
                        "the certificate that was promised, SHA-256 " + promised,
                        "another one, SHA-256 " + seen.get(),
                        at)));
  }

  /// A name that does not fit is worth telling where it would be worth telling of any server.
  private Optional<Observation> otherName(Diagnosis diagnosis, Duration at) {
    return first(CertificateNameDiffers.class)
        .filter(_ -> diagnosis.breaks().stream().anyMatch(each -> each.id().equals(WRONG_NAME)))
        .map(
            fact ->
                new RedirectionCertificateDiffers(
                    number,
                    to(),
                    fact.target(),
                    String.join(", ", fact.names()),
                    Evidence.of(
                        "a certificate for " + fact.target(),
                        "one for " + String.join(", ", fact.names()),
                        at)));
  }

  /// The worst that is wrong with this computer itself.
  private Optional<Observation> broken(Diagnosis diagnosis, boolean nameTold, Duration at) {
    List<Break> own =
        diagnosis.breaks().stream()
            .filter(each -> each.layer() != Layer.BROKER && each.probability() >= 0.5)
            .filter(each -> !nameTold || !each.id().equals(WRONG_NAME))
            .toList();
    Optional<Break> worst =
        own.stream()
            .filter(each -> !each.degradesOnly())
            .findFirst()
            .or(() -> own.stream().findFirst());
    return diagnosis.verdict() == Verdict.INCONCLUSIVE
        ? Optional.empty()
        : worst.map(
            each ->
                new RedirectionBroke(
                    number,
                    to(),
                    each.layer().id(),
                    each.title(),
                    each.degradesOnly(),
                    Evidence.of("a climb to " + to(), each.id(), at)));
  }
}
