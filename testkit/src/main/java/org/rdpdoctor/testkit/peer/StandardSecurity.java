package org.rdpdoctor.testkit.peer;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.rdpdoctor.testkit.certificate.LabKey;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.gcc.EncryptionLevel;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.RsaPublicKey;
import org.rdpdoctor.wire.gcc.ServerCertificate.ProprietaryCertificate;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.security.SecurityExchange;
import org.rdpdoctor.wire.security.SessionCiphers;

/// The server's side of standard RDP security: chooses a method, shows a proprietary certificate,
/// and reads the client's random.
@SpecifiedIn("MS-RDPBCGR 5.3")
record StandardSecurity(EncryptionMethods method, Bytes serverRandom) {
  private static final List<EncryptionMethods> STRONGEST_FIRST =
      List.of(
          EncryptionMethods.RC4_128BIT,
          EncryptionMethods.RC4_56BIT,
          EncryptionMethods.RC4_40BIT,
          EncryptionMethods.FIPS);

  /// The Terminal Services signing key (MS-RDPBCGR 5.3.3.1.1), which everybody knows;
  /// little-endian.
  private static final BigInteger SIGNING_MODULUS =
      RsaPublicKey.fromLittleEndian(
          Bytes.hex(
              """
              3d 3a 5e bd 72 43 3e c9 4d bb c1 1e 4a ba 5f cb
              3e 88 20 87 ef f5 c1 e2 d7 b7 6b 9a f2 52 45 95
              ce 63 65 6b 58 3a fe ef 7c e7 bf fe 3d f6 5c 7d
              6c 5e 06 09 1a f5 61 bb 20 93 09 5f 05 6d ea 87
              """));

  private static final BigInteger SIGNING_EXPONENT =
      RsaPublicKey.fromLittleEndian(
          Bytes.hex(
              """
              87 a7 19 32 da 11 87 55 58 00 16 16 25 65 68 f8
              24 3e e6 fa e9 67 49 94 cf 92 cc 33 99 e8 08 60
              17 9a 12 9f 24 dd b1 24 99 c7 3a b8 0a 7b 0d dd
              35 07 79 17 0b 51 9b b3 c7 10 01 13 e7 3f f3 5f
              """));

  private static final int SIGNATURE_SIZE = 64;
  private static final int SIGNATURE_PADDING = 8;
  private static final int SIGNED_SIZE = 63;
  private static final int HASH_SIZE = 16;

  /// With the strongest method that the client has; nothing if it has none that we know.
  static Optional<StandardSecurity> choose(EncryptionMethods offered) {
    byte[] random = new byte[SessionCiphers.RANDOM_SIZE];
    new SecureRandom().nextBytes(random);
    return STRONGEST_FIRST.stream()
        .filter(offered::includes)
        .findFirst()
        .map(method -> new StandardSecurity(method, Bytes.copyOf(random)));
  }

  ServerSecurityData serverData() {
    return new ServerSecurityData(
        method, EncryptionLevel.CLIENT_COMPATIBLE, serverRandom, certificate().encode());
  }

  /// The keys that follow from the client's answer.
  SessionCiphers ciphers(SecurityExchange exchange) {
    RSAPrivateCrtKeyParameters key = LabKey.PROPRIETARY.privateKey();
    BigInteger random =
        RsaPublicKey.fromLittleEndian(exchange.encryptedClientRandom())
            .mod(key.getModulus())
            .modPow(key.getExponent(), key.getModulus());
    return SessionCiphers.of(
        method, RsaPublicKey.littleEndian(random, SessionCiphers.RANDOM_SIZE), serverRandom);
  }

  private static ProprietaryCertificate certificate() {
    var key = LabKey.PROPRIETARY.publicKey();
    var publicKey = new RsaPublicKey(key.getModulus(), key.getExponent().intValue());
    var unsigned = new ProprietaryCertificate(1, 1, 1, publicKey, Bytes.EMPTY);
    return new ProprietaryCertificate(1, 1, 1, publicKey, sign(unsigned.signedFields()));
  }

  /// MS-RDPBCGR 5.3.3.1.2.
  private static Bytes sign(Bytes fields) {
    var padded = new WireWriter().bytes(md5(fields)).u8(0);
    while (padded.size() < SIGNED_SIZE - 1) {
      padded.u8(0xFF);
    }
    BigInteger message = RsaPublicKey.fromLittleEndian(padded.u8(1).toBytes());
    BigInteger signature = message.modPow(SIGNING_EXPONENT, SIGNING_MODULUS);
    return RsaPublicKey.littleEndian(signature, SIGNATURE_SIZE + SIGNATURE_PADDING);
  }

  private static Bytes md5(Bytes bytes) {
    try {
      return Bytes.copyOf(MessageDigest.getInstance("MD5").digest(bytes.toArray()))
          .first(HASH_SIZE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
