package org.rdpdoctor.probe;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.rdpdoctor.dialogue.CertificateReading;
import org.rdpdoctor.dialogue.CredSspDialogue.Form;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.Hello;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.dialogue.TlsHelloDialogue;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.LargeAnswerMissing;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.ClientCertificateRequested;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeFailed;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.facts.TlsFact.ServerSignatureInvalid;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.AlertDescription;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.x224.Protocols;

/// The TLS rung: hellos that only look, and one handshake with real cryptography.
final class Handshakes {
  /// Longer than any server needs that is not in trouble.
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(4);

  private static final Duration HELLO_PATIENCE = Duration.ofMillis(2200);

  /// The smallest receive buffer that systems grant; Linux announces half of it as window.
  private static final int NARROW_BUFFER = 1024;

  private static final Duration AFTER = Duration.ofMillis(400);

  private final Target target;
  private final InstantSource wallClock;
  private final Nla nla;
  private final Clock clock;
  private final Asking asking;
  private final Log log;
  private final List<Shown> shown = new ArrayList<>();

  /// A chain as one connection showed it.
  record Shown(Peer peer, List<Bytes> chain) {}

  Handshakes(Target target, InstantSource wallClock, Nla nla, Clock clock, Asking asking, Log log) {
    this.target = target;
    this.wallClock = wallClock;
    this.nla = nla;
    this.clock = clock;
    this.asking = asking;
    this.log = log;
  }

  Hello helloOf(BiFunction<Hello.Seed, String, Hello> form) {
    return form.apply(Seeds.fresh(), target.host());
  }

  /// The hello of the user's client, on a line that is past negotiation.
  void usual(TcpLine line) {
    Duration most = clock.allBut(HELLO_PATIENCE.multipliedBy(2));
    say(line, helloOf(Hello::usual), most.compareTo(USUAL_PATIENCE) < 0 ? most : USUAL_PATIENCE);
  }

  /// One hello on a connection of its own.
  ///
  /// @return false if the server did not get as far as TLS
  boolean hello(Protocols carrier, Hello hello) {
    return asking
        .askThen(
            Offer.mapping(carrier),
            hello.name().equals(Hello.NARROW) ? NARROW_BUFFER : 0,
            (line, selected) -> {
              boolean tls = selected.map(Protocols::usesTls).orElse(false);
              if (tls) {
                say(line, hello, patience());
              }
              return tls;
            })
        .orElse(false);
  }

  /// Longer where answers have been slow.
  private Duration patience() {
    Duration slowest =
        log.all(ServerHelloReceived.class).stream()
            .map(ServerHelloReceived::elapsed)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    Duration slow = slowest.multipliedBy(2);
    return slow.compareTo(HELLO_PATIENCE) > 0 ? slow : HELLO_PATIENCE;
  }

  private void say(TcpLine line, Hello hello, Duration patience) {
    Peer peer = asking.peer(line);
    var dialogue = new TlsHelloDialogue(peer, hello, clock.atMost(patience));
    List<Observation> seen = line.hold(dialogue);
    log.addAll(seen);
    if (seen.stream()
        .anyMatch(f -> f instanceof HandshakeStalled stalled && stalled.stage().equals("hello"))) {
      asking.unacknowledged(line, "ClientHello " + hello.name());
    }
    remember(peer, dialogue.chain());
  }

  private void remember(Peer peer, List<Bytes> chain) {
    if (!chain.isEmpty()) {
      synchronized (shown) {
        shown.add(new Shown(peer, chain));
      }
    }
  }

  /// What the chains say that were shown; each different one once.
  void readCertificates(Optional<String> pin) {
    List<Shown> all;
    synchronized (shown) {
      all = List.copyOf(shown);
    }
    var known = new HashSet<Bytes>();
    for (Shown each : all) {
      if (known.add(each.chain().getFirst())) {
        log.addAll(CertificateReading.of(each.peer(), each.chain(), held(each, pin), clock.now()));
      }
    }
  }

  private CertificateReading.Circumstances held(Shown each, Optional<String> pin) {
    boolean named = !Names.isLiteral(target.host()) && !target.host().equalsIgnoreCase("localhost");
    return new CertificateReading.Circumstances(
        named ? Optional.of(target.host()) : Optional.empty(),
        wallClock.instant(),
        nla.serverTime(),
        CertificateReading.isSelfSigned(each.chain().getFirst()) || Trust.reaches(each.chain()),
        pin);
  }

  /// A whole handshake; over it, if the server selected NLA, CredSSP up to the challenge, as
  /// Windows asks for it and, where that leads nowhere, in the form that every server understands.
  ///
  /// @return false if no tunnel came to be
  boolean tunnel(Protocols carrier, ClimbOptions options) {
    boolean nlaWanted = options.reaches(Layer.CREDSSP);
    Optional<List<Observation>> usual = shaken(carrier, Form.SPNEGO, nlaWanted);
    if (usual.isEmpty()) {
      return false;
    }
    if (usual.get().isEmpty() || Nla.isChallenged(usual.get())) {
      log.addAll(usual.get());
      return true;
    }
    Optional<List<Observation>> plain = shaken(carrier, Form.RAW_NTLM, true);
    log.addAll(plain.filter(Nla::isChallenged).orElse(usual.get()));
    return true;
  }

  /// The facts of CredSSP, not logged yet: none where it does not follow; nothing if there was no
  /// tunnel.
  private Optional<List<Observation>> shaken(Protocols carrier, Form form, boolean nlaWanted) {
    return asking
        .askThen(
            Offer.mapping(carrier),
            (line, selected) ->
                selected
                    .filter(Protocols::usesTls)
                    .flatMap(chosen -> shake(line, form, nlaWanted && chosen.usesCredSsp())))
        .flatMap(seen -> seen);
  }

  private Optional<List<Observation>> shake(TcpLine line, Form form, boolean nlaFollows) {
    Peer peer = asking.peer(line);
    Duration began = clock.now();
    try (var tunnel = new TlsTunnel(line, serverName())) {
      var shaken = tunnel.shake(clock.atMost(USUAL_PATIENCE));
      remember(peer, tunnel.chain());
      Duration elapsed = clock.now().minus(began);
      if (!(shaken instanceof TlsTunnel.Shaken.Complete)) {
        if (form == Form.SPNEGO) { // for the other form, the same handshake has succeeded before
          failed(peer, tunnel, shaken, elapsed);
        }
        return Optional.empty();
      }
      if (form == Form.SPNEGO && !completed(peer, tunnel, elapsed)) {
        return Optional.empty();
      }
      return Optional.of(nlaFollows ? nla.ask(peer, tunnel, form) : List.of());
    }
  }

  /// After a whole handshake that fell silent: whether it succeeds where the server has to send
  /// small pieces. Under TLS 1.3 a short ServerHello may come through alone.
  void tunnelNarrow(Protocols carrier) {
    asking.askThen(
        Offer.mapping(carrier),
        NARROW_BUFFER,
        (line, selected) -> {
          Peer peer = asking.peer(line);
          try (var tunnel = new TlsTunnel(line, serverName())) {
            if (selected.isPresent()
                && tunnel.shake(clock.atMost(HELLO_PATIENCE))
                    instanceof TlsTunnel.Shaken.Complete) {
              remember(peer, tunnel.chain());
              String heard =
                  "a whole handshake over a narrow receive window, silence over a wide one";
              log.add(new LargeAnswerMissing(Hello.NARROW_PIECE, evidence(peer, heard)));
            }
          }
          return true;
        });
  }

  private Optional<String> serverName() {
    return Names.isLiteral(target.host()) ? Optional.empty() : Optional.of(target.host());
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
        // Bouncy Castle raises decrypt_error when a signature does not verify (RFC 8446 6.2).
        boolean signature = alert == 51 && !tunnel.chain().isEmpty();
        log.add(
            signature
                ? new ServerSignatureInvalid(
                    reason, evidence(peer, "a key exchange whose signature the certificate denies"))
                : new HandshakeFailed(reason, elapsed, evidence(peer, reason)));
      }
    }
  }

  private Evidence evidence(Peer peer, String heard) {
    return peer.evidence("a handshake with real cryptography", heard, clock.now());
  }
}
