package org.rdpdoctor.reader.capture.opened;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.tls.CertificateMessage;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.tls.ExtensionType;
import org.rdpdoctor.wire.tls.Handshake;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x509.Certificate;

/// One handshake up to TLS 1.2, from its ClientHello to the keys that both sides then use.
final class KeyExchange {
  /// More than any handshake says before its keys are known.
  private static final int LONGEST_TRANSCRIPT = 1 << 20;

  private static final ExtensionType ENCRYPT_THEN_MAC = new ExtensionType(22);

  private final KeyRing ring;
  private final ClientHello hello;
  private final ByteArrayOutputStream transcript = new ByteArrayOutputStream();
  private Optional<ServerHello> answer = Optional.empty();
  private Optional<Certificate> certificate = Optional.empty();
  private Optional<Secret> master = Optional.empty();
  private Optional<Bytes> ticket = Optional.empty();
  private boolean exchanged;
  private boolean hasKey;

  KeyExchange(KeyRing ring, ClientHello hello, Handshake message) {
    this.ring = ring;
    this.hello = hello;
    write(message);
  }

  ClientHello hello() {
    return hello;
  }

  Optional<ServerHello> answer() {
    return answer;
  }

  void answered(ServerHello server) {
    answer = Optional.of(server);
  }

  /// Every message after the ClientHello, in order.
  void hear(Handshake message) throws DecodeException {
    write(message);
    switch (message.type().value()) {
      case 4 -> ticket = Optional.of(ticket(message));
      case 11 -> certificate(message);
      case 16 -> exchange(message);
      default -> {} // says nothing of keys
    }
  }

  private void write(Handshake message) {
    if (!exchanged && transcript.size() < LONGEST_TRANSCRIPT) {
      transcript.writeBytes(message.encode().toArray());
    }
  }

  private static Bytes ticket(Handshake message) throws DecodeException {
    var in = new WireReader(message.body());
    in.skip("ticket_lifetime_hint", 4);
    return in.bytes("ticket", in.u16be("ticket length"));
  }

  private void certificate(Handshake message) throws DecodeException {
    var chain = CertificateMessage.decode(message.encode()).certificateList();
    if (certificate.isEmpty() && !chain.isEmpty()) {
      certificate = Optional.of(Certificate.decode(chain.getFirst()));
    }
  }

  /// ClientKeyExchange: with RSA it holds the premaster secret (RFC 5246 7.4.7.1).
  private void exchange(Handshake message) throws DecodeException {
    exchanged = true;
    if (answer.isEmpty()) {
      return;
    }
    Optional<Secret> preMaster =
        ring.secrets(hello.random()).flatMap(found -> found.secret(Secrets.Kind.PRE_MASTER));
    if (isRsa()) {
      var in = new WireReader(message.body());
      Bytes encrypted =
          version().isBefore(TlsVersion.TLS10)
              ? in.rest()
              : in.bytes("encrypted premaster secret", in.u16be("length"));
      Optional<ServerKey> key = modulus().flatMap(ring::serverKey);
      hasKey = key.isPresent();
      preMaster =
          preMaster
              .or(() -> ring.loggedPreMaster(encrypted))
              .or(() -> key.flatMap(own -> own.preMaster(encrypted)));
    }
    master = preMaster.flatMap(this::masterOf);
  }

  private Optional<Secret> masterOf(Secret preMaster) {
    Optional<SuiteParts> suite = suite();
    ServerHello server = answer.orElseThrow();
    if (suite.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        server.has(ExtensionType.EXTENDED_MASTER_SECRET)
            ? KeySchedule.extendedMaster(
                version(), suite.get().prf(), preMaster, transcript.toByteArray())
            : KeySchedule.master(
                version(), suite.get().prf(), preMaster, hello.random(), server.random()));
  }

  private boolean isRsa() {
    return answer
        .flatMap(server -> server.cipherSuite().name())
        .map(name -> name.startsWith("TLS_RSA_WITH_"))
        .orElse(false);
  }

  private Optional<BigInteger> modulus() {
    return certificate.flatMap(
        shown -> {
          try {
            DerReader in =
                new DerReader(shown.publicKey().subjectPublicKey()).sequence("RSAPublicKey");
            return Optional.of(new BigInteger(1, in.integer("modulus").toByteArray()));
          } catch (DecodeException _) {
            return Optional.empty();
          }
        });
  }

  private TlsVersion version() {
    return answer.orElseThrow().version();
  }

  private Optional<SuiteParts> suite() {
    return answer.flatMap(server -> SuiteParts.of(server.cipherSuite()));
  }

  /// The master secret, from wherever it may be known.
  private Optional<Secret> master() {
    return ring.secrets(hello.random())
        .flatMap(found -> found.secret(Secrets.Kind.MASTER))
        .or(() -> master)
        .or(this::resumed);
  }

  /// An abbreviated handshake goes on with a former session's (RFC 5246 7.3, RFC 5077 3.4).
  private Optional<Secret> resumed() {
    if (exchanged) {
      return Optional.empty();
    }
    Bytes id = answer.orElseThrow().legacySessionIdEcho();
    Optional<Secret> byTicket =
        hello.extensions().stream()
            .filter(extension -> extension.type().equals(ExtensionType.SESSION_TICKET))
            .findFirst()
            .map(Extension::data)
            .filter(offered -> !offered.isEmpty())
            .flatMap(ring::session);
    return byTicket.or(() -> id.isEmpty() ? Optional.empty() : ring.session(id));
  }

  /// Both sides have proved that they have the same keys: the session can be resumed.
  void finished() {
    master()
        .ifPresent(
            secret -> {
              Bytes id = answer.orElseThrow().legacySessionIdEcho();
              if (!id.isEmpty()) {
                ring.remember(id, secret);
              }
              ticket.ifPresent(name -> ring.remember(name, secret));
            });
  }

  /// The keys of one side (RFC 5246 6.3), if they are known.
  Optional<RecordProtection> keys(Side side) {
    if (answer.isEmpty() || answer.get().legacyCompressionMethod() != 0) {
      return Optional.empty();
    }
    return suite().flatMap(suite -> master().map(secret -> keys(side, suite, secret)));
  }

  private RecordProtection keys(Side side, SuiteParts suite, Secret secret) {
    ServerHello server = answer.orElseThrow();
    boolean aead = suite.mode().isAead();
    int macSize = aead ? 0 : suite.mac().size();
    int ivSize = suite.fixedIvSize(version().isBefore(TlsVersion.TLS11));
    int size = macSize + suite.keySize() + ivSize;
    Secret block =
        KeySchedule.keyBlock(
            version(), suite.prf(), secret, hello.random(), server.random(), 2 * size);
    int own = side == Side.CLIENT ? 0 : 1;
    Secret macKey = part(block, own * macSize, macSize);
    Secret key = part(block, 2 * macSize + own * suite.keySize(), suite.keySize());
    Secret iv = part(block, 2 * (macSize + suite.keySize()) + own * ivSize, ivSize);
    block.wipe();
    if (aead) {
      return new AeadProtection(suite, key, iv, false);
    }
    var mac = RecordMac.of(suite.mac(), macKey, version());
    return suite.mode() == SuiteParts.Mode.CBC
        ? new CbcProtection(suite, version(), server.has(ENCRYPT_THEN_MAC), mac, key, iv)
        : new StreamProtection(mac, key.size() == 0 ? Optional.empty() : Optional.of(key));
  }

  private static Secret part(Secret block, int from, int size) {
    return Secret.of(Arrays.copyOfRange(block.octets(), from, from + size));
  }

  /// Why there are no keys.
  String why() {
    if (answer.isEmpty()) {
      return "the capture does not have the ServerHello";
    }
    ServerHello server = answer.get();
    if (server.legacyCompressionMethod() != 0) {
      return "what TLS has compressed is not read";
    }
    if (suite().isEmpty()) {
      return server.cipherSuite() + " is not read";
    }
    return closed(ring, server.cipherSuite().isForwardSecret(), server.cipherSuite().toString())
        .orElseGet(this::whyRsa);
  }

  /// Why nothing can be opened that has nothing to do with the key of the server.
  static Optional<String> closed(KeyRing ring, boolean forwardSecret, String what) {
    if (!ring.hasServerKeys()) {
      return Optional.of("the key log has no secret of this connection");
    }
    String logged = ring.hasKeyLog() ? ", and the key log has no secret of this connection" : "";
    return forwardSecret
        ? Optional.of(
            what
                + " makes fresh keys for each connection, which the server's private key does not"
                + " open: a TLS key log is needed"
                + logged)
        : Optional.empty();
  }

  private String whyRsa() {
    if (!exchanged) {
      return "this connection resumes a session whose beginning was not seen";
    }
    if (!isRsa()) {
      return answer.orElseThrow().cipherSuite() + " does not exchange keys by RSA";
    }
    String name = certificate.map(shown -> " of " + shown.subject()).orElse("");
    return hasKey
        ? "the private key fits the certificate" + name + ", but not what the client encrypted"
        : "none of the private keys belongs to the certificate" + name;
  }
}
