package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.dialogue.UdpDialogue.Met;
import org.rdpdoctor.facts.GatewayFact;
import org.rdpdoctor.facts.GatewayFact.GatewayUdpAnswered;
import org.rdpdoctor.facts.GatewayFact.GatewayUdpRefused;
import org.rdpdoctor.facts.GatewayFact.GatewayUdpUnanswered;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.DtlsAnswer;
import org.rdpdoctor.wire.tls.DtlsClientHello;
import org.rdpdoctor.wire.tls.NamedGroup;
import org.rdpdoctor.wire.tls.Schannel;
import org.rdpdoctor.wire.tls.TlsVersion;

/// Whether a gateway answers on its UDP port (MS-TSGU 2.2.11): a DTLS hello, said twice if need be,
/// and nothing after its answer. A server that wants its cookie back has kept nothing of it (RFC
/// 6347 4.2.1).
public final class GatewayUdpDialogue implements DatagramDialogue {
  /// How many random bytes a hello needs.
  public static final int SEED = 32;

  private static final int TRIES = 2;
  private static final int MOST_HEARD = 8;
  private static final String SENT = "a DTLS hello";

  private final Peer peer;
  private final Bytes hello;
  private final Duration pause;
  private Duration began = Duration.ZERO;
  private int said;
  private int heard;

  /// @param pause how long each hello waits for its answer
  /// @param seed [#SEED] random bytes
  public GatewayUdpDialogue(Peer peer, String host, Duration pause, Bytes seed) {
    this.peer = peer;
    this.pause = pause;
    ClientHello offer =
        ClientHello.of(TlsVersion.DTLS12, seed, suites())
            .withServerName(host)
            .withGroups(List.of(NamedGroup.SECP256R1, NamedGroup.SECP384R1))
            .withSignatureAlgorithms(Schannel.SIGNATURE_ALGORITHMS);
    this.hello = DtlsClientHello.first(offer).encodeDatagram(0);
  }

  private static List<CipherSuite> suites() {
    return List.of(
        CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
        CipherSuite.named("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
        CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"),
        CipherSuite.named("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"),
        CipherSuite.named("TLS_RSA_WITH_AES_256_CBC_SHA"),
        CipherSuite.named("TLS_RSA_WITH_AES_128_CBC_SHA"));
  }

  @Override
  public Turn begin(Duration at) {
    began = at;
    return say();
  }

  private Turn say() {
    said++;
    return new Turn.Say(hello, pause);
  }

  @Override
  public Turn hear(Met met) {
    Duration at = met.at();
    return switch (met) {
      case Met.Answer(Bytes datagram, _) -> answer(datagram, at);
      case Met.Silence _ -> said < TRIES ? say() : done(unanswered(at));
      case Met.Refusal _ -> done(refused("ICMP says that nobody listens there", at));
      case Met.Prohibition(String reason, _) -> done(refused(reason, at));
      case Met.Failure(String reason, _) ->
          done(refused("the system would not send: " + reason, at));
    };
  }

  private Turn answer(Bytes datagram, Duration at) {
    try {
      for (DtlsAnswer answer : DtlsAnswer.of(datagram)) {
        Optional<GatewayFact> told = told(answer, at);
        if (told.isPresent()) {
          return done(told.get());
        }
      }
    } catch (DecodeException e) {
      return done(refused("what answers is no DTLS: " + datagram.preview(24), at));
    }
    heard++;
    return heard < MOST_HEARD ? new Turn.Listen(pause) : done(unanswered(at));
  }

  private Optional<GatewayFact> told(DtlsAnswer answer, Duration at) {
    return switch (answer) {
      case DtlsAnswer.Verify(var request) ->
          Optional.of(answered(request.serverVersion(), "a request to prove the address", at));
      case DtlsAnswer.Hello(var chosen) ->
          Optional.of(answered(chosen.version(), "a ServerHello", at));
      case DtlsAnswer.Alerted(var alert) -> Optional.of(refused("the DTLS alert " + alert, at));
      case DtlsAnswer.More _ -> Optional.empty();
    };
  }

  private GatewayUdpAnswered answered(TlsVersion version, String heard, Duration at) {
    return new GatewayUdpAnswered(
        peer.port(), version.toString(), at.minus(began), peer.evidence(SENT, heard, at));
  }

  private GatewayUdpRefused refused(String reason, Duration at) {
    return new GatewayUdpRefused(peer.port(), reason, peer.evidence(SENT, reason, at));
  }

  private GatewayUdpUnanswered unanswered(Duration at) {
    Duration waited = at.minus(began);
    return new GatewayUdpUnanswered(
        peer.port(),
        waited,
        peer.evidence(SENT + ", twice", "nothing for " + NegotiationDialogue.seconds(waited), at));
  }

  private static Turn done(GatewayFact fact) {
    return new Turn.Done(List.of(fact));
  }
}
