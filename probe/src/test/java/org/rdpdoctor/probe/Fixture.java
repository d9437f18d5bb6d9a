package org.rdpdoctor.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
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

  private static InputStream open(String file) {
    InputStream in = Fixture.class.getResourceAsStream("certificates/" + file);
    if (in == null) {
      throw new IllegalStateException("there is no " + file);
    }
    return in;
  }
}
