package org.rdpdoctor.reader.capture.opened;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.TlsRecord;

/// AEAD: GCM and CCM of TLS 1.2 (RFC 5288 3, RFC 6655 3), ChaCha20 (RFC 7905 2), and everything
/// of TLS 1.3 (RFC 8446 5.2).
final class AeadProtection implements RecordProtection {
  private static final int EXPLICIT_NONCE_SIZE = 8;
  private static final int NONCE_SIZE = 12;

  private final SuiteParts suite;
  private final Secret key;
  private final Secret iv;
  private final boolean tls13;

  /// @param iv twelve bytes, or the first four of them where the record says the rest
  AeadProtection(SuiteParts suite, Secret key, Secret iv, boolean tls13) {
    this.suite = suite;
    this.key = key;
    this.iv = iv;
    this.tls13 = tls13;
  }

  /// From a traffic secret (RFC 8446 7.3).
  static AeadProtection tls13(SuiteParts suite, Secret trafficSecret) {
    return new AeadProtection(
        suite,
        KeySchedule.expandLabel(suite.prf(), trafficSecret, "key", suite.keySize()),
        KeySchedule.expandLabel(suite.prf(), trafficSecret, "iv", NONCE_SIZE),
        true);
  }

  @Override
  public boolean canSearch() {
    return true;
  }

  @Override
  public Optional<Plain> open(TlsRecord record, long sequence) {
    byte[] fragment = record.fragment().toArray();
    int explicit = iv.size() == NONCE_SIZE ? 0 : EXPLICIT_NONCE_SIZE;
    int size = fragment.length - explicit - suite.tagSize();
    if (size < 0) {
      return Optional.empty();
    }
    byte[] nonce = nonce(fragment, sequence);
    byte[] header =
        tls13
            ? header(record, fragment.length, Bytes.EMPTY)
            : header(record, size, RecordMac.number(sequence).toBytes());
    return decrypt(nonce, header, fragment, explicit)
        .flatMap(plain -> tls13 ? inner(plain) : Optional.of(outer(record, plain)));
  }

  private byte[] nonce(byte[] fragment, long sequence) {
    byte[] nonce = Arrays.copyOf(iv.octets(), NONCE_SIZE);
    if (iv.size() < NONCE_SIZE) {
      System.arraycopy(fragment, 0, nonce, iv.size(), EXPLICIT_NONCE_SIZE);
      return nonce;
    }
    for (int i = 0; i < 8; i++) {
      nonce[NONCE_SIZE - 1 - i] ^= (byte) (sequence >>> 8 * i);
    }
    return nonce;
  }

  /// The additional data (RFC 5246 6.2.3.3), or with TLS 1.3 the header as it is.
  private static byte[] header(TlsRecord record, int size, Bytes sequence) {
    return new WireWriter()
        .bytes(sequence)
        .u8(record.contentType().value())
        .u16be(record.legacyVersion().value())
        .u16be(size)
        .toBytes()
        .toArray();
  }

  private static Plain outer(TlsRecord record, byte[] plain) {
    return new Plain(record.contentType(), Bytes.copyOf(plain));
  }

  /// `TLSInnerPlaintext`: the type stands last, before zeros.
  private static Optional<Plain> inner(byte[] plain) {
    int at = plain.length - 1;
    while (at >= 0 && plain[at] == 0) {
      at--;
    }
    return at < 0
        ? Optional.empty()
        : Optional.of(new Plain(new ContentType(plain[at] & 0xFF), Bytes.copyOf(plain, 0, at)));
  }

  private Optional<byte[]> decrypt(byte[] nonce, byte[] header, byte[] fragment, int from) {
    return suite.mode() == SuiteParts.Mode.GCM && suite.bulk() == SuiteParts.Bulk.AES
        ? platform(nonce, header, fragment, from)
        : library(nonce, header, fragment, from);
  }

  /// The platform's GCM uses the processor's own instructions.
  private Optional<byte[]> platform(byte[] nonce, byte[] header, byte[] fragment, int from) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key.octets(), "AES"),
          new GCMParameterSpec(8 * suite.tagSize(), nonce));
      cipher.updateAAD(header);
      return Optional.of(cipher.doFinal(fragment, from, fragment.length - from));
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw KeySchedule.missing(e);
    }
  }

  private Optional<byte[]> library(byte[] nonce, byte[] header, byte[] fragment, int from) {
    AEADCipher cipher = aead();
    cipher.init(
        false,
        new AEADParameters(new KeyParameter(key.octets()), 8 * suite.tagSize(), nonce, header));
    int length = fragment.length - from;
    byte[] plain = new byte[cipher.getOutputSize(length)];
    try {
      int size = cipher.processBytes(fragment, from, length, plain, 0);
      size += cipher.doFinal(plain, size);
      return Optional.of(Arrays.copyOf(plain, size));
    } catch (InvalidCipherTextException _) {
      return Optional.empty();
    }
  }

  private AEADCipher aead() {
    if (suite.bulk() == SuiteParts.Bulk.CHACHA20) {
      return new ChaCha20Poly1305();
    }
    BlockCipher blocks = BlockCiphers.of(suite.bulk());
    return suite.mode() == SuiteParts.Mode.GCM
        ? GCMBlockCipher.newInstance(blocks)
        : CCMBlockCipher.newInstance(blocks);
  }
}
