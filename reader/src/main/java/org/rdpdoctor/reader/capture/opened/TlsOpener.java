package org.rdpdoctor.reader.capture.opened;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.reader.capture.Opener;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.tls.Alert;
import org.rdpdoctor.wire.tls.CertificateMessage;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.ExtensionType;
import org.rdpdoctor.wire.tls.Handshake;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.tls.TlsRecord;
import org.rdpdoctor.wire.tls.TlsVersion;

/// Listens to both sides of a TLS conversation with keys in hand, from SSL 3.0 to TLS 1.3.
///
/// Only what is authentic is handed on. Where it cannot go on it says why, once.
final class TlsOpener implements Opener {
  private static final ExtensionType EARLY_DATA = new ExtensionType(42);

  private final KeyRing ring;
  private final Voice client = new Voice();
  private final Voice server = new Voice();
  private final List<Aside> asides = new ArrayList<>();
  private final Set<String> noted = new HashSet<>();
  private Optional<KeyExchange> exchange = Optional.empty();
  private boolean tls13;

  TlsOpener(KeyRing ring) {
    this.ring = ring;
  }

  @Override
  public List<Said> open(Side from, Bytes bytes, Duration at) {
    Voice voice = voice(from);
    var said = new ArrayList<Said>();
    if (voice.isGone()) {
      return said;
    }
    voice.cutter.feed(bytes);
    try {
      while (!voice.isGone()) {
        Optional<TlsRecord> record = voice.cutter.next();
        if (record.isEmpty()) {
          break;
        }
        hear(from, record.get(), at, said);
      }
    } catch (DecodeException e) {
      if (voice.isSealed()) {
        lose(from, "what the %s says is no TLS: %s".formatted(name(from), e.getMessage()), at);
      } else {
        voice.give(); // in plain text, where others hear it too
      }
    }
    return said;
  }

  @Override
  public void miss(Side from, long bytes, Duration at) {
    Voice voice = voice(from);
    if (!voice.isSealed()) {
      begun(from, at);
    }
    if (!voice.isGone() && !voice.miss(bytes)) {
      lose(from, "RC4 cannot be read behind bytes that the capture does not have", at);
    }
  }

  /// Many servers put all that they say first into one record: its beginning may be all it needs.
  private void begun(Side from, Duration at) {
    try {
      converse(from, voice(from).cutter.begun(ContentType.HANDSHAKE), at);
    } catch (DecodeException _) {
      // the rest is missing, so nothing is said of it
    }
  }

  @Override
  public List<Aside> asides() {
    List<Aside> taken = List.copyOf(asides);
    asides.clear();
    return taken;
  }

  private Voice voice(Side side) {
    return side == Side.CLIENT ? client : server;
  }

  private static String name(Side side) {
    return side == Side.CLIENT ? "client" : "server";
  }

  private void lose(Side side, String why, Duration at) {
    voice(side).give();
    if (noted.add(why)) {
      asides.add(new Aside.Note(why, at));
    }
  }

  private void hear(Side from, TlsRecord record, Duration at, List<Said> said)
      throws DecodeException {
    Voice voice = voice(from);
    ContentType type = record.contentType();
    if (type.equals(ContentType.CHANGE_CIPHER_SPEC)) {
      if (!tls13) { // which sends it for the sake of old middleboxes (RFC 8446 D.4)
        change(from, at);
      }
    } else if (voice.isSealed() && !isOpenAlert(record)) {
      open(from, record, at, said);
    } else if (type.equals(ContentType.HANDSHAKE)) {
      converse(from, record.fragment(), at);
    } else if (type.equals(ContentType.APPLICATION_DATA) && !voice.epochs.isEmpty()) {
      change(from, at); // the capture does not have the ChangeCipherSpec
      if (!voice.isGone()) {
        open(from, record, at, said);
      }
    }
  }

  /// TLS 1.3 hides its alerts as application data; one that shows is from before the keys.
  private boolean isOpenAlert(TlsRecord record) {
    return tls13 && record.contentType().equals(ContentType.ALERT);
  }

  private void change(Side from, Duration at) {
    Voice voice = voice(from);
    boolean expected = !voice.epochs.isEmpty();
    if (!voice.advance()) {
      boolean known = expected && exchange.isPresent();
      lose(
          from,
          known ? exchange.get().why() : "the capture does not have the beginning of TLS",
          at);
    }
  }

  private void open(Side from, TlsRecord record, Duration at, List<Said> said)
      throws DecodeException {
    switch (voice(from).open(record)) {
      case Voice.Attempt.Opened(RecordProtection.Plain plain) -> take(from, plain, at, said);
      case Voice.Attempt.PassedOver() -> {}
      case Voice.Attempt.NotAuthentic() ->
          lose(
              from,
              "what the %s says does not fit the keys of this connection".formatted(name(from)),
              at);
    }
  }

  private void take(Side from, RecordProtection.Plain plain, Duration at, List<Said> said)
      throws DecodeException {
    switch (plain.type().value()) {
      case 21 -> asides.add(new Aside.Alerted(from, Alert.decode(plain.bytes()), at));
      case 22 -> converse(from, plain.bytes(), at);
      case 23 -> {
        if (!plain.bytes().isEmpty()) { // some send empty records first, against BEAST
          said.add(new Said(from, plain.bytes(), at));
        }
      }
      default -> {} // heartbeats, and what is yet to come
    }
  }

  private void converse(Side from, Bytes fragment, Duration at) throws DecodeException {
    Voice voice = voice(from);
    voice.messages.feed(fragment);
    while (!voice.isGone()) {
      Optional<Handshake> message = voice.messages.next();
      if (message.isEmpty()) {
        return;
      }
      message(from, message.get(), at);
    }
  }

  private void message(Side from, Handshake message, Duration at) throws DecodeException {
    switch (message.type().value()) {
      case 0 -> {} // HelloRequest belongs to no handshake (RFC 5246 7.4.1.1)
      case 1 ->
          exchange =
              Optional.of(new KeyExchange(ring, ClientHello.decode(message.encode()), message));
      case 2 -> answered(message, at);
      case 20 -> finished(from, at);
      case 24 -> {
        if (tls13 && !voice(from).advance()) {
          lose(from, "the keys that follow a KeyUpdate are not known", at);
        }
      }
      default -> {
        if (voice(from).isSealed()) {
          hidden(from, message, at);
        }
        if (!tls13 && exchange.isPresent()) {
          exchange.get().hear(message);
        }
      }
    }
  }

  private void answered(Handshake message, Duration at) throws DecodeException {
    ServerHello answer = ServerHello.decode(message.encode());
    tls13 = answer.version().encryptsHandshake();
    if (exchange.isEmpty() || answer.isHelloRetryRequest()) {
      return;
    }
    KeyExchange current = exchange.get();
    current.answered(answer);
    current.hear(message);
    if (!answer.version().encryptsHandshake()) {
      client.epochs.add(() -> current.keys(Side.CLIENT));
      server.epochs.add(() -> current.keys(Side.SERVER));
      return;
    }
    if (!answer.version().equals(TlsVersion.TLS13)) {
      lose(Side.CLIENT, answer.version() + " is not read", at);
      lose(Side.SERVER, answer.version() + " is not read", at);
      return;
    }
    Optional<SuiteParts> suite = SuiteParts.of(answer.cipherSuite());
    Optional<Secrets> secrets = ring.secrets(current.hello().random());
    if (suite.isEmpty() || secrets.isEmpty()) {
      String why =
          suite.isEmpty()
              ? answer.cipherSuite() + " is not read"
              : KeyExchange.closed(ring, true, "TLS 1.3").orElseThrow();
      lose(Side.CLIENT, why, at);
      lose(Side.SERVER, why, at);
      return;
    }
    if (current.hello().extensions().stream().anyMatch(e -> e.type().equals(EARLY_DATA))) {
      client.expectEarlyData();
    }
    keys(
        client,
        suite.get(),
        secrets.get(),
        Secrets.Kind.CLIENT_HANDSHAKE,
        Secrets.Kind.CLIENT_TRAFFIC);
    keys(
        server,
        suite.get(),
        secrets.get(),
        Secrets.Kind.SERVER_HANDSHAKE,
        Secrets.Kind.SERVER_TRAFFIC);
  }

  /// The keys of the handshake, then those of the session (RFC 8446 7.1).
  private static void keys(
      Voice voice,
      SuiteParts suite,
      Secrets secrets,
      Secrets.Kind handshake,
      Secrets.Kind traffic) {
    Optional<Secret> first = secrets.secret(handshake);
    voice.epochs.add(() -> first.map(secret -> AeadProtection.tls13(suite, secret)));
    secrets.secret(traffic).ifPresent(secret -> voice.epochs.addRenewable(suite, secret));
    voice.advance(); // without them, the session's may still be had
  }

  private void finished(Side from, Duration at) {
    asides.add(new Aside.Finished(from, at));
    if (!tls13) {
      exchange.ifPresent(KeyExchange::finished);
    } else if (!voice(from).advance()) {
      lose(from, "the key log has only the secrets of the handshake", at);
    }
  }

  /// What stands in plain text in other handshakes.
  private void hidden(Side from, Handshake message, Duration at) throws DecodeException {
    switch (message.type().value()) {
      case 11 ->
          asides.add(
              new Aside.CertificatesShown(
                  from,
                  tls13
                      ? chain13(message)
                      : CertificateMessage.decode(message.encode()).certificateList(),
                  at));
      case 13 -> asides.add(new Aside.CertificateRequested(at));
      default -> {} // nothing that tells of the other side
    }
  }

  /// Certificate in the form of TLS 1.3 (RFC 8446 4.4.2).
  private static List<Bytes> chain13(Handshake message) throws DecodeException {
    var in = new WireReader(message.body());
    in.skip("certificate_request_context", in.u8("certificate_request_context length"));
    WireReader list = in.part("certificate_list", in.u24be("certificate_list length"));
    var chain = new ArrayList<Bytes>();
    while (!list.isEmpty()) {
      chain.add(list.bytes("cert_data", list.u24be("cert_data length")));
      list.skip("extensions", list.u16be("extensions length"));
    }
    return chain;
  }
}
