package org.rdpdoctor.wire.gcc;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;

/// The key that signs proprietary certificates. Everybody knows its private half, so a signature
/// proves nothing about who a server is; but clients refuse a certificate without it.
@SpecifiedIn("MS-RDPBCGR 5.3.3.1")
public final class TerminalServicesKey {
  private static final BigInteger MODULUS =
      RsaPublicKey.fromLittleEndian(
          Bytes.hex(
              """
              3d 3a 5e bd 72 43 3e c9 4d bb c1 1e 4a ba 5f cb
              3e 88 20 87 ef f5 c1 e2 d7 b7 6b 9a f2 52 45 95
              ce 63 65 6b 58 3a fe ef 7c e7 bf fe 3d f6 5c 7d
              6c 5e 06 09 1a f5 61 bb 20 93 09 5f 05 6d ea 87
              """));

  private static final BigInteger PRIVATE_EXPONENT =
      RsaPublicKey.fromLittleEndian(
          Bytes.hex(
              """
              87 a7 19 32 da 11 87 55 58 00 16 16 25 65 68 f8
              24 3e e6 fa e9 67 49 94 cf 92 cc 33 99 e8 08 60
              17 9a 12 9f 24 dd b1 24 99 c7 3a b8 0a 7b 0d dd
              35 07 79 17 0b 51 9b b3 c7 10 01 13 e7 3f f3 5f
              """));

  private static final BigInteger PUBLIC_EXPONENT =
      RsaPublicKey.fromLittleEndian(Bytes.of(0x5b, 0x7b, 0x88, 0xc0));

  private static final int SIGNATURE_SIZE = 64;
  private static final int SIGNATURE_PADDING = 8;
  private static final int SIGNED_SIZE = 63;

  private TerminalServicesKey() {}

  /// The signature of a certificate's first six fields, with its padding.
  public static Bytes sign(Bytes fields) {
    BigInteger signature = message(fields).modPow(PRIVATE_EXPONENT, MODULUS);
    return RsaPublicKey.littleEndian(signature, SIGNATURE_SIZE + SIGNATURE_PADDING);
  }

  /// True if `signature` is what [#sign] makes of these fields, whatever its padding.
  public static boolean hasSigned(Bytes fields, Bytes signature) {
    if (signature.size() < SIGNATURE_SIZE) {
      return false;
    }
    return RsaPublicKey.fromLittleEndian(signature.first(SIGNATURE_SIZE))
        .modPow(PUBLIC_EXPONENT, MODULUS)
        .equals(message(fields));
  }

  /// The hash with a zero, ones and a one behind it.
  private static BigInteger message(Bytes fields) {
    var padded = new WireWriter().bytes(md5(fields)).u8(0);
    while (padded.size() < SIGNED_SIZE - 1) {
      padded.u8(0xFF);
    }
    return RsaPublicKey.fromLittleEndian(padded.u8(1).toBytes());
  }

  private static Bytes md5(Bytes bytes) {
    try {
      return Bytes.copyOf(MessageDigest.getInstance("MD5").digest(bytes.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
