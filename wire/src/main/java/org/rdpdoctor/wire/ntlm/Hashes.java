package org.rdpdoctor.wire.ntlm;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rdpdoctor.wire.Bytes;

/// The hashes of NTLM, over several parts.
final class Hashes {
  private Hashes() {}

  static Bytes md5(Bytes... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (Bytes part : parts) {
        digest.update(part.toArray());
      }
      return Bytes.copyOf(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  static Bytes hmacMd5(Bytes key, Bytes... parts) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key.toArray(), "HmacMD5"));
      for (Bytes part : parts) {
        mac.update(part.toArray());
      }
      return Bytes.copyOf(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacMD5", e);
    }
  }
}
