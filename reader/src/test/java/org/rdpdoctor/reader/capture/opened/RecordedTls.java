package org.rdpdoctor.reader.capture.opened;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerOnlyTlsAuthentication;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.wire.Bytes;

/// A TLS session of Bouncy Castle with itself, in memory: every byte that crossed, and the
/// secrets as a key log has them.
final class RecordedTls {
  /// Bytes that one side sent at once.
  record Sent(Side from, Bytes bytes) {}

  /// What is to be agreed on.
  record Terms(
      ProtocolVersion version,
      int suite,
      boolean extendedMaster,
      boolean encryptThenMac,
      boolean sharesKeyAtOnce) {
    static Terms of(ProtocolVersion version, int suite) {
      return new Terms(version, suite, true, true, true);
    }

    Terms withoutExtendedMaster() {
      return new Terms(version, suite, false, encryptThenMac, sharesKeyAtOnce);
    }

    Terms macInside() {
      return new Terms(version, suite, extendedMaster, false, sharesKeyAtOnce);
    }

    /// Has the server ask for another hello.
    Terms withoutKeyShare() {
      return new Terms(version, suite, extendedMaster, encryptThenMac, false);
    }
  }

  private final Terms terms;
  private final List<Sent> sent = new ArrayList<>();
  private final StringBuilder keyLog = new StringBuilder();
  private final RenewingClient client = new RenewingClient();
  private final RenewingServer server = new RenewingServer();
  private final Client clientSide;
  private final Server serverSide;

  private RecordedTls(Terms terms, Optional<RecordedTls> earlier) {
    this.terms = terms;
    this.clientSide = new Client(earlier.map(before -> before.clientSide.session()));
    this.serverSide = new Server(earlier.map(before -> before.serverSide.session()));
  }

  static RecordedTls shaken(Terms terms) throws IOException {
    return new RecordedTls(terms, Optional.empty()).shake();
  }

  /// Another connection of the same two, which goes on with the session of the first.
  RecordedTls resumed() throws IOException {
    return new RecordedTls(terms, Optional.of(this)).shake();
  }

  private RecordedTls shake() throws IOException {
    server.accept(serverSide);
    client.connect(clientSide);
    cross();
    if (!client.isConnected() || !server.isConnected()) {
      throw new IllegalStateException("no handshake");
    }
    return this;
  }

  boolean wasResumed() {
    return clientSide.parameters().isResumedSession();
  }

  RecordedTls say(Side from, Bytes words) throws IOException {
    protocol(from).writeApplicationData(words.toArray(), 0, words.size());
    return cross();
  }

  /// New keys for what this side says from now on.
  RecordedTls updateKeys(Side from) throws IOException {
    if (from == Side.CLIENT) {
      client.renew();
    } else {
      server.renew();
    }
    return cross();
  }

  RecordedTls close() throws IOException {
    client.close();
    return cross();
  }

  List<Sent> sent() {
    return List.copyOf(sent);
  }

  String keyLog() {
    return keyLog.toString();
  }

  Bytes clientRandom() {
    return Bytes.copyOf(clientSide.parameters().getClientRandom());
  }

  private TlsProtocol protocol(Side side) {
    return side == Side.CLIENT ? client : server;
  }

  private RecordedTls cross() throws IOException {
    boolean speaking = true;
    while (speaking) {
      speaking = pass(Side.CLIENT);
      speaking |= pass(Side.SERVER);
    }
    return this;
  }

  private boolean pass(Side from) throws IOException {
    int size = protocol(from).getAvailableOutputBytes();
    if (size == 0) {
      return false;
    }
    byte[] bytes = new byte[size];
    protocol(from).readOutput(bytes, 0, size);
    sent.add(new Sent(from, Bytes.copyOf(bytes)));
    TlsProtocol other = protocol(from.other());
    if (!other.isClosed()) {
      other.offerInput(bytes);
      other.readInput(new byte[other.getAvailableInputBytes()], 0, other.getAvailableInputBytes());
    }
    return true;
  }

  private void log(String label, SecurityParameters parameters, TlsSecret secret)
      throws IOException {
    byte[] octets =
        secret.encrypt((input, from, length) -> Bytes.copyOf(input, from, length).toArray());
    String line =
        "%s %s %s\n"
            .formatted(
                label,
                HexFormat.of().formatHex(parameters.getClientRandom()),
                HexFormat.of().formatHex(octets));
    if (keyLog.indexOf(line) < 0) {
      keyLog.append(line);
    }
  }

  private static final class RenewingClient extends TlsClientProtocol {
    void renew() throws IOException {
      send13KeyUpdate(false);
    }
  }

  private static final class RenewingServer extends TlsServerProtocol {
    void renew() throws IOException {
      send13KeyUpdate(false);
    }
  }

  /// Logs secrets as soon as a cipher is made of them.
  private final class LoggingCrypto extends BcTlsCrypto {
    private int ciphers;

    LoggingCrypto() {
      super(new SecureRandom());
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters crypto, int encryption, int mac)
        throws IOException {
      SecurityParameters parameters = crypto.getSecurityParametersHandshake();
      if (TlsUtils.isTLSv13(parameters.getNegotiatedVersion())) {
        String phase = ciphers++ == 0 ? "HANDSHAKE_TRAFFIC_SECRET" : "TRAFFIC_SECRET_0";
        log("CLIENT_" + phase, parameters, parameters.getTrafficSecretClient());
        log("SERVER_" + phase, parameters, parameters.getTrafficSecretServer());
      } else {
        log("CLIENT_RANDOM", parameters, parameters.getMasterSecret());
      }
      return super.createCipher(crypto, encryption, mac);
    }
  }

  private final class Client extends DefaultTlsClient {
    private final Optional<TlsSession> earlier;

    Client(Optional<TlsSession> earlier) {
      super(new LoggingCrypto());
      this.earlier = earlier;
    }

    SecurityParameters parameters() {
      return context.getSecurityParametersConnection();
    }

    TlsSession session() {
      return context.getSession();
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return terms.version().only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {terms.suite()};
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
      return terms.extendedMaster();
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "NullAway", "unchecked"}) // Bouncy Castle's own signature
    public Vector<Integer> getEarlyKeyShareGroups() {
      return terms.sharesKeyAtOnce() ? super.getEarlyKeyShareGroups() : null;
    }

    @Override
    @SuppressWarnings("NullAway") // null stands for a new session
    public TlsSession getSessionToResume() {
      return earlier.orElse(null);
    }

    @Override
    public TlsAuthentication getAuthentication() {
      return new ServerOnlyTlsAuthentication() {
        @Override
        public void notifyServerCertificate(TlsServerCertificate shown) {}
      };
    }
  }

  private final class Server extends DefaultTlsServer {
    private final Optional<TlsSession> earlier;

    Server(Optional<TlsSession> earlier) {
      super(new BcTlsCrypto(new SecureRandom()));
      this.earlier = earlier;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return terms.version().only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {terms.suite()};
    }

    @Override
    protected boolean allowEncryptThenMAC() {
      return terms.encryptThenMac();
    }

    @Override
    public byte[] getNewSessionID() {
      return getCrypto().createNonceGenerator(new byte[32]).generateNonce(32);
    }

    @Override
    @SuppressWarnings("NullAway") // null stands for none
    public TlsSession getSessionToResume(byte[] id) {
      return earlier.orElse(null);
    }

    TlsSession session() {
      return context.getSession();
    }

    @Override
    @SuppressWarnings("NullAway") // null stands for none
    public CertificateRequest getCertificateRequest() {
      return null;
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
      var crypto = (BcTlsCrypto) getCrypto();
      var key = PrivateKeyFactory.createKey(TestIdentity.SERVER.keys().getPrivate().getEncoded());
      int exchange = context.getSecurityParametersHandshake().getKeyExchangeAlgorithm();
      if (exchange == KeyExchangeAlgorithm.RSA) {
        return new BcDefaultTlsCredentialedDecryptor(crypto, chain(crypto), key);
      }
      return new BcDefaultTlsCredentialedSigner(
          new TlsCryptoParameters(context), crypto, key, chain(crypto), algorithm());
    }

    private Certificate chain(BcTlsCrypto crypto) throws IOException {
      TlsCertificate own = new BcTlsCertificate(crypto, encoded());
      return TlsUtils.isTLSv13(context)
          ? new Certificate(
              TlsUtils.EMPTY_BYTES, new CertificateEntry[] {new CertificateEntry(own, null)})
          : new Certificate(new TlsCertificate[] {own});
    }

    private static byte[] encoded() {
      try {
        return TestIdentity.SERVER.certificate().getEncoded();
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException(e);
      }
    }

    @SuppressWarnings("NullAway") // the library's own way to say "none"
    private SignatureAndHashAlgorithm algorithm() {
      if (TlsUtils.isTLSv13(context)) {
        return SignatureScheme.getSignatureAndHashAlgorithm(SignatureScheme.rsa_pss_rsae_sha256);
      }
      return TlsUtils.isTLSv12(context)
          ? SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.rsa)
          : null;
    }
  }

  /// Every suite that Bouncy Castle speaks with an RSA key, by version.
  static List<Terms> everySuite() {
    var all = new ArrayList<Terms>();
    int[] since10 = {
      CipherSuite.TLS_RSA_WITH_NULL_SHA,
      CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
      CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
      CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
      CipherSuite.TLS_RSA_WITH_CAMELLIA_128_CBC_SHA,
      CipherSuite.TLS_RSA_WITH_SEED_CBC_SHA,
      CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
      CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA
    };
    for (ProtocolVersion version : ProtocolVersion.TLSv12.downTo(ProtocolVersion.TLSv10)) {
      for (int suite : since10) {
        all.add(Terms.of(version, suite));
        all.add(Terms.of(version, suite).macInside().withoutExtendedMaster());
      }
    }
    int[] since12 = {
      CipherSuite.TLS_RSA_WITH_NULL_SHA256,
      CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256,
      CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
      CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
      CipherSuite.TLS_ECDHE_RSA_WITH_ARIA_256_CBC_SHA384,
      CipherSuite.TLS_ECDHE_RSA_WITH_CAMELLIA_256_CBC_SHA384,
      CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
      CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
      CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_RSA_WITH_AES_128_CCM,
      CipherSuite.TLS_RSA_WITH_AES_256_CCM_8,
      CipherSuite.TLS_RSA_WITH_CAMELLIA_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
    };
    for (int suite : since12) {
      all.add(Terms.of(ProtocolVersion.TLSv12, suite));
      all.add(Terms.of(ProtocolVersion.TLSv12, suite).macInside().withoutExtendedMaster());
    }
    int[] since13 = {
      CipherSuite.TLS_AES_128_GCM_SHA256,
      CipherSuite.TLS_AES_256_GCM_SHA384,
      CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
      CipherSuite.TLS_AES_128_CCM_SHA256,
      CipherSuite.TLS_AES_128_CCM_8_SHA256
    };
    for (int suite : since13) {
      all.add(Terms.of(ProtocolVersion.TLSv13, suite));
    }
    return all;
  }
}
