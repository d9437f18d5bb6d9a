package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.ClientCertificateRequested;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.HandshakeUnreadable;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tls.Alert;
import org.rdpdoctor.wire.tls.AlertLevel;
import org.rdpdoctor.wire.tls.CertificateMessage;
import org.rdpdoctor.wire.tls.CertificateRequest;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.HandshakeMessage;
import org.rdpdoctor.wire.tls.HandshakeReader;
import org.rdpdoctor.wire.tls.NamedGroup;
import org.rdpdoctor.wire.tls.RecordReader;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.tls.ServerHelloDone;
import org.rdpdoctor.wire.tls.ServerKeyExchange;
import org.rdpdoctor.wire.tls.TlsRecord;
import org.rdpdoctor.wire.tls.TlsVersion;

/// One ClientHello, and as much of the server's answer as stands in plain text: all of it up to
/// ServerHelloDone (RFC 5246 7.3), or the ServerHello alone in TLS 1.3 (RFC 8446 2).
///
/// No key is ever agreed on, so nothing here depends on what a library is willing to speak.
public final class TlsHelloDialogue implements Dialogue {
  private final Peer peer;
  private final Hello hello;
  private final Duration patience;
  private final RecordReader records = new RecordReader();
  private final HandshakeReader messages = new HandshakeReader();
  private Duration began = Duration.ZERO;
  private Stage stage = Stage.HELLO;
  private Bytes firstHeard = Bytes.EMPTY;
  private Optional<ServerHello> answer = Optional.empty();
  private Optional<Duration> answeredAt = Optional.empty();
  private Optional<NamedGroup> group = Optional.empty();
  private boolean certificateRequested;
  private List<Bytes> chain = List.of();

  /// How far the server had come.
  private enum Stage {
    /// Nothing was heard.
    HELLO("hello"),
    /// A record had begun.
    RECORD("record"),
    SERVER_HELLO("server-hello"),
    CERTIFICATE("certificate");

    private final String word;

    Stage(String word) {
      this.word = word;
    }
  }

  /// @param patience for the whole answer, however slowly it comes
  public TlsHelloDialogue(Peer peer, Hello hello, Duration patience) {
    this.peer = peer;
    this.hello = hello;
    this.patience = patience;
  }

  /// The certificates that the server showed in plain text, its own first, in DER.
  public List<Bytes> chain() {
    return chain;
  }

  public Optional<ServerHello> answer() {
    return answer;
  }

  @Override
  public Turn begin(Duration at) {
    began = at;
    return new Turn.Say(hello.encode(), patience);
  }

  @Override
  public Turn hear(Heard heard) {
    return switch (heard) {
      case Heard.Data(Bytes bytes, Duration at) -> read(bytes, at);
      case Heard.Silence(_, Duration at) -> done(stalled(at), at);
      case Heard.End(Ending how, Duration at) -> done(ended(how, at), at);
    };
  }

  private Turn read(Bytes bytes, Duration at) {
    if (firstHeard.size() < 64) {
      firstHeard = firstHeard.plus(bytes).first(64);
    }
    if (stage == Stage.HELLO) {
      stage = Stage.RECORD;
    }
    try {
      records.feed(bytes);
      for (var record = records.next(); record.isPresent(); record = records.next()) {
        Optional<Turn> end = read(record.get(), at);
        if (end.isPresent()) {
          return end.get();
        }
      }
    } catch (DecodeException e) {
      return done(unreadable(e.fault().describe(), at), at);
    }
    Duration left = began.plus(patience).minus(at);
    return left.isPositive() ? new Turn.Listen(left) : done(stalled(at), at);
  }

  private Optional<Turn> read(TlsRecord record, Duration at) throws DecodeException {
    if (record.contentType().equals(ContentType.ALERT)) {
      Alert alert = Alert.decode(record.fragment());
      // a warning such as unrecognized_name (RFC 6066 3) is no end
      return alert.level().equals(AlertLevel.FATAL) || alert.description().value() == 0
          ? Optional.of(done(alerted(alert, at), at))
          : Optional.empty();
    }
    if (!record.contentType().equals(ContentType.HANDSHAKE)) {
      return Optional.empty();
    }
    messages.feed(record.fragment());
    for (var message = messages.next(); message.isPresent(); message = messages.next()) {
      if (message.get() instanceof ServerHello chosen && !isOffered(chosen)) {
        return Optional.of(
            done(
                unreadable(
                    "a ServerHello that chooses %s with %s, which were not offered"
                        .formatted(chosen.version(), chosen.cipherSuite()),
                    at),
                at));
      }
      if (isLast(message.get(), at)) {
        return Optional.of(new Turn.Done(answered(at)));
      }
    }
    return Optional.empty();
  }

  /// A server may choose an older version than it was offered, never a newer one or another suite.
  private boolean isOffered(ServerHello chosen) {
    TlsVersion newest =
        hello.message().versions().stream().max(TlsVersion::compareTo).orElseThrow();
    return hello.message().cipherSuites().contains(chosen.cipherSuite())
        && !chosen.version().isBefore(TlsVersion.SSL3)
        && !newest.isBefore(chosen.version());
  }

  private boolean isLast(HandshakeMessage message, Duration at) {
    switch (message) {
      case ServerHello serverHello -> {
        answer = Optional.of(serverHello);
        answeredAt = Optional.of(at);
        stage = Stage.SERVER_HELLO;
        group = serverHello.selectedGroup();
        return serverHello.version().encryptsHandshake();
      }
      case CertificateMessage certificate -> {
        chain = certificate.certificateList();
        stage = Stage.CERTIFICATE;
      }
      case ServerKeyExchange exchange -> {
        if (exchange.parameters() instanceof ServerKeyExchange.EllipticCurve(var curve, _)) {
          group = Optional.of(curve);
        }
      }
      case CertificateRequest _ -> certificateRequested = true;
      case ServerHelloDone _ -> {
        return true;
      }
      case ClientHello _, HandshakeMessage.Other _ -> {
        // nothing that a diagnosis needs
      }
    }
    return false;
  }

  /// Ends the dialogue with a fact about the end, after whatever was answered before it.
  private Turn done(Observation end, Duration at) {
    var seen = new ArrayList<>(answered(at));
    seen.add(end);
    return new Turn.Done(List.copyOf(seen));
  }

  private List<Observation> answered(Duration at) {
    if (answer.isEmpty()) {
      return List.of();
    }
    var seen = new ArrayList<Observation>();
    ServerHello chosen = answer.get();
    String version = Hello.nameOf(chosen.version());
    String suite = chosen.cipherSuite().toString();
    Duration when = answeredAt.orElse(at);
    seen.add(
        new ServerHelloReceived(
            hello.name(),
            hello.size(),
            version,
            suite,
            group.map(NamedGroup::toString).orElse(""),
            when.minus(began),
            evidence(
                (chosen.isHelloRetryRequest() ? "a HelloRetryRequest: " : "a ServerHello: ")
                    + version
                    + " with "
                    + suite,
                when)));
    if (certificateRequested) {
      seen.add(new ClientCertificateRequested(false, evidence("a CertificateRequest", at)));
    }
    return List.copyOf(seen);
  }

  private Observation alerted(Alert alert, Duration at) {
    return new AlertReceived(
        hello.name(),
        alert.description().value(),
        alert.description().toString(),
        answer.isEmpty() ? Stage.HELLO.word : stage.word,
        at.minus(began),
        evidence("a " + alert + " alert", at));
  }

  private Observation ended(Ending how, Duration at) {
    return new HandshakeEnded(
        hello.name(),
        hello.size(),
        how,
        stage.word,
        at.minus(began),
        evidence(how.words() + after(), at));
  }

  private Observation stalled(Duration at) {
    Duration waited = at.minus(began);
    return new HandshakeStalled(
        hello.name(),
        hello.size(),
        stage.word,
        waited,
        evidence(
            stage == Stage.HELLO
                ? "nothing for " + NegotiationDialogue.seconds(waited)
                : "no more for " + NegotiationDialogue.seconds(waited) + after(),
            at));
  }

  private Observation unreadable(String reason, Duration at) {
    String preview = firstHeard.preview(40);
    return new HandshakeUnreadable(
        hello.name(), preview, reason, evidence(firstHeard + " (" + reason + ")", at));
  }

  private String after() {
    return switch (stage) {
      case HELLO -> " without an answer";
      case RECORD -> " inside the first record";
      case SERVER_HELLO -> " after the ServerHello";
      case CERTIFICATE -> " after the certificate";
    };
  }

  private Evidence evidence(String heard, Duration at) {
    return peer.evidence(hello.describe(), heard, at);
  }
}
