package org.rdpdoctor.testkit.peer;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import java.util.stream.IntStream;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.rdpdoctor.testkit.certificate.Identity;
import org.rdpdoctor.testkit.script.TlsScript.Serve;
import org.rdpdoctor.wire.Bytes;

/// A real TLS server under the terms of a script. Its key is always RSA, as on Windows.
final class ScriptedTlsServer extends DefaultTlsServer {
  private static final int[] CURRENT_SUITES = {
    CipherSuite.TLS_AES_256_GCM_SHA384,
    CipherSuite.TLS_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA
  };

  /// Those of Windows.
  private static final int[] GROUPS = {
    NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1
  };

  private final BcTlsCrypto bcCrypto;
  private final Serve terms;
  private final Identity identity;

  ScriptedTlsServer(Serve terms, Identity identity) {
    this(new BcTlsCrypto(new SecureRandom()), terms, identity);
  }

  private ScriptedTlsServer(BcTlsCrypto crypto, Serve terms, Identity identity) {
    super(crypto);
    this.bcCrypto = crypto;
    this.terms = terms;
    this.identity = identity;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    var versions = new ArrayList<ProtocolVersion>();
    for (int version = terms.newest(); version >= terms.oldest(); version--) {
      versions.add(ProtocolVersion.get(version >> 8, version & 0xFF));
    }
    return versions.toArray(ProtocolVersion[]::new);
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    int[] suites =
        terms.suites().isEmpty()
            ? CURRENT_SUITES
            : terms.suites().stream().mapToInt(suite -> suite).toArray();
    return TlsUtils.getSupportedCipherSuites(bcCrypto, suites);
  }

  @Override
  protected boolean preferLocalCipherSuites() {
    return true;
  }

  @Override
  public int[] getSupportedGroups() {
    return GROUPS.clone();
  }

  @Override
  protected int selectECDH(int minimumCurveBits) {
    return commonGroup();
  }

  @Override
  protected int getMaximumNegotiableCurveBits() {
    int group = commonGroup();
    return group < 0 ? 0 : NamedGroup.getCurveBits(group);
  }

  /// The first group of ours that the client takes, or -1. A client that lists none takes them all.
  private int commonGroup() {
    int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
    return IntStream.of(GROUPS)
        .filter(
            group ->
                offered == null // as before RFC 4492
                    || IntStream.of(offered).anyMatch(each -> each == group))
        .findFirst()
        .orElse(-1);
  }

  @Override
  public TlsCredentials getCredentials() throws IOException {
    Certificate chain = chain();
    int exchange = context.getSecurityParametersHandshake().getKeyExchangeAlgorithm();
    if (exchange == KeyExchangeAlgorithm.RSA) {
      return new BcDefaultTlsCredentialedDecryptor(bcCrypto, chain, identity.privateKey());
    }
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context), bcCrypto, identity.privateKey(), chain, algorithm());
  }

  private Certificate chain() throws IOException {
    var certificates = new ArrayList<TlsCertificate>();
    for (Bytes der : identity.sent()) {
      certificates.add(new AsSent(bcCrypto, identity.own(), der));
    }
    if (!TlsUtils.isTLSv13(context)) {
      return new Certificate(certificates.toArray(TlsCertificate[]::new));
    }
    CertificateEntry[] entries =
        certificates.stream()
            .map(certificate -> new CertificateEntry(certificate, null))
            .toArray(CertificateEntry[]::new);
    return new Certificate(TlsUtils.EMPTY_BYTES, entries);
  }

  /// The first signature algorithm of ours that the client takes; before TLS 1.2 there was no
  /// choice, and the library stands for none with null.
  private SignatureAndHashAlgorithm algorithm() throws IOException {
    if (!TlsUtils.isSignatureAlgorithmsExtensionAllowed(context.getServerVersion())) {
      return unspecified();
    }
    List<?> offered = context.getSecurityParametersHandshake().getClientSigAlgs();
    var pss = SignatureScheme.getSignatureAndHashAlgorithm(SignatureScheme.rsa_pss_rsae_sha256);
    List<SignatureAndHashAlgorithm> ours =
        TlsUtils.isTLSv13(context)
            ? List.of(pss)
            : List.of(pkcs1(HashAlgorithm.sha256), pkcs1(HashAlgorithm.sha1), pss);
    return ours.stream()
        .filter(algorithm -> offered == null || offered.contains(algorithm))
        .findFirst()
        .orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure));
  }

  @SuppressWarnings("NullAway") // the library's own way to say "none"
  private static SignatureAndHashAlgorithm unspecified() {
    return null;
  }

  private static SignatureAndHashAlgorithm pkcs1(short hash) {
    return SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.rsa);
  }

  @Override
  @SuppressWarnings({"NullAway", "JdkObsolete"}) // null for none, Vector: the library's own ways
  public CertificateRequest getCertificateRequest() throws IOException {
    if (!terms.clientCertificate()) {
      return null;
    }
    Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
    algorithms.add(pkcs1(HashAlgorithm.sha256));
    algorithms.add(
        SignatureScheme.getSignatureAndHashAlgorithm(SignatureScheme.rsa_pss_rsae_sha256));
    return TlsUtils.isTLSv13(context)
        ? new CertificateRequest(TlsUtils.EMPTY_BYTES, algorithms, null, null)
        : new CertificateRequest(
            new short[] {ClientCertificateType.rsa_sign}, algorithms, new Vector<>());
  }

  @Override
  public void notifyClientCertificate(Certificate clientCertificate) throws IOException {
    short missing =
        TlsUtils.isTLSv13(context)
            ? AlertDescription.certificate_required
            : AlertDescription.handshake_failure;
    throw new TlsFatalAlert(
        clientCertificate.isEmpty() ? missing : AlertDescription.certificate_unknown);
  }

  @Override
  public void notifySecureRenegotiation(boolean secureRenegotiation) {
    // Windows serves clients that have never heard of RFC 5746, and so do scripted peers.
  }

  @Override
  public boolean requiresCloseNotify() {
    return false;
  }

  /// A certificate whose bytes on the wire need not be those of the certificate.
  private static final class AsSent extends BcTlsCertificate {
    private final Bytes der;

    AsSent(BcTlsCrypto crypto, org.bouncycastle.asn1.x509.Certificate own, Bytes der) {
      super(crypto, own);
      this.der = der;
    }

    @Override
    public byte[] getEncoded() {
      return der.toArray();
    }
  }
}
