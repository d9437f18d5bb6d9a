package org.rdpdoctor.reader.capture.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.dialogue.CertificateReading;
import org.rdpdoctor.dialogue.CertificateReading.Circumstances;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.Hello;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.dialogue.TlsHelloDialogue;
import org.rdpdoctor.dialogue.Turn;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TlsFact.ClientCertificateRequested;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.reader.capture.Opener;
import org.rdpdoctor.reader.capture.Opener.Aside.Alerted;
import org.rdpdoctor.reader.capture.Opener.Aside.CertificateRequested;
import org.rdpdoctor.reader.capture.Opener.Aside.CertificatesShown;
import org.rdpdoctor.reader.capture.Opener.Aside.Finished;
import org.rdpdoctor.reader.capture.Opener.Aside.Note;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tls.Alert;
import org.rdpdoctor.wire.tls.AlertLevel;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.HandshakeReader;
import org.rdpdoctor.wire.tls.TlsRecord;
import org.rdpdoctor.wire.tls.TlsVersion;

/// A TLS handshake between two others: what stands in the clear, whether it came to its end, and
/// where somebody can open it, what is said inside.
final class TlsTalk {
  /// More than any hello has.
  private static final int MOST_UNOPENED = 1 << 17;

  private final Peer peer;
  private final Instant epoch;
  private final Opener.Source openers;
  private final Records client = new Records();
  private final Records server = new Records();
  private final HandshakeReader clientMessages = new HandshakeReader();
  private final List<Observation> seen = new ArrayList<>();
  private Optional<TlsHelloDialogue> dialogue = Optional.empty();
  private Optional<ClientHello> hello = Optional.empty();
  private Optional<Opener> opener = Optional.empty();
  private Bytes unopened = Bytes.EMPTY;
  private Duration began = Duration.ZERO;
  private final HandshakeProgress progress = new HandshakeProgress();
  private final List<String> notes = new ArrayList<>();
  private Optional<Alert> late = Optional.empty();
  private List<Bytes> hidden = List.of();
  private boolean answered;
  private boolean completed;
  private boolean over;

  /// @param epoch that times are counted from, by the clock of the capture
  TlsTalk(Peer peer, Instant epoch, Opener.Source openers) {
    this.peer = peer;
    this.epoch = epoch;
    this.openers = openers;
  }

  List<Observation> seen() {
    return List.copyOf(seen);
  }

  /// True if nothing that is said from now on can be read.
  boolean isOver() {
    return opener.isEmpty() && (over || completed);
  }

  boolean isCompleted() {
    return completed;
  }

  /// True if the client said its hello, and the server has not said all that it says to that.
  boolean isWaiting() {
    return dialogue.isPresent() && !answered && !over;
  }

  /// Since the hello.
  Duration elapsed(Duration at) {
    return at.minus(began);
  }

  /// How large the hello was, in bytes.
  int helloSize() {
    return hello.map(message -> message.encodeRecords().size()).orElse(0);
  }

  /// @return what of it, or of what was said before, can be read inside
  List<Opener.Said> hear(Side from, Bytes bytes, Duration at) {
    boolean known = opener.isPresent();
    if (!known && hello.isEmpty() && from == Side.CLIENT) {
      unopened = unopened.plus(bytes);
      over |= unopened.size() > MOST_UNOPENED;
    }
    if (!over && !completed) {
      read(from, bytes, at);
    }
    if (opener.isEmpty()) {
      return List.of();
    }
    Bytes all = known ? bytes : unopened;
    unopened = Bytes.EMPTY;
    List<Opener.Said> said = opener.get().open(from, all, at);
    opener.get().asides().forEach(this::hear);
    return said;
  }

  /// What TLS said under encryption.
  private void hear(Opener.Aside aside) {
    switch (aside) {
      case CertificatesShown(Side from, List<Bytes> shown, Duration at) -> {
        if (from == Side.SERVER && chain().isEmpty() && !shown.isEmpty()) {
          hidden = shown;
          seen.addAll(CertificateReading.of(peer, shown, circumstances(at), at));
        }
      }
      case CertificateRequested(Duration at) -> {
        if (seen.stream().noneMatch(ClientCertificateRequested.class::isInstance)) {
          seen.add(facts().certificateRequested(at));
        }
      }
      case Alerted(Side from, Alert alert, Duration at) -> alerted(from, alert, at);
      case Finished(Side from, Duration at) -> {
        if (progress.finished(from)) {
          complete(at);
        }
      }
      case Note(String text, _) -> notes.add(text);
    }
  }

  private void alerted(Side from, Alert alert, Duration at) {
    if (!alert.level().equals(AlertLevel.FATAL) || alert.description().value() == 0) {
      return;
    }
    if (completed) {
      late = from == Side.SERVER ? Optional.of(alert) : late;
    } else if (from == Side.CLIENT) {
      clientAlerted(alert, at);
    } else {
      serverAlerted(alert, at);
    }
  }

  /// The fatal alert with which the server ended TLS after the handshake.
  Optional<Alert> lateAlert() {
    return late;
  }

  /// Why something stays hidden.
  List<String> notes() {
    return List.copyOf(notes);
  }

  void miss(Side from, long bytes, Duration at) {
    opener.ifPresent(reader -> reader.miss(from, bytes, at));
  }

  boolean isOpened() {
    return opener.isPresent();
  }

  private void read(Side from, Bytes bytes, Duration at) {
    Records records = from == Side.CLIENT ? client : server;
    records.feed(bytes);
    try {
      for (var next = records.next(); next.isPresent() && !over; next = records.next()) {
        if (from == Side.CLIENT) {
          fromClient(next.get(), at);
        } else {
          fromServer(next.get(), at);
        }
      }
    } catch (DecodeException _) {
      if (from == Side.SERVER && isWaiting()) {
        take(dialogue.orElseThrow().hear(new Heard.Data(bytes, at)), at);
        unanswerable(at);
      }
      over = true;
    }
  }

  /// What is no TLS may come in pieces; that there are more is not waited for.
  private void unanswerable(Duration at) {
    if (isWaiting()) {
      take(dialogue.orElseThrow().hear(new Heard.Silence(elapsed(at), at)), at);
    }
  }

  private void fromClient(Records.Seen record, Duration at) throws DecodeException {
    if (record.type().equals(ContentType.CHANGE_CIPHER_SPEC)) {
      progress.sealed(Side.CLIENT);
      if (!isTls13()) {
        client.headersOnly();
      }
    } else if (record.type().equals(ContentType.APPLICATION_DATA)) {
      spoke(Side.CLIENT, record.size(), at);
    } else if (record.whole().isPresent()) {
      clientSays(record.whole().get(), at);
    }
  }

  private void clientSays(TlsRecord record, Duration at) throws DecodeException {
    if (record.contentType().equals(ContentType.ALERT)) {
      if (record.fragment().size() == 2) {
        clientAlerted(Alert.decode(record.fragment()), at);
      }
    } else if (record.contentType().equals(ContentType.HANDSHAKE) && hello.isEmpty()) {
      clientMessages.feed(record.fragment());
      if (clientMessages.next().orElse(null) instanceof ClientHello message) {
        begin(message, at);
      }
    }
  }

  private void begin(ClientHello message, Duration at) {
    hello = Optional.of(message);
    began = at;
    var talk = TlsHelloDialogue.overheard(peer, message);
    var _ = talk.begin(at);
    dialogue = Optional.of(talk);
    opener = openers.forHello(message.random());
    TlsVersion newest = message.versions().stream().max(TlsVersion::compareTo).orElseThrow();
    if (newest.isBefore(TlsVersion.TLS12)) {
      seen.add(facts().offeredAtMost(Hello.nameOf(newest), at));
    }
  }

  private void clientAlerted(Alert alert, Duration at) {
    if (!alert.level().equals(AlertLevel.FATAL)) {
      return;
    }
    settle(at);
    seen.add(facts().clientAlerted(alert, stage(), at));
    over = true;
  }

  /// What the server has shown.
  private String stage() {
    return seen.stream().noneMatch(ServerHelloReceived.class::isInstance)
        ? "hello"
        : chain().isEmpty() && hidden.isEmpty() ? "server-hello" : "certificate";
  }

  private TlsFacts facts() {
    return new TlsFacts(peer, helloSize(), began);
  }

  /// The certificates that the server showed in plain text.
  private List<Bytes> chain() {
    return dialogue.map(TlsHelloDialogue::chain).orElse(List.of());
  }

  private void fromServer(Records.Seen record, Duration at) throws DecodeException {
    if (dialogue.isEmpty()) {
      over = true; // the hello is not in the capture
      return;
    }
    if (record.type().equals(ContentType.CHANGE_CIPHER_SPEC)) {
      progress.sealed(Side.SERVER);
      settle(at);
      server.headersOnly();
    } else if (record.type().equals(ContentType.APPLICATION_DATA)) {
      spoke(Side.SERVER, record.size(), at);
    } else if (record.whole().isPresent()) {
      serverSays(record.whole().get(), at);
    }
  }

  private void serverSays(TlsRecord record, Duration at) throws DecodeException {
    if (!answered) {
      take(dialogue.orElseThrow().hear(new Heard.Data(record.encode(), at)), at);
    } else if (record.contentType().equals(ContentType.ALERT) && record.fragment().size() == 2) {
      Alert alert = Alert.decode(record.fragment());
      if (alert.level().equals(AlertLevel.FATAL)) {
        serverAlerted(alert, at);
      }
    }
  }

  private void serverAlerted(Alert alert, Duration at) {
    seen.add(facts().alerted(alert, stage(), at));
    over = true;
  }

  /// Nothing else in the clear will answer the hello.
  private void settle(Duration at) {
    if (isWaiting()) {
      tell(dialogue.orElseThrow().settled(at), at);
    }
  }

  private void take(Turn turn, Duration at) {
    if (turn instanceof Turn.Done(List<Observation> facts, _) && !answered) {
      tell(facts, at);
    }
  }

  private void tell(List<Observation> facts, Duration at) {
    answered = true;
    seen.addAll(facts);
    boolean wasAnswered = facts.stream().anyMatch(ServerHelloReceived.class::isInstance);
    if (!chain().isEmpty()) {
      seen.addAll(CertificateReading.of(peer, chain(), circumstances(at), at));
    }
    over = !wasAnswered || (facts.size() > 1 && isEnd(facts.getLast()));
  }

  private static boolean isEnd(Observation last) {
    return !(last instanceof ServerHelloReceived) && !(last instanceof ClientCertificateRequested);
  }

  /// Whether anybody trusts the chain does not show in a capture, so nothing is said of it.
  private Circumstances circumstances(Duration at) {
    return new Circumstances(
        hello.flatMap(ClientHello::serverName).filter(TlsTalk::isName),
        epoch.plus(at),
        Optional.empty(),
        true,
        Optional.empty());
  }

  private static boolean isName(String host) {
    return !host.matches("[0-9.]+") && host.indexOf(':') < 0;
  }

  private boolean isTls13() {
    return dialogue
        .flatMap(TlsHelloDialogue::answer)
        .map(chosen -> chosen.version().encryptsHandshake())
        .orElse(false);
  }

  private void spoke(Side from, int size, Duration at) {
    if (progress.spoke(from, size, isTls13())) {
      complete(at);
    }
  }

  private void complete(Duration at) {
    Optional<ServerHelloReceived> chosen =
        seen.stream()
            .filter(ServerHelloReceived.class::isInstance)
            .map(ServerHelloReceived.class::cast)
            .findFirst();
    if (completed || chosen.isEmpty()) {
      return;
    }
    completed = true;
    seen.add(facts().completed(chosen.get(), at));
  }

  /// The server ended, or nobody said anything any more.
  void hear(Heard heard) {
    if (isWaiting()) {
      take(dialogue.orElseThrow().hear(heard), heard.at());
    } else if (answered && !completed && !over) {
      switch (heard) {
        case Heard.End(Ending how, Duration at) -> seen.add(facts().ended(how, stage(), at));
        case Heard.Silence(Duration waited, Duration at) -> {
          // What the client is asked for may take a person's time; the server's Finished does not.
          if (progress.isSealed(Side.CLIENT) && !isTls13()) {
            seen.add(facts().stalled(waited, stage(), at));
          }
        }
        case Heard.Data _ -> {
          // heard elsewhere
        }
      }
    }
  }
}
