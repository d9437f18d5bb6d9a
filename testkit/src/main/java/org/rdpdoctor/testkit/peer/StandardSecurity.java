package org.rdpdoctor.testkit.peer;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.rdpdoctor.testkit.certificate.IdentityMaker;
import org.rdpdoctor.testkit.certificate.LabKey;
import org.rdpdoctor.testkit.script.CertificateScript;
import org.rdpdoctor.testkit.script.EncryptionScript;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.RsaPublicKey;
import org.rdpdoctor.wire.gcc.ServerCertificate.ProprietaryCertificate;
import org.rdpdoctor.wire.gcc.ServerCertificate.X509CertificateChain;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.gcc.TerminalServicesKey;
import org.rdpdoctor.wire.security.SecurityExchange;
import org.rdpdoctor.wire.security.SessionCiphers;

/// The server's side of standard RDP security: chooses a method, shows a certificate, and reads the
/// client's random.
@SpecifiedIn("MS-RDPBCGR 5.3")
record StandardSecurity(EncryptionScript script, EncryptionMethods method, Bytes serverRandom) {
  private static final List<EncryptionMethods> STRONGEST_FIRST =
      List.of(
          EncryptionMethods.RC4_128BIT,
          EncryptionMethods.RC4_56BIT,
          EncryptionMethods.RC4_40BIT,
          EncryptionMethods.FIPS);

  private static final int CHAIN = 0x00000002;

  /// With the strongest method that both have; nothing if they have none in common, or the server
  /// is startled.
  static Optional<StandardSecurity> choose(EncryptionScript script, EncryptionMethods offered) {
    byte[] random = new byte[SessionCiphers.RANDOM_SIZE];
    new SecureRandom().nextBytes(random);
    Bytes serverRandom = Bytes.copyOf(random);
    if (script.startled() && !script.methods().includes(offered)) {
      return Optional.empty();
    }
    if (script.methods().equals(EncryptionMethods.NONE)) {
      return Optional.of(new StandardSecurity(script, EncryptionMethods.NONE, serverRandom));
    }
    return STRONGEST_FIRST.stream()
        .filter(method -> script.methods().includes(method) && offered.includes(method))
        .findFirst()
        .map(method -> new StandardSecurity(script, method, serverRandom));
  }

  boolean encrypts() {
    return !method.equals(EncryptionMethods.NONE);
  }

  ServerSecurityData serverData() {
    return encrypts()
        ? new ServerSecurityData(method, script.level(), serverRandom, certificate())
        : new ServerSecurityData(method, script.level(), Bytes.EMPTY, Bytes.EMPTY);
  }

  /// The keys that follow from the client's answer.
  SessionCiphers ciphers(SecurityExchange exchange) {
    RSAPrivateCrtKeyParameters key = key().privateKey();
    BigInteger random =
        RsaPublicKey.fromLittleEndian(exchange.encryptedClientRandom())
            .mod(key.getModulus())
            .modPow(key.getExponent(), key.getModulus());
    return SessionCiphers.of(
        method, RsaPublicKey.littleEndian(random, SessionCiphers.RANDOM_SIZE), serverRandom);
  }

  private LabKey key() {
    return switch (script.key()) {
      case PROPRIETARY, UNSIGNED, UNREADABLE -> LabKey.PROPRIETARY;
      case PROPRIETARY_512 -> LabKey.HOST_512;
      case X509 -> LabKey.HOST;
    };
  }

  private Bytes certificate() {
    return switch (script.key()) {
      case PROPRIETARY, PROPRIETARY_512 -> proprietary(true);
      case UNSIGNED -> proprietary(false);
      case X509 -> chain();
      case UNREADABLE -> Bytes.ascii("this is no certificate");
    };
  }

  private Bytes proprietary(boolean signed) {
    var key = key().publicKey();
    var publicKey = new RsaPublicKey(key.getModulus(), key.getExponent().intValue());
    var unsigned = new ProprietaryCertificate(1, 1, 1, publicKey, Bytes.EMPTY);
    Bytes signature = TerminalServicesKey.sign(unsigned.signedFields());
    return new ProprietaryCertificate(
            1, 1, 1, publicKey, signed ? signature : Bytes.copyOf(new byte[signature.size()]))
        .encode();
  }

  /// The issuing authority's first, the server's own last.
  private static Bytes chain() {
    var script = CertificateScript.healthy().issuer(CertificateScript.Issuer.CHAIN);
    List<Bytes> shown = new IdentityMaker(Instant.now()).make(script).sent();
    return new X509CertificateChain(CHAIN, shown.reversed(), Bytes.copyOf(new byte[16])).encode();
  }
}
