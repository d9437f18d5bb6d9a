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
import org.rdpdoctor.wire.tls.Ssl2Message;
import org.rdpdoctor.wire.tls.TlsRecord;

/// One ClientHello, and as much of the server's answer as stands in plain text: all of it up to
/// ServerHelloDone (RFC 5246 7.3), or the ServerHello alone in TLS 1.3 (RFC 8446 2).
///
/// No key is ever agreed on, so nothing here depends on what a library is willing to speak.
public final class TlsHelloDialogue implements Dialogue {
  /// The longest flight of a server that means it: a certificate chain and little else.
  private static final int MOST_HEARD = 512 * 1024;

  /// Enough of what is no TLS to show what it is instead.
  private static final int PREVIEW = 40;

  private final Peer peer;
  private final Hello hello;
  private final Duration patience;
  private final RecordReader records = new RecordReader();
  private final HandshakeReader messages = new HandshakeReader();
  private Duration began = Duration.ZERO;
  private Stage stage = Stage.HELLO;
  private Bytes firstHeard = Bytes.EMPTY;
  private int heard;
  private Optional<String> trouble = Optional.empty();
  private Optional<Alert> warning = Optional.empty();
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

  /// The same between a client and a server that are only listened to: begun when the client
  /// sends `hello`, which need not be said again.
  public static TlsHelloDialogue overheard(Peer peer, ClientHello hello) {
    return new TlsHelloDialogue(peer, new Hello("usual", hello, Hello.WHOLE), Overheard.FOR_EVER);
  }

  /// What was answered by now, for a handshake that goes on without what is waited for: an
  /// abbreviated one (RFC 5246 7.3).
  public List<Observation> settled(Duration at) {
    return answered(at);
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
      case Heard.Silence(_, Duration at) ->
          done(trouble.map(why -> unreadable(why, at)).orElseGet(() -> stalled(at)), at);
      case Heard.End(Ending how, Duration at) ->
          done(trouble.map(why -> unreadable(why, at)).orElseGet(() -> ended(how, at)), at);
    };
  }

  private Turn read(Bytes bytes, Duration at) {
    firstHeard = firstHeard.plus(bytes.first(PREVIEW)).first(PREVIEW);
    heard += bytes.size();
    if (stage == Stage.HELLO) {
      stage = Stage.RECORD;
    }
    Duration left = began.plus(patience).minus(at);
    if (trouble.isPresent()) {
      return gather(trouble.get(), left, at);
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
      return gather(e.fault().describe(), left, at);
    }
    if (heard > MOST_HEARD) {
      return done(unreadable("more than " + MOST_HEARD + " bytes, and no end of them", at), at);
    }
    return left.isPositive() ? new Turn.Listen(left) : done(stalled(at), at);
  }

  /// What is no TLS may come in pieces, and its beginning tells what it is.
  private Turn gather(String why, Duration left, Duration at) {
    trouble = Optional.of(why);
    return firstHeard.size() < PREVIEW && left.isPositive()
        ? new Turn.Listen(Services.settling(left))
        : done(unreadable(why, at), at);
  }

  private Optional<Turn> read(TlsRecord record, Duration at) throws DecodeException {
    if (record.contentType().equals(ContentType.ALERT)) {
      return readAlerts(record.fragment(), at);
    }
    if (!record.contentType().equals(ContentType.HANDSHAKE)) {
      return Optional.empty();
    }
    messages.feed(record.fragment());
    for (var message = messages.next(); message.isPresent(); message = messages.next()) {
      if (message.get() instanceof ServerHello chosen && !hello.allows(chosen)) {
        return Optional.of(
            done(
                unreadable(
                    "a ServerHello that chooses %s with %s, which were not offered"
                        .formatted(chosen.version(), chosen.cipherSuite()),
                    at),
                at));
      }
      if (isLast(message.get(), at)) {
        return Optional.of(
            answer.isEmpty()
                ? done(unreadable("a ServerHelloDone without a ServerHello", at), at)
                : new Turn.Done(answered(at)));
      }
    }
    return Optional.empty();
  }

  /// Up to TLS 1.2 a record may hold several (RFC 5246 6.2.1).
  private Optional<Turn> readAlerts(Bytes fragment, Duration at) throws DecodeException {
    Bytes rest = fragment;
    do {
      Alert alert = Alert.decode(rest.first(2));
      rest = rest.from(2);
      if (alert.level().equals(AlertLevel.FATAL) || alert.description().value() == 0) {
        return Optional.of(done(alerted(alert, "", at), at));
      }
      warning = Optional.of(alert); // such as unrecognized_name (RFC 6066 3), which is no end
    } while (!rest.isEmpty());
    return Optional.empty();
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

  private Observation alerted(Alert alert, String andThen, Duration at) {
    return new AlertReceived(
        hello.name(),
        alert.description().value(),
        alert.description().toString(),
        answer.isEmpty() ? Stage.HELLO.word : stage.word,
        at.minus(began),
        evidence("a " + alert + " alert" + andThen, at));
  }

  /// Some servers only warn, and leave.
  private Observation ended(Ending how, Duration at) {
    if (warning.isPresent() && answer.isEmpty()) {
      return alerted(warning.get(), ", then " + how.words(), at);
    }
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
    String why = Ssl2Message.isLikely(firstHeard) ? reason + ": it is SSL 2.0" : reason;
    return new HandshakeUnreadable(
        hello.name(),
        firstHeard.preview(PREVIEW),
        why,
        evidence(firstHeard + " (" + why + ")", at));
  }

  private String after() {
    return switch (stage) {
      case HELLO -> " without an answer";
      case RECORD -> " before a whole ServerHello";
      case SERVER_HELLO -> " after the ServerHello";
      case CERTIFICATE -> " after the certificate";
    };
  }

  private Evidence evidence(String heard, Duration at) {
    return peer.evidence(hello.describe(), heard, at);
  }
}
