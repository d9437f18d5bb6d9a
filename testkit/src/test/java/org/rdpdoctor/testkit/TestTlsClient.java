package org.rdpdoctor.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Hashtable;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.wire.Bytes;

/// A TLS client that takes every certificate and keeps it.
final class TestTlsClient extends DefaultTlsClient {
  private final ProtocolVersion oldest;
  private final ProtocolVersion newest;
  private final TlsClientProtocol protocol;
  private TlsCertificate[] chain = {};

  private TestTlsClient(RawClient line, ProtocolVersion oldest, ProtocolVersion newest)
      throws IOException {
    super(new BcTlsCrypto(new SecureRandom()));
    this.oldest = oldest;
    this.newest = newest;
    this.protocol =
        new TlsClientProtocol(line.socket().getInputStream(), line.socket().getOutputStream());
  }

  static TestTlsClient over(RawClient line) throws IOException {
    return over(line, ProtocolVersion.TLSv12, ProtocolVersion.TLSv13);
  }

  static TestTlsClient over(RawClient line, ProtocolVersion oldest, ProtocolVersion newest)
      throws IOException {
    line.socket().setSoTimeout(5_000);
    var client = new TestTlsClient(line, oldest, newest);
    client.protocol.connect(client);
    return client;
  }

  void say(Bytes bytes) throws IOException {
    protocol.getOutputStream().write(bytes.toArray());
  }

  Bytes hear() throws IOException {
    byte[] buffer = new byte[64 * 1024];
    int count = protocol.getInputStream().read(buffer);
    return count <= 0 ? Bytes.EMPTY : Bytes.copyOf(buffer, 0, count);
  }

  InputStream in() {
    return protocol.getInputStream();
  }

  OutputStream out() {
    return protocol.getOutputStream();
  }

  /// The chain as the server sent it.
  Bytes certificate(int index) throws IOException {
    return Bytes.copyOf(chain[index].getEncoded());
  }

  int chainLength() {
    return chain.length;
  }

  ProtocolVersion version() {
    return context.getSecurityParametersConnection().getNegotiatedVersion();
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return newest.downTo(oldest);
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return TlsUtils.getSupportedCipherSuites(
        getCrypto(),
        new int[] {
          CipherSuite.TLS_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
          CipherSuite.TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA
        });
  }

  @Override
  @SuppressWarnings("rawtypes") // the library's own
  public Hashtable getClientExtensions() throws IOException {
    return super.getClientExtensions();
  }

  @Override
  public boolean shouldCheckSigAlgOfPeerCerts() {
    return false;
  }

  @Override
  public boolean requiresCloseNotify() {
    return false;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate server) {
        chain = server.getCertificate().getCertificateList();
      }

      @Override
      public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
        return null;
      }
    };
  }
}
