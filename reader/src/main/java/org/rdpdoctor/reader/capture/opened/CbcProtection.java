package org.rdpdoctor.reader.capture.opened;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CBCModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.TlsRecord;
import org.rdpdoctor.wire.tls.TlsVersion;

/// Blocks in a chain, with a MAC inside (RFC 5246 6.2.3.2) or around them (RFC 7366 3).
final class CbcProtection implements RecordProtection {
  private static final long UNKNOWN = -2;

  private final SuiteParts suite;
  private final TlsVersion version;
  private final boolean macOutside;
  private final RecordMac mac;
  private final Secret key;
  private byte[] previousBlock;

  /// The record that ends with it: -1 for the first vector, or [#UNKNOWN].
  private long blockOf = -1;

  private long authentic = UNKNOWN;

  /// @param iv of the first record before TLS 1.1; empty from then on
  CbcProtection(
      SuiteParts suite,
      TlsVersion version,
      boolean macOutside,
      RecordMac mac,
      Secret key,
      Secret iv) {
    this.suite = suite;
    this.version = version;
    this.macOutside = macOutside;
    this.mac = mac;
    this.key = key;
    this.previousBlock = iv.octets().clone();
  }

  private boolean isChained() {
    return version.isBefore(TlsVersion.TLS11);
  }

  @Override
  public boolean canSearch() {
    return true;
  }

  /// Before TLS 1.1 the last block of a record begins the next.
  @Override
  public void passed(Bytes ciphertext) {
    int outside = macOutside ? mac.size() : 0;
    int end = ciphertext.size() - outside;
    if (isChained() && end >= suite.bulk().blockSize()) {
      previousBlock = ciphertext.slice(end - suite.bulk().blockSize(), end).toArray();
      blockOf = authentic;
      authentic = UNKNOWN;
    }
  }

  @Override
  public Optional<Plain> open(TlsRecord record, long sequence) {
    byte[] fragment = record.fragment().toArray();
    int block = suite.bulk().blockSize();
    int end = fragment.length - (macOutside ? mac.size() : 0);
    int from = isChained() ? 0 : block;
    if (end - from < block || (end - from) % block != 0) {
      return Optional.empty();
    }
    if (macOutside) {
      if (!mac.fits(record, sequence, fragment, 0, end, fragment, end)) {
        return Optional.empty();
      }
      authentic = sequence;
      if (isChained() && blockOf != sequence - 1) {
        return Optional.empty(); // the MAC says nothing of the block before these
      }
    }
    byte[] iv = isChained() ? previousBlock : Arrays.copyOf(fragment, block);
    return content(record, sequence, decrypt(iv, fragment, from, end - from));
  }

  private Optional<Plain> content(TlsRecord record, long sequence, byte[] padded) {
    int padding = padded[padded.length - 1] & 0xFF;
    int size = padded.length - 1 - padding - (macOutside ? 0 : mac.size());
    if (size < 0 || !isPaddedWell(padded, padding)) {
      return Optional.empty();
    }
    return macOutside || mac.fits(record, sequence, padded, 0, size, padded, size)
        ? Optional.of(new Plain(record.contentType(), Bytes.copyOf(padded, 0, size)))
        : Optional.empty();
  }

  /// SSL 3.0 lets padding be anything.
  private boolean isPaddedWell(byte[] padded, int padding) {
    if (version.isBefore(TlsVersion.TLS10)) {
      return padding < suite.bulk().blockSize();
    }
    for (int i = 1; i <= padding; i++) {
      if ((padded[padded.length - 1 - i] & 0xFF) != padding) {
        return false;
      }
    }
    return true;
  }

  private byte[] decrypt(byte[] iv, byte[] data, int from, int size) {
    return suite.bulk() == SuiteParts.Bulk.AES
        ? platform(iv, data, from, size)
        : library(iv, data, from, size);
  }

  private byte[] platform(byte[] iv, byte[] data, int from, int size) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key.octets(), "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(data, from, size);
    } catch (GeneralSecurityException e) {
      throw KeySchedule.missing(e);
    }
  }

  private byte[] library(byte[] iv, byte[] data, int from, int size) {
    CBCModeCipher cipher = CBCBlockCipher.newInstance(BlockCiphers.of(suite.bulk()));
    cipher.init(false, new ParametersWithIV(new KeyParameter(key.octets()), iv));
    byte[] plain = new byte[size];
    for (int at = 0; at < size; at += suite.bulk().blockSize()) {
      cipher.processBlock(data, from + at, plain, at);
    }
    return plain;
  }
}
