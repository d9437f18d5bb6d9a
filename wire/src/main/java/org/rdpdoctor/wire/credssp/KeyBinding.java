package org.rdpdoctor.wire.credssp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;

/// What `pubKeyAuth` holds once it is opened: proof that both sides see the same public key of TLS,
/// and that nobody decrypts between them.
///
/// Since version 5 it is a digest over a nonce of the client; before, the key itself, whose first
/// byte the server raises by one.
@SpecifiedIn("MS-CSSP 3.1.5")
public final class KeyBinding {
  public static final int FIRST_VERSION_WITH_NONCE = 5;
  public static final int NONCE_SIZE = 32;

  private KeyBinding() {}

  /// @param nonce absent before version 5
  /// @param subjectPublicKey the bits of the certificate's key, as they stand in it
  public static Bytes ofClient(Optional<Bytes> nonce, Bytes subjectPublicKey) {
    return nonce
        .map(random -> digest("Client-To-Server", random, subjectPublicKey))
        .orElse(subjectPublicKey);
  }

  /// The same of the server.
  public static Bytes ofServer(Optional<Bytes> nonce, Bytes subjectPublicKey) {
    return nonce
        .map(random -> digest("Server-To-Client", random, subjectPublicKey))
        .orElseGet(() -> raised(subjectPublicKey));
  }

  private static Bytes raised(Bytes key) {
    return key.isEmpty() ? key : Bytes.of(key.at(0) + 1).plus(key.from(1));
  }

  private static Bytes digest(String direction, Bytes nonce, Bytes subjectPublicKey) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(Bytes.ascii("CredSSP " + direction + " Binding Hash\0").toArray());
      sha256.update(nonce.toArray());
      return Bytes.copyOf(sha256.digest(subjectPublicKey.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
