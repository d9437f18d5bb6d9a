package org.rdpdoctor.probe;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.wire.Bytes;

/// Whether this machine's own trust store leads from a chain to an authority. Validity and names
/// are looked at elsewhere, so an expired chain counts by its issuer alone.
final class Trust {
  private Trust() {}

  static boolean reaches(List<Bytes> chain) {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      var certificates = new ArrayList<X509Certificate>();
      for (Bytes der : chain) {
        certificates.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toArray())));
      }
      return leadsToRoot(certificates);
    } catch (GeneralSecurityException e) {
      return false; // what the platform cannot read it does not trust
    }
  }

  private static boolean leadsToRoot(List<X509Certificate> chain) throws GeneralSecurityException {
    var roots = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    roots.init((@Nullable KeyStore) null);
    for (var manager : roots.getTrustManagers()) {
      if (manager instanceof X509TrustManager store) {
        for (X509Certificate root : store.getAcceptedIssuers()) {
          if (chain.stream().anyMatch(each -> isIssuedBy(each, root))) {
            return isConnected(chain);
          }
        }
      }
    }
    return false;
  }

  private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /// Each certificate is signed by another one of the chain, or ends it.
  private static boolean isConnected(List<X509Certificate> chain) {
    X509Certificate current = chain.getFirst();
    for (int step = 1; step < chain.size(); step++) {
      X509Certificate signed = current;
      var issuer = chain.stream().skip(1).filter(each -> isIssuedBy(signed, each)).findFirst();
      if (issuer.isEmpty() || issuer.get().equals(current)) {
        break;
      }
      current = issuer.get();
    }
    return current.equals(chain.getLast()) || chain.size() == 1;
  }
}
