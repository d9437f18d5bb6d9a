package org.rdpdoctor.reader.capture.opened;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.gcc.RsaPublicKey;

/// The private RSA key of a server.
///
/// The arithmetic is done here: providers refuse the short keys of old servers.
final class ServerKey {
  private static final int PRE_MASTER_SIZE = 48;

  private final BigInteger modulus;
  private final BigInteger exponent;
  private final Optional<RSAPrivateKey> parts;

  ServerKey(BigInteger modulus, BigInteger exponent) {
    this.modulus = modulus;
    this.exponent = exponent;
    this.parts = Optional.empty();
  }

  ServerKey(RSAPrivateKey key) {
    this.modulus = key.getModulus();
    this.exponent = key.getPrivateExponent();
    boolean whole =
        key.getPrime1().signum() > 0
            && key.getPrime2().signum() > 0
            && key.getPrime1().multiply(key.getPrime2()).equals(modulus);
    this.parts = whole ? Optional.of(key) : Optional.empty();
  }

  /// The public number that tells whose key this is.
  BigInteger modulus() {
    return modulus;
  }

  /// The premaster secret in a ClientKeyExchange (RFC 5246 7.4.7.1, PKCS #1 1.5).
  ///
  /// @return nothing if it was not encrypted for this key
  Optional<Secret> preMaster(Bytes encrypted) {
    byte[] padded = decrypted(new BigInteger(1, encrypted.toArray()));
    int start = padded.length - PRE_MASTER_SIZE;
    if (start < 11 || padded[0] != 0 || padded[1] != 2 || padded[start - 1] != 0) {
      return Optional.empty();
    }
    for (int i = 2; i < start - 1; i++) {
      if (padded[i] == 0) {
        return Optional.empty();
      }
    }
    Secret secret = Secret.of(Arrays.copyOfRange(padded, start, padded.length));
    Arrays.fill(padded, (byte) 0);
    return Optional.of(secret);
  }

  /// The client's random in a Security Exchange PDU (MS-RDPBCGR 5.3.4.2).
  ///
  /// @param size that it must have; what is above it must be zero
  /// @return nothing if it was not encrypted for this key
  Optional<Bytes> random(Bytes encrypted, int size) {
    BigInteger number = RsaPublicKey.fromLittleEndian(encrypted);
    if (number.compareTo(modulus) >= 0) {
      return Optional.empty();
    }
    BigInteger plain = power(number);
    return plain.bitLength() > 8 * size
        ? Optional.empty()
        : Optional.of(RsaPublicKey.littleEndian(plain, size));
  }

  private byte[] decrypted(BigInteger encrypted) {
    int size = (modulus.bitLength() + 7) / 8;
    byte[] plain = power(encrypted.mod(modulus)).toByteArray();
    byte[] sized = new byte[size];
    int take = Math.min(plain.length, size);
    System.arraycopy(plain, plain.length - take, sized, size - take, take);
    return sized;
  }

  /// By the remainders of the two primes, which is four times as fast (RFC 8017 5.1.2).
  private BigInteger power(BigInteger number) {
    if (parts.isEmpty()) {
      return number.modPow(exponent, modulus);
    }
    RSAPrivateKey key = parts.get();
    BigInteger first = number.modPow(key.getExponent1(), key.getPrime1());
    BigInteger second = number.modPow(key.getExponent2(), key.getPrime2());
    BigInteger h = first.subtract(second).multiply(key.getCoefficient()).mod(key.getPrime1());
    return second.add(h.multiply(key.getPrime2()));
  }

  @Override
  public String toString() {
    return "a private RSA key of " + modulus.bitLength() + " bits";
  }
}
