package org.rdpdoctor.diagnosis.rdpfile;

import java.util.Locale;
import java.util.Optional;

/// The shape of what Windows encrypts for one user (CryptProtectData), written as hex.
///
/// Version, provider, version and id of the master key, flags, then a description, a salt, a key
/// for an HMAC, another salt, the encrypted bytes and a signature, each behind its length.
final class DpapiBlob {
  private static final String PROVIDER = "d08c9ddf0115d1118c7a00c04fc297eb";
  private static final int AFTER_PROVIDER = 20;
  private static final int DESCRIPTION = AFTER_PROVIDER + 4 + 16 + 4;

  private final String hex;
  private int at = DESCRIPTION;

  private DpapiBlob(String hex) {
    this.hex = hex;
  }

  /// What is wrong with it; nothing if it has the right shape.
  static Optional<String> fault(String text) {
    String hex = text.toLowerCase(Locale.ROOT);
    if (!hex.matches("[0-9a-f]*")) {
      return Optional.of("there are characters in it that are no hex digits");
    }
    if (hex.length() % 2 != 0) {
      return Optional.of("the number of its hex digits is odd, so it was cut");
    }
    if (hex.length() < 2 * AFTER_PROVIDER
        || !hex.startsWith("01000000")
        || !hex.startsWith(PROVIDER, 8)) {
      return Optional.of("it does not begin as what Windows encrypts does");
    }
    var blob = new DpapiBlob(hex);
    boolean whole =
        blob.skip(0) // description
            && blob.skip(8) // algorithm and key size, then the salt
            && blob.skip(0) // HMAC key
            && blob.skip(8) // hash algorithm and size, then its salt
            && blob.skip(0) // encrypted bytes
            && blob.skip(0); // signature
    return whole && blob.at == hex.length() / 2
        ? Optional.empty()
        : Optional.of("its parts do not add up, so it was cut or edited");
  }

  /// Passes over fixed bytes and one part behind its length; false if the end comes first.
  private boolean skip(int fixed) {
    at += fixed;
    if (at + 4 > hex.length() / 2) {
      return false;
    }
    long length = 0;
    for (int i = 3; i >= 0; i--) {
      length = length << 8 | Integer.parseInt(hex, 2 * (at + i), 2 * (at + i) + 2, 16);
    }
    if (length > hex.length() / 2 - at - 4) {
      return false;
    }
    at += 4 + (int) length;
    return true;
  }
}
