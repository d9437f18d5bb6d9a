package org.rdpdoctor.testkit.script;

import org.rdpdoctor.wire.gcc.EncryptionLevel;
import org.rdpdoctor.wire.gcc.EncryptionMethods;

/// How a scripted peer encrypts without TLS.
///
/// @param methods that it has; it takes the strongest that the client has too, and RC4 before FIPS.
///     An empty set is no encryption
/// @param level that it says it has
/// @param key that it shows
/// @param startled whether it closes when the client offers a method that it does not have
public record EncryptionScript(
    EncryptionMethods methods, EncryptionLevel level, Key key, boolean startled) {

  /// The certificate of standard RDP security.
  public enum Key {
    /// Of 2048 bits, signed as all of them are.
    PROPRIETARY,
    /// Of 512 bits, as old servers have it.
    PROPRIETARY_512,
    /// Of 2048 bits, with a signature that does not fit.
    UNSIGNED,
    /// An X.509 certificate.
    X509,
    /// Bytes that are no certificate.
    UNREADABLE
  }

  /// Every method, and the strongest for every client.
  public static EncryptionScript healthy() {
    return of(EncryptionMethods.ALL, EncryptionLevel.CLIENT_COMPATIBLE);
  }

  public static EncryptionScript of(EncryptionMethods methods, EncryptionLevel level) {
    return new EncryptionScript(methods, level, Key.PROPRIETARY, false);
  }

  public EncryptionScript key(Key other) {
    return new EncryptionScript(methods, level, other, startled);
  }

  public EncryptionScript startling() {
    return new EncryptionScript(methods, level, key, true);
  }
}
