package org.rdpdoctor.wire.kerberos;

import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;

/// `etype`: how a ticket is encrypted; unknown numbers are kept.
@SpecifiedIn("RFC 3961 8, RFC 8009 7, RFC 4757 5")
public record EncryptionType(int value) {
  private static final Map<Integer, String> NAMES =
      Map.of(
          1, "des-cbc-crc",
          3, "des-cbc-md5",
          16, "des3-cbc-sha1-kd",
          17, "aes128-cts-hmac-sha1-96",
          18, "aes256-cts-hmac-sha1-96",
          19, "aes128-cts-hmac-sha256-128",
          20, "aes256-cts-hmac-sha384-192",
          23, "rc4-hmac",
          24, "rc4-hmac-exp");

  @Override
  public String toString() {
    return NAMES.getOrDefault(value, "etype " + value);
  }
}
