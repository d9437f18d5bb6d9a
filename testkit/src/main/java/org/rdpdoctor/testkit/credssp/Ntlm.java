package org.rdpdoctor.testkit.credssp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.engines.RC4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;

/// The arithmetic of NTLMv2.
@SpecifiedIn("MS-NLMP 3.3.2")
final class Ntlm {
  static final int NEGOTIATE_UNICODE = 0x1;
  static final int REQUEST_TARGET = 0x4;
  static final int NEGOTIATE_SIGN = 0x10;
  static final int NEGOTIATE_SEAL = 0x20;
  static final int NEGOTIATE_NTLM = 0x200;
  static final int ALWAYS_SIGN = 0x8000;
  static final int TARGET_TYPE_SERVER = 0x20000;
  static final int EXTENDED_SESSIONSECURITY = 0x80000;
  static final int NEGOTIATE_TARGET_INFO = 0x800000;
  static final int NEGOTIATE_VERSION = 0x2000000;
  static final int NEGOTIATE_128 = 0x20000000;
  static final int KEY_EXCH = 0x40000000;
  static final int NEGOTIATE_56 = 0x80000000;

  private Ntlm() {}

  static Bytes utf16(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_16LE));
  }

  /// NTOWFv2.
  static Bytes ntowfv2(String password, String user, String domain) {
    byte[] unicode = utf16(password).toArray();
    var md4 = new MD4Digest();
    md4.update(unicode, 0, unicode.length);
    byte[] hash = new byte[md4.getDigestSize()];
    md4.doFinal(hash, 0);
    return hmacMd5(Bytes.copyOf(hash), utf16(user.toUpperCase(Locale.ROOT) + domain));
  }

  static Bytes hmacMd5(Bytes key, Bytes data) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key.toArray(), "HmacMD5"));
      return Bytes.copyOf(mac.doFinal(data.toArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacMD5", e);
    }
  }

  static Bytes digest(String algorithm, Bytes data) {
    try {
      return Bytes.copyOf(MessageDigest.getInstance(algorithm).digest(data.toArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  static Bytes rc4(Bytes key, Bytes data) {
    return new Rc4(key).apply(data);
  }

  /// RC4 that goes on where the last message ended.
  static final class Rc4 {
    private final RC4Engine engine = new RC4Engine();

    Rc4(Bytes key) {
      engine.init(true, new KeyParameter(key.toArray()));
    }

    Bytes apply(Bytes data) {
      byte[] out = new byte[data.size()];
      engine.processBytes(data.toArray(), 0, out.length, out, 0);
      return Bytes.copyOf(out);
    }
  }

  /// SIGNKEY and SEALKEY of one direction (MS-NLMP 3.4.5), `client-to-server` or
  /// `server-to-client`.
  static Direction direction(Bytes exportedSessionKey, int flags, String name) {
    Bytes signKey =
        digest("MD5", exportedSessionKey.plus(magic("session key to " + name + " signing")));
    int strength = (flags & NEGOTIATE_128) != 0 ? 16 : (flags & NEGOTIATE_56) != 0 ? 7 : 5;
    Bytes sealKey =
        digest(
            "MD5",
            exportedSessionKey.first(strength).plus(magic("session key to " + name + " sealing")));
    return new Direction(signKey, sealKey, (flags & KEY_EXCH) != 0);
  }

  private static Bytes magic(String purpose) {
    return Bytes.ascii(purpose + " key magic constant").plus(Bytes.of(0));
  }

  /// The state of one direction: keys, RC4 stream and sequence number.
  @SpecifiedIn("MS-NLMP 3.4.4.2")
  static final class Direction {
    private static final int SIGNATURE_SIZE = 16;
    private final Bytes signKey;
    private final Bytes sealKey;
    private final boolean encryptChecksum;
    private Rc4 handle;
    private int sequence;

    Direction(Bytes signKey, Bytes sealKey, boolean encryptChecksum) {
      this.signKey = signKey;
      this.sealKey = sealKey;
      this.encryptChecksum = encryptChecksum;
      this.handle = new Rc4(sealKey);
    }

    Bytes seal(Bytes message) {
      Bytes sealed = handle.apply(message);
      return signature(message).plus(sealed);
    }

    /// @throws GeneralSecurityException if it was not sealed with these keys, in this order
    Bytes unseal(Bytes signedAndSealed) throws GeneralSecurityException {
      if (signedAndSealed.size() < SIGNATURE_SIZE) {
        throw new GeneralSecurityException("no room for a signature");
      }
      Bytes message = handle.apply(signedAndSealed.from(SIGNATURE_SIZE));
      if (!signature(message).equals(signedAndSealed.first(SIGNATURE_SIZE))) {
        throw new GeneralSecurityException("wrong signature");
      }
      return message;
    }

    /// The signature of SPNEGO's mechListMIC; afterwards the RC4 stream begins anew (MS-SPNG
    /// 3.2.5.1), the sequence does not.
    Bytes mic(Bytes mechTypes) {
      Bytes signature = signature(mechTypes);
      handle = new Rc4(sealKey);
      return signature;
    }

    private Bytes signature(Bytes message) {
      Bytes number = new WireWriter().u32le(sequence++).toBytes();
      Bytes checksum = hmacMd5(signKey, number.plus(message)).first(8);
      return new WireWriter()
          .u32le(1) // Version
          .bytes(encryptChecksum ? handle.apply(checksum) : checksum)
          .bytes(number)
          .toBytes();
    }
  }
}
