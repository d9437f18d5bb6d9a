package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;

import java.time.Duration;
import java.util.List;
import org.rdpdoctor.testkit.script.CertificateScript;
import org.rdpdoctor.testkit.script.CertificateScript.Digest;
import org.rdpdoctor.testkit.script.CertificateScript.Flaw;
import org.rdpdoctor.testkit.script.CertificateScript.HostKey;
import org.rdpdoctor.testkit.script.CertificateScript.Issuer;
import org.rdpdoctor.testkit.script.CertificateScript.Usage;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.TlsScript;

/// What is wrong with the certificate of a server that is healthy otherwise.
final class CertificateFaults {
  private static final String WARNING =
      "“The identity of the remote computer cannot be verified”, with the reason in the list.";
  private static final String EXPIRED =
      "“The remote computer could not be authenticated … the certificate is expired”, or 0x1B07.";
  private static final String INTERNAL = "“An internal error has occurred”.";
  private static final CertificateScript HEALTHY = CertificateScript.healthy();
  static final String OTHER_PIN =
      "5ea1ed5ea1ed5ea1ed5ea1ed5ea1ed5ea1ed5ea1ed5ea1ed5ea1ed5ea1ed5ea1";

  private CertificateFaults() {}

  static List<Fault> all() {
    return List.of(
        refused(
                "expired-certificate",
                "The server's certificate has expired",
                "Shows a certificate that was valid until three days ago.",
                "certificate.expired",
                HEALTHY.valid(Duration.ofDays(-183), Duration.ofDays(-3)))
            .causes("cert-expired"),
        refused(
                "not-yet-valid-certificate",
                "The server's certificate is not valid yet",
                "Shows a certificate that becomes valid in two days.",
                "certificate.not-yet-valid",
                HEALTHY.valid(Duration.ofDays(2), Duration.ofDays(182)))
            .causes("cert-not-yet-valid-clock"),
        warned(
                "wrong-name-certificate",
                "The certificate is made out to another name",
                "Is reached as server.lab.test and shows a certificate of intranet.lab.test, issued"
                    + " by an authority.",
                "certificate.wrong-name",
                HEALTHY.name("intranet.lab.test").issuer(Issuer.CHAIN))
            .name(CertificateScript.HOST)
            .causes("cert-name-mismatch"),
        new Fault(
            "weak-key-512",
            "The certificate's key has 512 bits",
            "Shows a certificate with an RSA key that Windows clients refuse.",
            INTERNAL,
            List.of("certificate.weak-key"),
            List.of(),
            "",
            List.of(),
            "failing",
            Script.healthy()
                .tls(new TlsScript.Serve(0x0303, 0x0303, List.of(), false))
                .certificate(HEALTHY.key(HostKey.RSA_512))),
        warned(
            "weak-key-1024",
            "The certificate's key has 1024 bits",
            "Shows a certificate with an RSA key that some clients refuse.",
            "certificate.weak-key",
            HEALTHY.key(HostKey.RSA_1024)),
        warned(
            "md5-certificate",
            "The certificate is signed with MD5",
            "Shows a certificate of an authority, signed with MD5.",
            "certificate.weak-signature",
            HEALTHY.digest(Digest.MD5).issuer(Issuer.CHAIN)),
        warned(
                "sha1-certificate",
                "The certificate is signed with SHA-1",
                "Shows a certificate of an authority, signed with SHA-1.",
                "certificate.weak-signature",
                HEALTHY.digest(Digest.SHA1).issuer(Issuer.CHAIN))
            .causes("tls-sig-alg-mismatch"),
        refused(
                "client-certificate-on-server",
                "The certificate is not meant for servers",
                "Shows a certificate whose extended key usage is client authentication only.",
                "certificate.wrong-usage",
                HEALTHY.usage(Usage.CLIENT))
            .causes("cert-no-server-auth-eku"),
        warned(
                "untrusted-authority",
                "The certificate is issued by an authority that nobody knows",
                "Shows a chain that ends at a private root.",
                "certificate.untrusted",
                HEALTHY.issuer(Issuer.CHAIN))
            .causes("cert-untrusted-selfsigned"),
        warned(
                "incomplete-chain",
                "The intermediate certificate is not sent",
                "Shows a certificate of an intermediate authority, and not that authority's own.",
                "certificate.chain-incomplete",
                HEALTHY.issuer(Issuer.CHAIN_NOT_SENT))
            .or("certificate.untrusted")
            .causes("cert-chain-incomplete"),
        failing(
                "key-mismatch",
                "The server's private key does not fit its certificate",
                "Signs the handshake with another key than the certificate's.",
                INTERNAL,
                "certificate.key-missing",
                Script.healthy()
                    .answer(HealthyForms.NLA_ONLY)
                    .certificate(HEALTHY.flaw(Flaw.OTHER_KEY)))
            .causes("cert-machinekeys-permission", "cert-self-signed-corrupt"),
        failing(
                "unreadable-certificate",
                "What is sent as a certificate is none",
                "Sends text in the place of its certificate.",
                INTERNAL,
                "certificate.unreadable",
                Script.healthy()
                    .answer(HealthyForms.NLA_ONLY)
                    .certificate(HEALTHY.flaw(Flaw.UNREADABLE)))
            .causes("cert-self-signed-corrupt"),
        warned(
                "changing-certificate",
                "Every connection is shown another certificate",
                "Makes a new certificate for each connection.",
                "certificate.changed",
                HEALTHY.flaw(Flaw.CHANGING))
            .or("tls.interception")
            .causes("tls-inspection-proxy"),
        warned(
                "changed-certificate",
                "The certificate is not the one that was pinned",
                "Is healthy, but the user knows this server by another certificate.",
                "certificate.changed",
                HEALTHY)
            .or("tls.interception")
            .options("--pin", OTHER_PIN)
            .causes("cert-rotated", "tls-inspection-proxy"),
        warned(
                "intercepted",
                "A device shows its own certificate instead of the pinned one",
                "Shows a certificate by the authority of a middlebox, where another was pinned.",
                "tls.interception",
                HEALTHY.issuer(Issuer.CHAIN))
            .or("certificate.changed")
            .options("--pin", OTHER_PIN)
            .causes("tls-inspection-proxy"));
  }

  /// Shown by a server that careful clients turn away from.
  private static Fault refused(
      String id, String title, String does, String breakId, CertificateScript certificate) {
    boolean time = breakId.equals("certificate.expired");
    return failing(
        id,
        title,
        does,
        time ? EXPIRED : WARNING,
        breakId,
        Script.healthy().certificate(certificate));
  }

  /// Shown by a server that clients connect to, with a warning.
  private static Fault warned(
      String id, String title, String does, String breakId, CertificateScript certificate) {
    return refused(id, title, does, breakId, certificate).degraded();
  }
}
