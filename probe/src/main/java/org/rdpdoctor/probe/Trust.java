package org.rdpdoctor.probe;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.wire.Bytes;

/// Whether this machine's own trust store leads from a chain to an authority. Validity and names
/// are looked at elsewhere, so an expired chain counts by its issuer alone.
final class Trust {
  private Trust() {}

  /// Longer chains are made to keep somebody busy.
  private static final int MOST_STEPS = 10;

  /// @param chain in DER, the server's own certificate first, the others in any order
  static boolean reaches(List<Bytes> chain) {
    try {
      return reaches(chain, roots());
    } catch (GeneralSecurityException e) {
      return false; // a machine without a trust store trusts nobody
    }
  }

  /// @param roots certificates of authorities
  static boolean reaches(List<Bytes> chain, List<X509Certificate> roots) {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      var certificates = new ArrayList<X509Certificate>();
      for (Bytes der : chain.subList(0, Math.min(chain.size(), MOST_STEPS))) {
        certificates.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toArray())));
      }
      return leadsToRoot(certificates, roots);
    } catch (GeneralSecurityException | RuntimeException e) {
      return false; // what the platform cannot read it does not trust
    }
  }

  private static List<X509Certificate> roots() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((@Nullable KeyStore) null);
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .flatMap(store -> Stream.of(((X509TrustManager) store).getAcceptedIssuers()))
        .toList();
  }

  /// From issuer to issuer, as clients build their path: whatever else the server sends is passed
  /// over.
  private static boolean leadsToRoot(List<X509Certificate> chain, List<X509Certificate> roots) {
    X509Certificate current = chain.getFirst();
    for (int step = 0; step < MOST_STEPS; step++) {
      X509Certificate signed = current;
      if (roots.contains(signed) || roots.stream().anyMatch(root -> isIssuedBy(signed, root))) {
        return true;
      }
      var issuer =
          chain.stream()
              .filter(each -> !each.equals(signed) && isAuthority(each) && isIssuedBy(signed, each))
              .findFirst();
      if (issuer.isEmpty()) {
        return false;
      }
      current = issuer.get();
    }
    return false;
  }

  /// RFC 5280 4.2.1.9; certificates of version 1 cannot say so.
  private static boolean isAuthority(X509Certificate certificate) {
    return certificate.getVersion() < 3 || certificate.getBasicConstraints() >= 0;
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
}
