package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostUnreachable;
import org.rdpdoctor.facts.RouteFact.NetworkUnreachable;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;

/// What a proxy's words say of the target: the system's own, those of Squid's `X-Squid-Error` with
/// the number that Linux gives the error, and those of `Proxy-Status` (RFC 9209 2.3).
enum TargetTrouble {
  // a name that was not found is told before a server that took too long to say so
  NAME,
  REFUSED,
  HOST_UNREACHABLE,
  NETWORK_UNREACHABLE,
  UNANSWERED;

  /// The first of these texts that tells decides: the exact ones belong to the front.
  static Optional<TargetTrouble> in(List<String> texts) {
    for (String text : texts) {
      String lower = text.toLowerCase(Locale.ROOT);
      for (TargetTrouble trouble : values()) {
        if (trouble.words().stream().anyMatch(lower::contains)) {
          return Optional.of(trouble);
        }
      }
    }
    return Optional.empty();
  }

  /// The fact about the target; nothing if it is about its name, which is the proxy's to look up.
  Optional<Observation> fact(Destination target, Duration elapsed, Evidence evidence) {
    String host = target.host();
    int port = target.port();
    return switch (this) {
      case NAME -> Optional.empty();
      case REFUSED -> Optional.of(new ConnectRefused(host, port, elapsed, evidence));
      case UNANSWERED -> Optional.of(new ConnectUnanswered(host, port, elapsed, evidence));
      case HOST_UNREACHABLE -> Optional.of(new HostUnreachable(host, evidence));
      case NETWORK_UNREACHABLE -> Optional.of(new NetworkUnreachable(host, evidence));
    };
  }

  private List<String> words() {
    return switch (this) {
      case NAME ->
          List.of(
              "err_dns_fail",
              "dns_error",
              "dns_timeout",
              "name or service not known",
              "name resolution",
              "could not resolve",
              "cannot resolve",
              "unable to resolve",
              "unable to determine ip address",
              "no such host",
              "unknown host",
              "nodename nor servname",
              "no address associated");
      case REFUSED ->
          List.of(
              "connection refused", "connection_refused", "err_connect_fail 111", "econnrefused");
      case HOST_UNREACHABLE ->
          List.of(
              "no route to host",
              "host is unreachable",
              "host unreachable",
              "destination_ip_unroutable",
              "destination_unavailable",
              "err_connect_fail 113",
              "ehostunreach");
      case NETWORK_UNREACHABLE ->
          List.of("network is unreachable", "err_connect_fail 101", "enetunreach");
      case UNANSWERED ->
          List.of(
              "timed out", "timeout", "connection_timeout", "err_connect_fail 110", "etimedout");
    };
  }
}
