package org.rdpdoctor.reader.capture.opened;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The hashes that TLS derives keys and authenticates records with.
enum Hash {
  MD5("MD5", "HmacMD5", 16),
  SHA1("SHA-1", "HmacSHA1", 20),
  SHA256("SHA-256", "HmacSHA256", 32),
  SHA384("SHA-384", "HmacSHA384", 48);

  private final String digest;
  private final String mac;
  private final int size;

  Hash(String digest, String mac, int size) {
    this.digest = digest;
    this.mac = mac;
    this.size = size;
  }

  /// As the end of a cipher suite's name spells it.
  static Hash named(String name) {
    return switch (name) {
      case "MD5" -> MD5;
      case "SHA" -> SHA1;
      case "SHA256" -> SHA256;
      case "SHA384" -> SHA384;
      default -> throw new IllegalArgumentException("no hash is called " + name);
    };
  }

  /// Bytes of its result.
  int size() {
    return size;
  }

  byte[] digest(byte[]... parts) {
    try {
      MessageDigest algorithm = MessageDigest.getInstance(digest);
      for (byte[] part : parts) {
        algorithm.update(part);
      }
      return algorithm.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + digest, e);
    }
  }

  /// @param key an empty one counts as zeros
  Mac hmac(byte[] key) {
    try {
      Mac algorithm = Mac.getInstance(mac);
      algorithm.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, mac));
      return algorithm;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + mac, e);
    }
  }
}
