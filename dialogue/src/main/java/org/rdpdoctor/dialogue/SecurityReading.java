package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.Optional;
import org.rdpdoctor.facts.SecurityFact.EncryptionChosen;
import org.rdpdoctor.facts.SecurityFact.EncryptionUnusable;
import org.rdpdoctor.facts.SecurityFact.ServerKeyPresented;
import org.rdpdoctor.facts.SecurityFact.ServerKeyUnreadable;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.RsaPublicKey;
import org.rdpdoctor.wire.gcc.ServerCertificate;
import org.rdpdoctor.wire.gcc.ServerCertificate.ProprietaryCertificate;
import org.rdpdoctor.wire.gcc.ServerCertificate.X509CertificateChain;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.security.SessionCiphers;
import org.rdpdoctor.wire.x224.Protocols;

/// What a server's settings say of standard RDP security (MS-RDPBCGR 3.2.5.3.4, 5.3.2).
final class SecurityReading {
  private SecurityReading() {}

  /// Adds what there is to be said to what `packets` has seen.
  ///
  /// @param offered what the server could choose from
  static void of(
      ServerSecurityData data,
      Protocols selected,
      EncryptionMethods offered,
      Packets packets,
      Duration at) {
    String method = data.encryptionMethod().toString();
    String level = data.encryptionLevel().toString();
    packets.saw(
        new EncryptionChosen(
            method,
            level,
            selected.usesTls(),
            packets.elapsed(at),
            packets.evidence("encryption method " + method + ", level " + level, at)));
    if (data.encryptionMethod().equals(EncryptionMethods.NONE)) {
      return;
    }
    trouble(data, offered)
        .ifPresent(
            reason ->
                packets.saw(
                    new EncryptionUnusable(method, level, reason, packets.evidence(reason, at))));
    key(data, packets, at);
  }

  /// Why no client could go on with this, if so.
  static Optional<String> trouble(ServerSecurityData data, EncryptionMethods offered) {
    EncryptionMethods method = data.encryptionMethod();
    if (Integer.bitCount(method.flags()) != 1) {
      return Optional.of("several encryption methods at once: " + method);
    }
    if (!offered.includes(method)) {
      return Optional.of("an encryption method that was not offered: " + method);
    }
    int size = data.serverRandom().size();
    return size == SessionCiphers.RANDOM_SIZE
        ? Optional.empty()
        : Optional.of("a server random of %d bytes instead of 32".formatted(size));
  }

  private static void key(ServerSecurityData data, Packets packets, Duration at) {
    try {
      ServerCertificate certificate = ServerCertificate.decode(data.serverCertificate());
      RsaPublicKey key = certificate.key();
      int bits = key.modulus().bitLength();
      packets.saw(
          switch (certificate) {
            case ProprietaryCertificate own ->
                new ServerKeyPresented(
                    "proprietary",
                    bits,
                    own.isSigned(),
                    packets.evidence(
                        "a proprietary certificate with an RSA key of %d bits, signed %s"
                            .formatted(bits, own.isSigned() ? "as usual" : "by nobody known"),
                        at));
            case X509CertificateChain chain ->
                new ServerKeyPresented(
                    "x509",
                    bits,
                    true,
                    packets.evidence(
                        "%d X.509 certificates with an RSA key of %d bits"
                            .formatted(chain.certificates().size(), bits),
                        at));
          });
    } catch (DecodeException e) {
      String reason = e.fault().describe();
      packets.saw(
          new ServerKeyUnreadable(
              reason, packets.evidence(data.serverCertificate() + " (" + reason + ")", at)));
    }
  }
}
