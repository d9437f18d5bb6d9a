package org.rdpdoctor.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.wire.Bytes;

/// The certificates in `src/test/resources/…/certificates`, which `make.sh` there has made.
final class Fixture {
  private static final char[] PASSWORD = "for-tests".toCharArray();

  private Fixture() {}

  static X509Certificate certificate(String name) {
    try (InputStream in = open(name + ".pem")) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Bytes der(String name) {
    try {
      return Bytes.copyOf(certificate(name).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A TLS server that shows the certificate `leaf`.
  static SSLContext server() {
    try (InputStream in = open("server.p12")) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The same certificate, and a key that it knows nothing of.
  static SSLContext serverWithAnotherKey() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new Mismatched(generator.generateKeyPair().getPrivate())}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Mismatched extends X509ExtendedKeyManager {
    private final PrivateKey key;

    Mismatched(PrivateKey key) {
      this.key = key;
    }

    @Override
    public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
      return new String[] {"leaf"};
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return type.startsWith("RSA") ? "leaf" : null;
    }

    @Override
    public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
      return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {certificate("leaf")};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }
  }

  private static InputStream open(String file) {
    InputStream in = Fixture.class.getResourceAsStream("certificates/" + file);
    if (in == null) {
      throw new IllegalStateException("there is no " + file);
    }
    return in;
  }
}
