package org.rdpdoctor.wire.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rdpdoctor.wire.Bytes;

/// The hashes of standard RDP security, over several parts.
final class Digests {
  private Digests() {}

  static Bytes md5(Bytes... parts) {
    return digest("MD5", parts);
  }

  static Bytes sha1(Bytes... parts) {
    return digest("SHA-1", parts);
  }

  static Bytes hmacSha1(Bytes key, Bytes... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key.toArray(), "HmacSHA1"));
      for (Bytes part : parts) {
        mac.update(part.toArray());
      }
      return Bytes.copyOf(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }

  private static Bytes digest(String algorithm, Bytes... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (Bytes part : parts) {
        digest.update(part.toArray());
      }
      return Bytes.copyOf(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
