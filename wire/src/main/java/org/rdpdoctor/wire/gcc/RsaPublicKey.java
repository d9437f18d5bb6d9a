package org.rdpdoctor.wire.gcc;

import java.math.BigInteger;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.x509.PublicKey;

/// `RSA_PUBLIC_KEY`: exponent and modulus of a proprietary certificate, or of another.
@SpecifiedIn("MS-RDPBCGR 2.2.1.4.3.1.1.1")
public record RsaPublicKey(BigInteger modulus, int pubExp) {
  private static final int MAGIC = 0x31415352;
  private static final int PADDING = 8;

  /// More bits than any server has.
  private static final int MOST_BITS = 16384;

  static RsaPublicKey decode(Bytes blob) throws DecodeException {
    var in = new WireReader(blob);
    in.require("magic", 4, MAGIC, in.u32le("magic"));
    int keyLength = in.u32le("keylen");
    int at = in.offset();
    int bits = in.u32le("bitlen");
    if (bits <= 0 || bits > MOST_BITS) {
      throw in.wrongLength("bitlen", at, Integer.toUnsignedLong(bits), MOST_BITS);
    }
    in.require("keylen", 8, bits / 8 + PADDING, keyLength);
    in.skip("datalen", 4);
    int exponent = in.u32le("pubExp");
    Bytes modulus = in.bytes("modulus", keyLength).first(bits / 8);
    if (fromLittleEndian(modulus).signum() == 0) {
      throw in.malformed("modulus", in.offset() - keyLength, "zero");
    }
    return new RsaPublicKey(fromLittleEndian(modulus), exponent);
  }

  /// The key of a certificate, whose algorithm licensing servers are known to name wrongly
  /// (MS-RDPELE 2.2.1.4.2); the numbers are what counts.
  static RsaPublicKey of(PublicKey key) throws DecodeException {
    DerReader in = new DerReader(key.subjectPublicKey()).sequence("RSAPublicKey");
    BigInteger modulus = in.integer("modulus");
    if (modulus.signum() < 0) {
      modulus = new BigInteger(1, modulus.toByteArray()); // some forget the zero in front
    }
    BigInteger exponent = in.integer("publicExponent");
    if (modulus.signum() == 0
        || modulus.bitLength() > MOST_BITS
        || exponent.signum() <= 0
        || exponent.bitLength() > Integer.SIZE) {
      throw new DecodeException(
          new DecodeFault.Malformed("RSAPublicKey", 0, "no key that RSA can be done with"));
    }
    return new RsaPublicKey(modulus, exponent.intValue());
  }

  Bytes encode() {
    int size = size();
    return new WireWriter()
        .u32le(MAGIC)
        .u32le(size + PADDING)
        .u32le(size * 8)
        .u32le(size - 1) // datalen
        .u32le(pubExp)
        .bytes(littleEndian(modulus, size))
        .zeros(PADDING)
        .toBytes();
  }

  /// Bytes of the modulus.
  public int size() {
    return (modulus.bitLength() + 7) / 8;
  }

  /// `r^e mod n`, in the zeroed-out buffer that the client sends (MS-RDPBCGR 5.3.4.1).
  public Bytes encrypt(Bytes random) {
    BigInteger encrypted =
        fromLittleEndian(random)
            .modPow(BigInteger.valueOf(Integer.toUnsignedLong(pubExp)), modulus);
    return littleEndian(encrypted, size() + PADDING);
  }

  public static BigInteger fromLittleEndian(Bytes bytes) {
    byte[] bigEndian = new byte[bytes.size()];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = (byte) bytes.at(bigEndian.length - 1 - i);
    }
    return new BigInteger(1, bigEndian);
  }

  /// The lowest `size` bytes of a number, lowest first.
  public static Bytes littleEndian(BigInteger number, int size) {
    var out = new WireWriter();
    byte[] bigEndian = number.toByteArray();
    for (int i = 0; i < size; i++) {
      int at = bigEndian.length - 1 - i;
      out.u8(at < 0 ? 0 : bigEndian[at]);
    }
    return out.toBytes();
  }
}
