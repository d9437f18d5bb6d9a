package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.CertificateFact.CertificateChainIncomplete;
import org.rdpdoctor.facts.CertificateFact.CertificateDiffersFromPin;
import org.rdpdoctor.facts.CertificateFact.CertificateExpired;
import org.rdpdoctor.facts.CertificateFact.CertificateExpiresSoon;
import org.rdpdoctor.facts.CertificateFact.CertificateMatchesPin;
import org.rdpdoctor.facts.CertificateFact.CertificateNameDiffers;
import org.rdpdoctor.facts.CertificateFact.CertificateNotYetValid;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.CertificateFact.CertificateSelfSigned;
import org.rdpdoctor.facts.CertificateFact.CertificateUnreadable;
import org.rdpdoctor.facts.CertificateFact.CertificateUntrusted;
import org.rdpdoctor.facts.CertificateFact.CertificateUsageWrong;
import org.rdpdoctor.facts.ConnectTrouble;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GatewayFact;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateExpired;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateExpiring;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateNameDiffers;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateNotYetValid;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificatePresented;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateUnpinned;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateUntrusted;
import org.rdpdoctor.facts.GatewayFact.GatewayConnected;
import org.rdpdoctor.facts.GatewayFact.GatewayNameFailed;
import org.rdpdoctor.facts.GatewayFact.GatewayNameResolved;
import org.rdpdoctor.facts.GatewayFact.GatewayNotConnected;
import org.rdpdoctor.facts.GatewayFact.NameTrouble;
import org.rdpdoctor.facts.NameFact.DnsAnswered;
import org.rdpdoctor.facts.NameFact.DnsRefused;
import org.rdpdoctor.facts.NameFact.DnsUnanswered;
import org.rdpdoctor.facts.NameFact.SystemResolved;
import org.rdpdoctor.facts.NameFact.SystemUnresolved;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostUnreachable;
import org.rdpdoctor.facts.RouteFact.NetworkUnreachable;
import org.rdpdoctor.facts.RouteFact.RouteMissing;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
import org.rdpdoctor.facts.TcpFact.ConnectFailed;
import org.rdpdoctor.facts.TcpFact.ConnectProhibited;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;

/// A gateway is looked up, connected to and read like any server: what was seen there as facts
/// about the server is told here as facts about the gateway.
///
/// @param port of the gateway
public record GatewaySight(String host, int port) {

  /// What a lookup of the gateway's name says; nothing where there was none to look up.
  public Optional<GatewayFact> name(List<Observation> seen) {
    for (Observation fact : seen) {
      switch (fact) {
        case SystemResolved(var name, var addresses, var elapsed, var evidence)
            when !addresses.isEmpty() -> {
          return Optional.of(new GatewayNameResolved(name, addresses, elapsed, evidence));
        }
        case SystemUnresolved(var name, var reason, var elapsed, var evidence) -> {
          return Optional.of(new GatewayNameFailed(name, trouble(reason, seen), elapsed, evidence));
        }
        default -> {
          // told by one of these two
        }
      }
    }
    return Optional.empty();
  }

  /// DNS servers say more exactly what the system puts in words of its own.
  private static NameTrouble trouble(String reason, List<Observation> seen) {
    List<DnsAnswered> answers =
        seen.stream().filter(DnsAnswered.class::isInstance).map(DnsAnswered.class::cast).toList();
    boolean known = answers.stream().anyMatch(answer -> answer.rcode().equals("NOERROR"));
    if (!known && answers.stream().anyMatch(answer -> answer.rcode().equals("NXDOMAIN"))) {
      return NameTrouble.UNKNOWN;
    }
    if (known && answers.stream().allMatch(answer -> answer.addresses().isEmpty())) {
      return NameTrouble.NO_ADDRESS;
    }
    boolean asked =
        seen.stream().anyMatch(fact -> fact instanceof DnsUnanswered || fact instanceof DnsRefused);
    String words = reason.toLowerCase(Locale.ROOT);
    if (answers.isEmpty() && asked || words.contains("timed out")) {
      return NameTrouble.UNANSWERED;
    }
    if (words.contains("no address associated")) {
      return NameTrouble.NO_ADDRESS;
    }
    boolean unknown =
        words.contains("not known") || words.contains("no such host") || words.contains("unknown");
    return answers.isEmpty() && unknown ? NameTrouble.UNKNOWN : NameTrouble.FAILED;
  }

  /// What connects to the gateway's port met, each address once.
  public List<GatewayFact> connects(List<Observation> seen) {
    var told = new ArrayList<GatewayFact>();
    for (Observation fact : seen) {
      Optional<GatewayFact> each = connect(fact);
      each.filter(found -> told.stream().noneMatch(before -> isSame(before, found)))
          .ifPresent(told::add);
    }
    return told;
  }

  private static boolean isSame(GatewayFact one, GatewayFact other) {
    return switch (one) {
      case GatewayConnected a ->
          other instanceof GatewayConnected b && a.address().equals(b.address());
      case GatewayNotConnected a ->
          other instanceof GatewayNotConnected b
              && a.address().equals(b.address())
              && a.how() == b.how();
      default -> one.equals(other);
    };
  }

  /// Nothing for what was learnt of other ports, or is no connect.
  private Optional<GatewayFact> connect(Observation fact) {
    return switch (fact) {
      case Connected f when f.port() == port ->
          Optional.of(new GatewayConnected(f.address(), port, f.elapsed(), f.evidence()));
      case ConnectRefused f when f.port() == port ->
          not(f.address(), ConnectTrouble.REFUSED, "the port is closed", f.elapsed(), f.evidence());
      case ConnectUnanswered f when f.port() == port ->
          not(
              f.address(),
              ConnectTrouble.UNANSWERED,
              "no answer in " + NegotiationDialogue.seconds(f.waited()),
              f.waited(),
              f.evidence());
      case ConnectProhibited f when f.port() == port ->
          not(f.address(), ConnectTrouble.PROHIBITED, f.reason(), Duration.ZERO, f.evidence());
      case ClosedUnasked f when f.port() == port ->
          not(
              f.address(),
              ConnectTrouble.CLOSED,
              "the connection ended as soon as it was accepted",
              f.elapsed(),
              f.evidence());
      case ConnectFailed f when f.port() == port ->
          not(f.address(), ConnectTrouble.FAILED, f.reason(), Duration.ZERO, f.evidence());
      case HostUnreachable f -> unreachable(f.address(), "the host cannot be reached", fact);
      case NetworkUnreachable f -> unreachable(f.address(), "its network cannot be reached", fact);
      case RouteMissing f -> unreachable(f.address(), "this machine has no route there", fact);
      default -> Optional.empty();
    };
  }

  private Optional<GatewayFact> unreachable(String address, String reason, Observation fact) {
    return not(address, ConnectTrouble.UNREACHABLE, reason, Duration.ZERO, fact.evidence());
  }

  private Optional<GatewayFact> not(
      String address, ConnectTrouble how, String reason, Duration elapsed, Evidence evidence) {
    return Optional.of(new GatewayNotConnected(address, port, how, reason, elapsed, evidence));
  }

  /// What the gateway's certificate says.
  ///
  /// @param trusted whether this machine's own store leads to an authority
  public List<GatewayFact> certificate(List<Observation> seen, boolean trusted) {
    var told = new ArrayList<GatewayFact>();
    boolean pinned = seen.stream().anyMatch(CertificateMatchesPin.class::isInstance);
    boolean believed = trusted || pinned;
    for (Observation fact : seen) {
      presented(fact, believed).or(() -> dated(fact)).ifPresent(told::add);
      if (!believed) {
        distrusted(fact, seen).ifPresent(told::add);
      }
      doubtful(fact).ifPresent(told::add);
    }
    return told;
  }

  private static Optional<GatewayFact> presented(Observation fact, boolean believed) {
    return fact instanceof CertificatePresented f
        ? Optional.of(
            new GatewayCertificatePresented(
                f.subject(),
                f.issuer(),
                f.names(),
                f.sha256(),
                f.notAfter(),
                f.selfSigned(),
                believed,
                f.evidence()))
        : Optional.empty();
  }

  private static Optional<GatewayFact> dated(Observation fact) {
    return switch (fact) {
      case CertificateExpired(Instant end, Duration since, _, var evidence) ->
          Optional.of(new GatewayCertificateExpired(end, since.toDays(), evidence));
      case CertificateExpiresSoon(Instant end, Duration left, var evidence) ->
          Optional.of(new GatewayCertificateExpiring(end, left.toDays(), evidence));
      case CertificateNotYetValid(Instant start, _, _, var evidence) ->
          Optional.of(new GatewayCertificateNotYetValid(start, evidence));
      default -> Optional.empty();
    };
  }

  private static Optional<GatewayFact> distrusted(Observation fact, List<Observation> seen) {
    return switch (fact) {
      case CertificateSelfSigned f ->
          Optional.of(new GatewayCertificateUntrusted("it is self-signed", true, f.evidence()));
      case CertificateUntrusted f ->
          Optional.of(
              new GatewayCertificateUntrusted(
                  seen.stream().anyMatch(CertificateChainIncomplete.class::isInstance)
                      ? "the gateway does not send the certificate of its issuer, " + f.issuer()
                      : "its issuer is " + f.issuer(),
                  false,
                  f.evidence()));
      default -> Optional.empty();
    };
  }

  private Optional<GatewayFact> doubtful(Observation fact) {
    return switch (fact) {
      case CertificateNameDiffers f ->
          Optional.of(new GatewayCertificateNameDiffers(host, f.names(), f.evidence()));
      case CertificateDiffersFromPin f ->
          Optional.of(new GatewayCertificateUnpinned(f.pin(), f.seen(), f.evidence()));
      case CertificateUnreadable f ->
          Optional.of(
              new GatewayCertificateUntrusted(
                  "it cannot be read: " + f.reason(), false, f.evidence()));
      case CertificateUsageWrong f ->
          Optional.of(
              new GatewayCertificateUntrusted(
                  "it is not made for servers, only for " + String.join(", ", f.usages()),
                  false,
                  f.evidence()));
      default -> Optional.empty();
    };
  }
}
