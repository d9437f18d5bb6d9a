package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.rdpdoctor.dialogue.Hello;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.dialogue.TlsHelloDialogue;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GatewayFact.GatewayTlsEstablished;
import org.rdpdoctor.facts.GatewayFact.GatewayTlsFailed;
import org.rdpdoctor.facts.GatewayFact.TlsTrouble;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.AlertDescription;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.CipherSuites;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.Extension;

/// TLS with the gateway: by a client that takes whatever it is given, and, where that was something
/// old, by one that takes what current clients take.
final class GatewayTls {
  /// Longer than any server needs that is not in trouble.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final int PREVIEW = 80;

  private static final String HELLO = "a TLS hello";

  private final Itinerary.Gateway gateway;
  private final Certificates certificates;
  private final Clock clock;
  private final Log log;
  private boolean dated;

  /// @param certificates told of every chain that is shown
  GatewayTls(Itinerary.Gateway gateway, Certificates certificates, Clock clock, Log log) {
    this.gateway = gateway;
    this.certificates = certificates;
    this.clock = clock;
    this.log = log;
  }

  /// A handshake of which is told how it went.
  ///
  /// @param plain what answers a plain HTTP request there; only asked where TLS met nothing
  Optional<TlsTunnel> shake(Connection line, Peer peer, Supplier<Bytes> plain) {
    var first = new FirstBytes(line);
    var tunnel = new TlsTunnel(first, serverName());
    Duration began = clock.now();
    TlsTunnel.Shaken shaken = tunnel.shake(clock.atMost(PATIENCE));
    Duration elapsed = clock.now().minus(began);
    certificates.remember(peer, tunnel.chain());
    if (shaken instanceof TlsTunnel.Shaken.Complete) {
      established(peer, tunnel, elapsed);
      return Optional.of(tunnel);
    }
    boolean nothing = first.heard().isEmpty();
    Bytes heard = nothing ? plain.get() : first.heard();
    String sent = nothing && !heard.isEmpty() ? HELLO + ", then plain HTTP" : HELLO;
    log.add(failed(peer.evidence(sent, "", clock.now()), tunnel, shaken, heard, elapsed));
    return Optional.empty();
  }

  /// One more handshake like the first.
  Optional<TlsTunnel> again(Connection line, Peer peer) {
    var tunnel = new TlsTunnel(line, serverName());
    boolean complete = tunnel.shake(clock.atMost(PATIENCE)) instanceof TlsTunnel.Shaken.Complete;
    certificates.remember(peer, tunnel.chain());
    return complete ? Optional.of(tunnel) : Optional.empty();
  }

  /// True if what was established is nothing that a current client would take.
  boolean isDated() {
    return dated;
  }

  /// The hello of a current client, on a connection of its own.
  void tryCurrent(Connection line, Peer peer) {
    Hello usual = Hello.usual(Seeds.fresh(), gateway.host());
    Duration began = clock.now();
    var dialogue = new TlsHelloDialogue(peer, usual, clock.atMost(PATIENCE));
    List<Observation> seen = line.hold(dialogue);
    for (Observation fact : seen) {
      TlsTrouble how =
          switch (fact) {
            case AlertReceived _ -> TlsTrouble.ALERT;
            case HandshakeEnded _ -> TlsTrouble.ENDED;
            case HandshakeStalled _ -> TlsTrouble.SILENT;
            default -> TlsTrouble.REFUSED;
          };
      if (dialogue.answer().isEmpty() && how != TlsTrouble.REFUSED) {
        String met = fact instanceof AlertReceived alert ? alert.name() : fact.evidence().heard();
        log.add(
            new GatewayTlsFailed(
                how,
                "what a current client offers is refused (" + met + "); older TLS works",
                "",
                clock.now().minus(began),
                fact.evidence()));
      }
    }
  }

  private Optional<String> serverName() {
    return Extension.serverName(gateway.host()).map(Extension.ServerName::hostName);
  }

  private void established(Peer peer, TlsTunnel tunnel, Duration elapsed) {
    String version = tunnel.client().version();
    var suite = new CipherSuite(tunnel.client().cipherSuite());
    dated = !CipherSuites.WINDOWS_11.contains(suite) || version.matches("TLSv1\\.[01]|SSL.*");
    log.add(
        new GatewayTlsEstablished(
            version,
            suite.toString(),
            elapsed,
            peer.evidence("a TLS handshake", version + " with " + suite, clock.now())));
  }

  private GatewayTlsFailed failed(
      Evidence said, TlsTunnel tunnel, TlsTunnel.Shaken shaken, Bytes first, Duration elapsed) {
    TlsTrouble how;
    String reason;
    if (!first.isEmpty() && !isTls(first)) {
      how = TlsTrouble.NOT_TLS;
      reason =
          first.startsWithAscii("HTTP/")
              ? "what answers speaks HTTP without TLS"
              : "what answers does not speak TLS";
    } else {
      how =
          switch (shaken) {
            case TlsTunnel.Shaken.Alert _ -> TlsTrouble.ALERT;
            case TlsTunnel.Shaken.Ended _ -> TlsTrouble.ENDED;
            case TlsTunnel.Shaken.Silent _ -> TlsTrouble.SILENT;
            case TlsTunnel.Shaken.Refused _, TlsTunnel.Shaken.Complete _ -> TlsTrouble.REFUSED;
          };
      reason = reason(tunnel, shaken);
    }
    String preview = how == TlsTrouble.NOT_TLS ? firstLine(first) : "";
    String heard = preview.isEmpty() ? reason : "“" + preview + "”";
    var evidence = new Evidence(said.connection(), said.sent(), heard, said.at());
    return new GatewayTlsFailed(how, reason, preview, elapsed, evidence);
  }

  private static String firstLine(Bytes heard) {
    int end = heard.indexOf(Bytes.of('\r'));
    return (end < 0 ? heard : heard.first(end)).preview(PREVIEW);
  }

  private static String reason(TlsTunnel tunnel, TlsTunnel.Shaken shaken) {
    return switch (shaken) {
      case TlsTunnel.Shaken.Alert(int code) -> {
        String name = "the TLS alert " + new AlertDescription(code);
        yield tunnel.client().certificateRequested()
            ? name + ", after it asked for a certificate of the client"
            : name;
      }
      case TlsTunnel.Shaken.Ended(var how) -> how.words() + " inside the TLS handshake";
      case TlsTunnel.Shaken.Silent(var waited) ->
          "no whole answer to the TLS hello in " + Gate.ms(waited);
      case TlsTunnel.Shaken.Refused(_, String why) ->
          tunnel.signatureDenied()
              ? "the gateway does not hold the key of its certificate"
              : "the handshake makes no sense: " + why;
      case TlsTunnel.Shaken.Complete() -> "";
    };
  }

  /// A record of TLS 1.x or SSL 3.0 begins so (RFC 8446 5.1).
  private static boolean isTls(Bytes first) {
    int type = first.at(0);
    boolean known =
        type == ContentType.ALERT.value()
            || type == ContentType.HANDSHAKE.value()
            || type == ContentType.APPLICATION_DATA.value()
            || type == ContentType.CHANGE_CIPHER_SPEC.value();
    return known && (first.size() < 2 || first.at(1) == 3);
  }
}
