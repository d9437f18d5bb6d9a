package org.rdpdoctor.reader.capture.opened;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.tls.TlsVersion;

/// How TLS makes keys out of secrets.
final class KeySchedule {
  private static final int MASTER_SIZE = 48;

  private KeySchedule() {}

  /// RFC 5246 8.1; SSL 3.0: RFC 6101 6.1.
  static Secret master(TlsVersion version, Hash prf, Secret preMaster, Bytes client, Bytes server) {
    byte[] seed = client.plus(server).toArray();
    return version.isBefore(TlsVersion.TLS10)
        ? Secret.of(ssl3(preMaster, seed, MASTER_SIZE))
        : Secret.of(prf(version, prf, preMaster, "master secret", seed, MASTER_SIZE));
  }

  /// RFC 7627 4.
  ///
  /// @param transcript every message from ClientHello to ClientKeyExchange
  static Secret extendedMaster(TlsVersion version, Hash prf, Secret preMaster, byte[] transcript) {
    byte[] hash =
        version.isBefore(TlsVersion.TLS12)
            ? joined(Hash.MD5.digest(transcript), Hash.SHA1.digest(transcript))
            : prf.digest(transcript);
    return Secret.of(prf(version, prf, preMaster, "extended master secret", hash, MASTER_SIZE));
  }

  /// RFC 5246 6.3; SSL 3.0: RFC 6101 6.2.2.
  static Secret keyBlock(
      TlsVersion version, Hash prf, Secret master, Bytes client, Bytes server, int size) {
    byte[] seed = server.plus(client).toArray();
    return version.isBefore(TlsVersion.TLS10)
        ? Secret.of(ssl3(master, seed, size))
        : Secret.of(prf(version, prf, master, "key expansion", seed, size));
  }

  /// RFC 5246 5; before TLS 1.2: RFC 2246 5.
  static byte[] prf(
      TlsVersion version, Hash hash, Secret secret, String label, byte[] seed, int size) {
    byte[] labelled = joined(label.getBytes(StandardCharsets.US_ASCII), seed);
    if (!version.isBefore(TlsVersion.TLS12)) {
      return expanded(hash, secret.octets(), labelled, size);
    }
    int half = (secret.size() + 1) / 2;
    byte[] first = Arrays.copyOf(secret.octets(), half);
    byte[] second = Arrays.copyOfRange(secret.octets(), secret.size() - half, secret.size());
    byte[] result = expanded(Hash.MD5, first, labelled, size);
    byte[] other = expanded(Hash.SHA1, second, labelled, size);
    for (int i = 0; i < size; i++) {
      result[i] ^= other[i];
    }
    Arrays.fill(first, (byte) 0);
    Arrays.fill(second, (byte) 0);
    return result;
  }

  /// `P_hash`.
  private static byte[] expanded(Hash hash, byte[] secret, byte[] seed, int size) {
    Mac mac = hash.hmac(secret);
    byte[] result = new byte[size];
    byte[] a = seed;
    for (int at = 0; at < size; at += hash.size()) {
      a = mac.doFinal(a);
      mac.update(a);
      byte[] block = mac.doFinal(seed);
      System.arraycopy(block, 0, result, at, Math.min(block.length, size - at));
    }
    return result;
  }

  private static byte[] ssl3(Secret secret, byte[] seed, int size) {
    byte[] result = new byte[size];
    for (int at = 0, round = 1; at < size; at += Hash.MD5.size(), round++) {
      byte[] letters = new byte[round];
      Arrays.fill(letters, (byte) ('A' + round - 1));
      byte[] block =
          Hash.MD5.digest(secret.octets(), Hash.SHA1.digest(letters, secret.octets(), seed));
      System.arraycopy(block, 0, result, at, Math.min(block.length, size - at));
    }
    return result;
  }

  /// `HKDF-Expand-Label` with an empty context (RFC 8446 7.1).
  static Secret expandLabel(Hash hash, Secret secret, String label, int size) {
    byte[] info =
        new WireWriter()
            .u16be(size)
            .u8Prefixed(Bytes.ascii("tls13 " + label))
            .u8(0) // context
            .toBytes()
            .toArray();
    Mac mac = hash.hmac(secret.octets());
    byte[] result = new byte[size];
    byte[] block = {};
    for (int at = 0, round = 1; at < size; at += block.length, round++) {
      mac.update(block);
      mac.update(info);
      block = mac.doFinal(new byte[] {(byte) round});
      System.arraycopy(block, 0, result, at, Math.min(block.length, size - at));
    }
    return Secret.of(result);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// For what the platform promises to have.
  static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("every Java platform has what TLS needs", e);
  }
}
