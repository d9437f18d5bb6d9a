package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;
import static org.rdpdoctor.testkit.Fault.healthy;

import java.util.List;
import org.rdpdoctor.testkit.script.EncryptionScript;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.SessionScript;
import org.rdpdoctor.testkit.script.SessionStep;
import org.rdpdoctor.wire.gcc.EncryptionLevel;
import org.rdpdoctor.wire.gcc.EncryptionMethods;

/// What goes wrong with standard RDP security, and the forms in which nothing does.
final class SecurityFaults {
  private static final String PROTOCOL = "“Because of a protocol error, this session will be…”.";
  private static final String BLACK = "A black screen, without any warning.";
  private static final EncryptionMethods OLD =
      EncryptionMethods.RC4_40BIT.and(EncryptionMethods.RC4_56BIT);
  private static final EncryptionScript HIGH =
      EncryptionScript.of(EncryptionMethods.RC4_128BIT, EncryptionLevel.HIGH);

  private SecurityFaults() {}

  static List<Fault> all() {
    return List.of(
        healthy(
                "rdp-security-high",
                "Standard RDP security of 128 bits with an old server's key",
                "Takes RC4 of 128 bits only, at level High, with a key of 512 bits.",
                BLACK,
                script(HIGH.key(EncryptionScript.Key.PROPRIETARY_512)))
            .options("--offer", "rdp"),
        healthy(
                "rdp-security-x509",
                "Standard RDP security with X.509 certificates",
                "Shows certificates of a licensing server instead of one of its own.",
                BLACK,
                script(HIGH.key(EncryptionScript.Key.X509)))
            .options("--offer", "rdp"),
        fault(
                "rdp-security-40bit",
                "Standard RDP security of 40 bits",
                "Chooses RC4 of 40 bits, at level Low.",
                BLACK,
                "security.weak-encryption",
                EncryptionScript.of(EncryptionMethods.RC4_40BIT, EncryptionLevel.LOW))
            .degraded()
            .causes("encryption-level-low"),
        fault(
                "rdp-security-56bit",
                "Standard RDP security of 56 bits",
                "Chooses RC4 of 56 bits, at level Client Compatible.",
                BLACK,
                "security.weak-encryption",
                EncryptionScript.of(OLD, EncryptionLevel.CLIENT_COMPATIBLE))
            .degraded()
            .causes("encryption-level-low"),
        fault(
                "rdp-security-none",
                "No TLS and no encryption either",
                "Chooses no encryption method at all.",
                BLACK,
                "security.no-encryption",
                EncryptionScript.of(EncryptionMethods.NONE, EncryptionLevel.NONE))
            .degraded()
            .causes("encryption-level-low"),
        fault(
                "rdp-security-fips",
                "Standard RDP security with FIPS methods only",
                "Chooses Triple DES, at level FIPS.",
                "A black screen, or a refusal by clients without FIPS.",
                "security.fips-only",
                EncryptionScript.of(EncryptionMethods.FIPS, EncryptionLevel.FIPS))
            .degraded()
            .causes("fips-encryption-level"),
        fault(
                "rdp-security-startled",
                "An old server that closes where a client knows more than it does",
                "Closes if FIPS is on offer, and chooses 56 bits if not.",
                PROTOCOL,
                "security.level-refused",
                EncryptionScript.of(
                        OLD.and(EncryptionMethods.RC4_128BIT), EncryptionLevel.CLIENT_COMPATIBLE)
                    .startling())
            .causes("encryption-level-mismatch"),
        fault(
                "rdp-security-unsigned",
                "The key of standard RDP security is signed by nobody",
                "Shows a proprietary certificate whose signature does not fit.",
                PROTOCOL,
                "security.key-unsigned",
                HIGH.key(EncryptionScript.Key.UNSIGNED))
            .degraded()
            .causes("rdp-security-key-damaged"),
        fault(
                "rdp-security-key-garbage",
                "The key of standard RDP security cannot be read",
                "Shows bytes instead of a certificate.",
                PROTOCOL,
                "security.unusable",
                HIGH.key(EncryptionScript.Key.UNREADABLE))
            .causes("rdp-security-key-damaged"),
        exchange(
            "rdp-security-exchange-closed",
            "The connection is closed when the keys are exchanged",
            "Reads the Security Exchange and closes.",
            new SessionStep.Leave(Ending.CLOSE)),
        exchange(
            "rdp-security-exchange-reset",
            "The connection is reset when the keys are exchanged",
            "Reads the Security Exchange and resets.",
            new SessionStep.Leave(Ending.RESET)),
        exchange(
            "rdp-security-exchange-goodbye",
            "The server says goodbye when the keys are exchanged",
            "Answers the Security Exchange with a Disconnect Provider Ultimatum.",
            new SessionStep.Disconnect(1)));
  }

  private static Script script(EncryptionScript encryption) {
    return script(SessionScript.healthy().encryption(encryption));
  }

  private static Script script(SessionScript session) {
    return Script.healthy().answer(HealthyForms.RDP_ONLY).session(session);
  }

  private static Fault fault(
      String id,
      String title,
      String does,
      String seen,
      String breakId,
      EncryptionScript encryption) {
    return failing(id, title, does, seen, breakId, script(encryption)).options("--offer", "rdp");
  }

  private static Fault exchange(String id, String title, String does, SessionStep step) {
    return failing(
            id,
            title,
            does,
            PROTOCOL,
            "security.exchange-ended",
            script(SessionScript.healthy().exchange(step)))
        .options("--offer", "rdp")
        .causes("rdp-security-key-damaged");
  }
}
