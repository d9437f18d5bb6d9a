package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.dialogue.CertificateReading;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.ConnectTrouble;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GatewayFact;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateUnpinned;
import org.rdpdoctor.facts.GatewayFact.GatewayNotConnected;
import org.rdpdoctor.facts.GatewayFact.GatewayTlsFailed;
import org.rdpdoctor.facts.GatewayFact.TlsTrouble;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
import org.rdpdoctor.facts.TcpFact.ConnectProhibited;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tls.AlertDescription;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.x509.Certificate;
import org.rdpdoctor.wire.x509.ServerEndPoint;

/// Connections to a gateway for somebody who logs on: TLS with the very certificate that the
/// gateway showed before, or none.
final class GatewayDoor {
  /// Longer than any server needs that is not in trouble.
  private static final Duration HANDSHAKE = Duration.ofSeconds(4);

  private final Itinerary.Gateway gateway;
  private final GatewaySeen known;
  private final Way way;
  private final Clock clock;

  /// @param way how connections to the gateway come about
  GatewayDoor(Itinerary.Gateway gateway, GatewaySeen known, Way way, Clock clock) {
    this.gateway = gateway;
    this.known = known;
    this.way = way;
    this.clock = clock;
  }

  /// What became of an attempt.
  sealed interface Entry {
    /// @param binding what ties a logon to this channel (RFC 5929 4)
    record Entered(Peer peer, Connection line, TlsTunnel tunnel, Bytes binding) implements Entry {
      /// Ends both, in order.
      void leave() {
        tunnel.close();
        line.close();
      }
    }

    record Refused(List<Observation> because) implements Entry {}
  }

  Entry enter(int number, Duration patience) {
    String host = known.address().or(gateway::address).orElse(gateway.host());
    var peer = new Peer(host, gateway.port(), number);
    Opening opening =
        way.open(new Way.Call(host, gateway.port(), clock.atMost(patience), 0, number));
    if (!(opening instanceof Opening.Opened(Connection line, Observation _))) {
      return new Entry.Refused(List.of(notConnected(host, opening.fact())));
    }
    Duration began = clock.now();
    var tunnel =
        new TlsTunnel(
            line, Extension.serverName(gateway.host()).map(Extension.ServerName::hostName));
    TlsTunnel.Shaken shaken =
        tunnel.shake(clock.atMost(patience.compareTo(HANDSHAKE) < 0 ? patience : HANDSHAKE));
    var troubles = new ArrayList<Observation>();
    failed(peer, shaken, clock.now().minus(began)).ifPresent(troubles::add);
    if (troubles.isEmpty()) {
      unexpected(peer, tunnel).ifPresent(troubles::add);
    }
    if (!troubles.isEmpty()) {
      line.close();
      return new Entry.Refused(List.copyOf(troubles));
    }
    return new Entry.Entered(peer, line, tunnel, binding(tunnel));
  }

  private static Bytes binding(TlsTunnel tunnel) {
    try {
      return ServerEndPoint.of(Certificate.decode(tunnel.chain().getFirst())).orElse(Bytes.EMPTY);
    } catch (DecodeException _) {
      return Bytes.EMPTY; // nothing to bind to; who insists on it will say no
    }
  }

  /// A certificate that is neither the pinned one nor the one from before gets no proof.
  private Optional<GatewayFact> unexpected(Peer peer, TlsTunnel tunnel) {
    Optional<String> expected = gateway.pin().or(known::sha256);
    String shown =
        tunnel.chain().isEmpty() ? "" : CertificateReading.sha256(tunnel.chain().getFirst());
    return expected
        .filter(sha256 -> !sha256.equals(shown))
        .map(
            sha256 ->
                new GatewayCertificateUnpinned(
                    sha256,
                    shown,
                    peer.evidence(
                        "a TLS handshake for a logon",
                        "a certificate with " + shown,
                        clock.now())));
  }

  private Optional<GatewayFact> failed(Peer peer, TlsTunnel.Shaken shaken, Duration elapsed) {
    return switch (shaken) {
      case TlsTunnel.Shaken.Complete _ -> Optional.empty();
      case TlsTunnel.Shaken.Alert(int code) ->
          Optional.of(
              failed(peer, TlsTrouble.ALERT, new AlertDescription(code).toString(), elapsed));
      case TlsTunnel.Shaken.Ended(var how) ->
          Optional.of(failed(peer, TlsTrouble.ENDED, how.words(), elapsed));
      case TlsTunnel.Shaken.Silent(Duration waited) ->
          Optional.of(failed(peer, TlsTrouble.SILENT, "nothing for " + Gate.ms(waited), elapsed));
      case TlsTunnel.Shaken.Refused(_, String reason) ->
          Optional.of(failed(peer, TlsTrouble.REFUSED, reason, elapsed));
    };
  }

  private GatewayTlsFailed failed(Peer peer, TlsTrouble how, String reason, Duration elapsed) {
    return new GatewayTlsFailed(
        how,
        reason,
        "",
        elapsed,
        peer.evidence("a TLS handshake for a logon", reason, clock.now()));
  }

  /// The port was open before, so that this is unusual.
  private GatewayFact notConnected(String host, Observation fact) {
    ConnectTrouble how =
        switch (fact) {
          case ConnectRefused _ -> ConnectTrouble.REFUSED;
          case ConnectUnanswered _ -> ConnectTrouble.UNANSWERED;
          case ConnectProhibited _ -> ConnectTrouble.PROHIBITED;
          case ClosedUnasked _ -> ConnectTrouble.CLOSED;
          case RouteFact _ -> ConnectTrouble.UNREACHABLE;
          default -> ConnectTrouble.FAILED;
        };
    Evidence evidence = fact.evidence();
    return new GatewayNotConnected(
        host, gateway.port(), how, evidence.heard(), clock.now().minus(evidence.at()), evidence);
  }
}
