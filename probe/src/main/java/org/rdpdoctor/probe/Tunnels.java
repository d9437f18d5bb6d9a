package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.rdpdoctor.dialogue.CredSspDialogue.Form;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.Hello;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.LargeAnswerMissing;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.ClientCertificateRequested;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeFailed;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.ServerSignatureInvalid;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.AlertDescription;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.x224.Protocols;

/// Handshakes with real cryptography, and CredSSP inside them.
final class Tunnels {
  /// Longer than any server needs that is not in trouble.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Duration AFTER = Duration.ofMillis(400);

  private final Target target;
  private final Nla nla;
  private final Certificates certificates;
  private final Clock clock;
  private final Asking asking;
  private final Log log;
  private final ExecutorService threads;

  Tunnels(
      Target target,
      Nla nla,
      Certificates certificates,
      Clock clock,
      Asking asking,
      Log log,
      ExecutorService threads) {
    this.target = target;
    this.nla = nla;
    this.certificates = certificates;
    this.clock = clock;
    this.asking = asking;
    this.log = log;
    this.threads = threads;
  }

  /// A whole handshake; over it, if the server selected NLA, CredSSP up to the challenge, as
  /// Windows asks for it and, where that leads nowhere, in the form that every server understands;
  /// the other way round where the server is one of those that know no other.
  ///
  /// On a slow path the handshake for the second form is made beside the first.
  ///
  /// @param nlaWanted false if the climb ends below CredSSP
  /// @return false if no tunnel came to be
  boolean dig(Protocols carrier, boolean nlaWanted) {
    Form form = form();
    boolean plainFirst = form == Form.RAW_NTLM;
    Form other = plainFirst ? Form.SPNEGO : Form.RAW_NTLM;
    var otherWanted = new CompletableFuture<Boolean>();
    boolean ahead =
        nlaWanted
            && !plainFirst
            && asking.isFar()
            && asking.selectedFor(carrier).filter(Protocols::usesCredSsp).isPresent();
    Optional<Future<Optional<List<Observation>>>> spare =
        ahead
            ? Optional.of(threads.submit(() -> again(carrier, other, otherWanted)))
            : Optional.empty();
    Optional<List<Observation>> seen = Optional.empty();
    try {
      seen = shaken(carrier, (line, credSsp) -> shake(line, form, nlaWanted && credSsp));
    } finally {
      otherWanted.complete(
          seen.isPresent() && !seen.get().isEmpty() && !Nla.isChallenged(seen.get()));
    }
    if (seen.isEmpty()) {
      return false;
    }
    if (!otherWanted.join()) {
      log.addAll(seen.get());
      return true;
    }
    Optional<List<Observation>> second =
        spare.isPresent()
            ? Waiting.forResult(spare.get(), clock).flatMap(found -> found)
            : again(carrier, other, otherWanted);
    log.addAll(second.filter(found -> plainFirst || Nla.isChallenged(found)).orElse(seen.get()));
    return true;
  }

  /// FreeRDP 2 knows no other than the plain one.
  private Form form() {
    return asking.isBrittle() ? Form.RAW_NTLM : Form.SPNEGO;
  }

  /// The facts of CredSSP, not logged yet: none where it does not follow; nothing if there was no
  /// tunnel.
  private Optional<List<Observation>> shaken(
      Protocols carrier, BiFunction<Connection, Boolean, Optional<List<Observation>>> shake) {
    return asking
        .askThen(
            Offer.mapping(carrier),
            (line, selected) ->
                selected
                    .filter(Protocols::usesTls)
                    .flatMap(chosen -> shake.apply(line, chosen.usesCredSsp())))
        .flatMap(seen -> seen);
  }

  private Optional<List<Observation>> shake(Connection line, Form form, boolean nlaFollows) {
    Peer peer = asking.peer(line);
    Duration began = clock.now();
    try (var tunnel = new TlsTunnel(line, serverName())) {
      var shaken = tunnel.shake(clock.atMost(PATIENCE));
      certificates.remember(peer, tunnel.chain());
      Duration elapsed = clock.now().minus(began);
      if (!(shaken instanceof TlsTunnel.Shaken.Complete)) {
        failed(peer, tunnel, shaken, elapsed);
        if (shaken instanceof TlsTunnel.Shaken.Silent) {
          asking.torn(line, "tunnel");
        }
        return Optional.empty();
      }
      if (!completed(peer, tunnel, elapsed)) {
        return Optional.empty();
      }
      return Optional.of(nlaFollows ? nla.ask(peer, tunnel, form) : List.of());
    }
  }

  /// The other form of CredSSP, over a handshake of which nothing is logged: the same one is told
  /// of elsewhere.
  private Optional<List<Observation>> again(Protocols carrier, Form form, Future<Boolean> wanted) {
    return shaken(
        carrier,
        (line, _) -> {
          Peer peer = asking.peer(line);
          try (var tunnel = new TlsTunnel(line, serverName())) {
            boolean complete =
                tunnel.shake(clock.atMost(PATIENCE)) instanceof TlsTunnel.Shaken.Complete;
            certificates.remember(peer, tunnel.chain());
            return complete && Waiting.forResult(wanted, clock).orElse(false)
                ? Optional.of(nla.ask(peer, tunnel, form))
                : Optional.empty();
          }
        });
  }

  /// After a whole handshake that fell silent: whether it succeeds where the server has to send
  /// small pieces, and falls silent again where it has not, since a server may stall by chance.
  /// Under TLS 1.3 a short ServerHello may come through alone.
  ///
  /// @param nlaWanted false if the climb ends below CredSSP
  void digNarrow(Protocols carrier, boolean nlaWanted) {
    Optional<Evidence> narrow =
        asking
            .askThen(
                Offer.mapping(carrier),
                Handshakes.NARROW_BUFFER,
                (line, selected) -> selected.flatMap(_ -> narrow(line)))
            .flatMap(evidence -> evidence);
    if (narrow.isEmpty()) {
      return;
    }
    asking.grant();
    Optional<List<Observation>> wide =
        shaken(carrier, (line, credSsp) -> shake(line, form(), nlaWanted && credSsp));
    if (wide.isPresent()) {
      log.addAll(wide.get());
    } else {
      log.add(new LargeAnswerMissing(Hello.NARROW_PIECE, narrow.get()));
    }
  }

  private Optional<Evidence> narrow(Connection line) {
    Peer peer = asking.peer(line);
    try (var tunnel = new TlsTunnel(line, serverName())) {
      if (tunnel.shake(clock.atMost(PATIENCE)) instanceof TlsTunnel.Shaken.Complete) {
        certificates.remember(peer, tunnel.chain());
        return Optional.of(
            evidence(
                peer, "a whole handshake over a narrow receive window, silence over a wide one"));
      }
    }
    return Optional.empty();
  }

  /// What came of TLS without a connection request before it.
  ///
  /// @param conclusive false if silence or an end left open what answers there
  record Direct(boolean conclusive, Optional<NtlmChallengeReceived> challenge) {
    private static final Direct UNCLEAR = new Direct(false, Optional.empty());
  }

  /// TLS at once, without a connection request, and CredSSP in it up to the challenge: the direct
  /// approach (MS-RDPBCGR 5.4.2.2), which tells an RDP server from other services that speak TLS.
  Direct digWithoutRequest() {
    return asking.aside(this::direct).orElse(Direct.UNCLEAR);
  }

  private Direct direct(Connection line) {
    try (var tunnel = new TlsTunnel(line, serverName())) {
      return switch (tunnel.shake(clock.atMost(PATIENCE))) {
        case TlsTunnel.Shaken.Complete _ ->
            new Direct(
                true,
                nla.ask(asking.peer(line), tunnel, Form.SPNEGO).stream()
                    .filter(NtlmChallengeReceived.class::isInstance)
                    .map(NtlmChallengeReceived.class::cast)
                    .findFirst());
        case TlsTunnel.Shaken.Alert _, TlsTunnel.Shaken.Refused _ ->
            new Direct(true, Optional.empty());
        case TlsTunnel.Shaken.Silent _, TlsTunnel.Shaken.Ended _ -> Direct.UNCLEAR;
      };
    }
  }

  private Optional<String> serverName() {
    return Extension.serverName(target.host()).map(Extension.ServerName::hostName);
  }

  /// @return false if the server ends the connection after all, for want of a client certificate
  private boolean completed(Peer peer, TlsTunnel tunnel, Duration elapsed) {
    if (tunnel.client().certificateRequested()) {
      // Under TLS 1.3 the refusal of a missing certificate comes after the handshake (RFC 8446
      // 4.4.2.4).
      tunnel.unread(
          tunnel.listen(AFTER) instanceof Heard.Data(Bytes early, _) ? early : Bytes.EMPTY);
      Optional<Integer> alert = tunnel.alertReceived();
      if (alert.isPresent()) {
        failed(peer, tunnel, new TlsTunnel.Shaken.Alert(alert.get()), elapsed);
        return false;
      }
      log.add(
          new ClientCertificateRequested(
              false, evidence(peer, "a CertificateRequest, and no objection when none was sent")));
    }
    String version = tunnel.client().version();
    String suite = new CipherSuite(tunnel.client().cipherSuite()).toString();
    log.add(
        new HandshakeCompleted(
            version,
            suite,
            elapsed,
            evidence(peer, "a whole handshake: " + version + " with " + suite)));
    return true;
  }

  private void failed(Peer peer, TlsTunnel tunnel, TlsTunnel.Shaken shaken, Duration elapsed) {
    switch (shaken) {
      case TlsTunnel.Shaken.Complete _ -> {
        // told elsewhere
      }
      case TlsTunnel.Shaken.Alert(int code) -> {
        var alert = new AlertDescription(code);
        log.add(
            new AlertReceived(
                "tunnel",
                code,
                alert.toString(),
                tunnel.chain().isEmpty() ? "hello" : "certificate",
                elapsed,
                evidence(peer, "alert " + alert + " (" + code + ")")));
        if (tunnel.client().certificateRequested()) {
          log.add(
              new ClientCertificateRequested(
                  true, evidence(peer, "a CertificateRequest, and an alert when none was sent")));
        }
      }
      case TlsTunnel.Shaken.Ended(var how) ->
          log.add(
              new HandshakeEnded(
                  "tunnel",
                  0,
                  how,
                  tunnel.chain().isEmpty() ? "hello" : "certificate",
                  elapsed,
                  evidence(peer, how.words())));
      case TlsTunnel.Shaken.Silent(var waited) ->
          log.add(
              new HandshakeStalled(
                  "tunnel",
                  0,
                  tunnel.chain().isEmpty() ? "hello" : "certificate",
                  waited,
                  evidence(peer, "nothing more for " + Gate.ms(waited))));
      case TlsTunnel.Shaken.Refused(int alert, String reason) -> {
        boolean mismatch =
            alert == AlertDescription.DECRYPT_ERROR.value() && !tunnel.chain().isEmpty();
        String why = mismatch ? "what both sides heard of the handshake differs" : reason;
        log.add(
            tunnel.signatureDenied()
                ? new ServerSignatureInvalid(
                    reason, evidence(peer, "a key exchange whose signature the certificate denies"))
                : new HandshakeFailed(why, elapsed, evidence(peer, reason)));
      }
    }
  }

  private Evidence evidence(Peer peer, String heard) {
    return peer.evidence("a handshake with real cryptography", heard, clock.now());
  }
}
