package org.rdpdoctor.wire.x509;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;

/// The channel binding `tls-server-end-point`: ties a logon to the certificate of the TLS channel
/// that it happens in.
@SpecifiedIn("RFC 5929 4")
public final class ServerEndPoint {
  private static final Bytes PREFIX = Bytes.ascii("tls-server-end-point:");

  private ServerEndPoint() {}

  /// What goes into the application data of GSS-API channel bindings. The digest is that of the
  /// certificate's signature, but SHA-256 where that is MD5 or SHA-1, and nothing where it has none
  /// by itself (Ed25519): that is undefined.
  public static Optional<Bytes> of(Certificate certificate) {
    return digestOf(certificate.signatureAlgorithm().toString())
        .map(algorithm -> PREFIX.plus(digest(algorithm, certificate.der())));
  }

  private static Optional<String> digestOf(String signature) {
    String name = signature.toUpperCase(Locale.ROOT).replace("-", "");
    for (String size : new String[] {"224", "256", "384", "512"}) {
      if (name.contains("SHA" + size)) {
        return Optional.of("SHA-" + size);
      }
    }
    boolean old = name.contains("SHA1") || name.contains("MD5") || name.contains("MD2");
    return old ? Optional.of("SHA-256") : Optional.empty();
  }

  private static Bytes digest(String algorithm, Bytes data) {
    try {
      return Bytes.copyOf(MessageDigest.getInstance(algorithm).digest(data.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
