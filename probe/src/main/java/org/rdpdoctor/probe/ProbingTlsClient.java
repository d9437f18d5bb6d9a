package org.rdpdoctor.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;

/// A TLS client that wants to see as much as possible: it accepts what a careful client would
/// refuse, and remembers it. Nothing secret goes through it but a logon that the user has agreed
/// to, which CredSSP binds to the key of this very connection.
final class ProbingTlsClient extends DefaultTlsClient {
  /// Everything that Bouncy Castle can do and an RDP server might still want, best first.
  private static final int[] SUITES = {
    CipherSuite.TLS_AES_256_GCM_SHA384,
    CipherSuite.TLS_AES_128_GCM_SHA256,
    CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA256,
    CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256,
    CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256,
    CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA,
    CipherSuite.TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA,
    CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
  };

  /// The largest RSA keys and Diffie-Hellman groups in real use. The work grows with the third
  /// power of the size, and nobody can interrupt it.
  private static final int MOST_KEY_BITS = 16 * 1024;

  private static final int MOST_GROUP_BITS = 8 * 1024;

  private final Optional<String> serverName;
  private final List<Bytes> chain = new ArrayList<>();
  private boolean certificateRequested;
  private Optional<Integer> alertReceived = Optional.empty();
  private Optional<Integer> alertRaised = Optional.empty();
  private Optional<Throwable> trouble = Optional.empty();
  private boolean complete;

  /// @param serverName for SNI; none when the target is an address
  ProbingTlsClient(TlsCrypto crypto, Optional<String> serverName) {
    super(crypto);
    this.serverName = serverName;
  }

  List<Bytes> chain() {
    return List.copyOf(chain);
  }

  boolean certificateRequested() {
    return certificateRequested;
  }

  Optional<Integer> alertReceived() {
    return alertReceived;
  }

  Optional<Integer> alertRaised() {
    return alertRaised;
  }

  Optional<Throwable> trouble() {
    return trouble;
  }

  boolean complete() {
    return complete;
  }

  String version() {
    ProtocolVersion negotiated = context.getServerVersion();
    return negotiated == null ? "unknown" : negotiated.getName().replace(" ", "v");
  }

  int cipherSuite() {
    var parameters = context.getSecurityParameters();
    return parameters == null ? 0 : parameters.getCipherSuite();
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv10);
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return TlsUtils.getSupportedCipherSuites(getCrypto(), SUITES);
  }

  @Override
  @SuppressWarnings("JdkObsolete") // Bouncy Castle's own signature
  protected @Nullable Vector<ServerName> getSNIServerNames() {
    if (serverName.isEmpty()) {
      return null;
    }
    var names = new Vector<ServerName>();
    names.add(new ServerName((short) 0, Bytes.ascii(serverName.get()).toArray()));
    return names;
  }

  /// Windows servers do not close with an alert; an end without one is no attack on us.
  @Override
  public boolean requiresCloseNotify() {
    return false;
  }

  /// Old servers know neither extension; refusing them would hide what we came to see.
  @Override
  public boolean requiresExtendedMasterSecret() {
    return false;
  }

  @Override
  public void notifySecureRenegotiation(boolean secureRenegotiation) {
    // a server without it is old, not absent: never a reason to end the handshake
  }

  /// The certificate is read and judged elsewhere; a weak signature must not end the handshake.
  @Override
  public boolean shouldCheckSigAlgOfPeerCerts() {
    return false;
  }

  /// Any Diffie-Hellman group will do, as nothing secret follows; but not one that keeps us busy
  /// for minutes.
  @Override
  public TlsDHGroupVerifier getDHGroupVerifier() {
    return group -> group.getP().bitLength() <= MOST_GROUP_BITS;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
        Certificate certificate = shown.getCertificate();
        for (TlsCertificate each : certificate.getCertificateList()) {
          chain.add(Bytes.copyOf(each.getEncoded()));
        }
        int bits = chain.isEmpty() ? 0 : keyBits(chain.getFirst());
        if (bits > MOST_KEY_BITS) {
          throw new TlsFatalAlert(AlertDescription.bad_certificate, "a key of " + bits + " bits");
        }
      }

      @Override
      public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
        certificateRequested = true;
        return null;
      }
    };
  }

  private static int keyBits(Bytes der) {
    try {
      return org.rdpdoctor.wire.x509.Certificate.decode(der).publicKey().bits().orElse(0);
    } catch (DecodeException e) {
      return 0; // Bouncy Castle will not be able to use it either
    }
  }

  @Override
  public void notifyAlertReceived(short level, short description) {
    // close_notify, which some announce with user_canceled, is a goodbye (RFC 8446 6.1)
    boolean goodbye =
        description == AlertDescription.close_notify
            || description == AlertDescription.user_canceled;
    if (level == AlertLevel.fatal || !goodbye) {
      alertReceived = Optional.of((int) description);
    }
  }

  @Override
  public void notifyAlertRaised(
      short level, short description, @Nullable String message, @Nullable Throwable cause) {
    if (level == AlertLevel.fatal) {
      alertRaised = Optional.of((int) description);
      trouble = Optional.ofNullable(cause);
    }
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    complete = true;
  }
}
