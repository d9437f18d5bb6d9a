package org.rdpdoctor.testkit.certificate;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.rdpdoctor.wire.Bytes;

/// What a peer proves itself with: certificates as sent, its own first, and a private key.
///
/// @param own the peer's certificate, also when what is sent is unreadable
/// @param sent the chain in DER
/// @param privateKey signs the handshake; normally, but not always, the key of `own`
public record Identity(Certificate own, List<Bytes> sent, AsymmetricKeyParameter privateKey) {
  public Identity {
    sent = List.copyOf(sent);
  }

  /// SHA-256 of the first certificate as sent, lower-case hex.
  public String pin() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(sent.getFirst().toArray());
      return Bytes.copyOf(digest).toHex();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static Bytes der(Certificate certificate) {
    try {
      return Bytes.copyOf(certificate.getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException("a certificate that was just made has an encoding", e);
    }
  }
}
