package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;

import java.time.Duration;
import java.util.List;
import org.rdpdoctor.testkit.script.CertificateScript;
import org.rdpdoctor.testkit.script.CredSspScript;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.wire.Bytes;

/// What goes wrong between TLS and the NTLM challenge, on servers that require NLA.
final class CredSspFaults {
  private static final String ORACLE =
      "“An authentication error has occurred … CredSSP encryption oracle remediation”.";
  private static final String AUTHENTICATION = "“An authentication error has occurred”.";
  private static final String CLOSED_ON = "“This computer can't connect…”, 0x904 with 0x7.";
  private static final int STATUS_LOGON_FAILURE = 0xC000006D;
  private static final int STATUS_NTLM_BLOCKED = 0xC0000418;
  private static final int INTERNAL_ERROR = 80;
  private static final int ACCESS_DENIED = 49;
  private static final String COMPUTER = "SERVER";

  private CredSspFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "credssp-closed",
            "The connection is closed after the first CredSSP message",
            "Completes TLS, reads the first CredSSP message and closes.",
            CLOSED_ON,
            "credssp.closed",
            new CredSspScript.Say(Bytes.EMPTY, Ending.CLOSE)),
        fault(
            "credssp-reset",
            "The connection is reset after the first CredSSP message",
            "Completes TLS, reads the first CredSSP message and resets.",
            CLOSED_ON,
            "credssp.closed",
            new CredSspScript.Say(Bytes.EMPTY, Ending.RESET)),
        fault(
            "credssp-silence",
            "The first CredSSP message gets no answer",
            "Completes TLS, reads the first CredSSP message and says nothing.",
            "Nothing happens for a long time after the password was typed.",
            "credssp.no-answer",
            new CredSspScript.Say(Bytes.EMPTY, Ending.SILENCE)),
        fault(
            "credssp-garbage",
            "The answer to the first CredSSP message is noise",
            "Completes TLS and answers with bytes of no protocol, then closes.",
            AUTHENTICATION,
            "credssp.malformed",
            new CredSspScript.Say(Bytes.hex("00 de ad be ef 00 de ad be ef"), Ending.CLOSE)),
        old(2),
        old(3),
        old(4),
        fault(
                "clock-skew",
                "The server's clock is two hours behind",
                "Says a time in its NTLM challenge that is two hours old; healthy otherwise.",
                "“… time or date difference between the client and server”, 0x1D07, with Kerberos.",
                "credssp.clock-skew",
                new CredSspScript.Serve(6, Duration.ofHours(-2), COMPUTER))
            .degraded()
            .causes("clock-skew"),
        fault(
                "ntlm-blocked",
                "The server refuses NTLM",
                "Answers the first CredSSP message with STATUS_NTLM_BLOCKED.",
                AUTHENTICATION,
                "authentication.ntlm-blocked",
                new CredSspScript.Refuse(6, STATUS_NTLM_BLOCKED))
            .or("credssp.refused")
            .causes("ntlm-inbound-disabled"),
        fault(
            "credssp-refused",
            "The server answers the first CredSSP message with an error",
            "Answers with STATUS_LOGON_FAILURE before any user was named.",
            "“The logon attempt failed”.",
            "credssp.refused",
            new CredSspScript.Refuse(6, STATUS_LOGON_FAILURE)),
        fault(
                "credssp-alert-80",
                "The server ends TLS with alert 80 after the first CredSSP message",
                "Completes TLS and sends the fatal alert internal_error at the first message.",
                "“An internal error has occurred”.",
                "credssp.closed",
                new CredSspScript.Alert(INTERNAL_ERROR))
            .or("tls.alert"),
        fault(
                "credssp-alert-49",
                "The server ends TLS with alert 49 after the first CredSSP message",
                "Completes TLS and sends the fatal alert access_denied at the first message.",
                AUTHENTICATION,
                "credssp.closed",
                new CredSspScript.Alert(ACCESS_DENIED))
            .or("tls.alert"),
        fault(
                "kerberos-only",
                "The server takes Kerberos only",
                "Its SPNEGO answer chooses Kerberos and brings no NTLM challenge.",
                "“The function requested is not supported”, or 0x1807, without a domain.",
                "credssp.kerberos-unavailable",
                new CredSspScript.KerberosOnly(6))
            .or("authentication.ntlm-blocked")
            .causes("ntlm-inbound-disabled", "rdp-by-ip-kerberos-only"),
        failing(
                "another-computer",
                "The name leads to another computer",
                "Is reached as server.lab.test, calls itself PRINTSRV in its NTLM challenge, and"
                    + " shows the certificate of that name instead of the pinned one.",
                "“The identity of the remote computer cannot be verified”, or wrong credentials.",
                "name.wrong-host",
                Script.healthy()
                    .answer(HealthyForms.NLA_ONLY)
                    .certificate(CertificateScript.healthy().name("printsrv.lab.test"))
                    .credSsp(new CredSspScript.Serve(6, Duration.ZERO, "PRINTSRV")))
            .or("certificate.wrong-name")
            .or("name.stale-address")
            .name(CertificateScript.HOST)
            .options("--pin", CertificateFaults.OTHER_PIN)
            .causes("dns-stale-record"));
  }

  private static Fault old(int version) {
    return fault(
            "credssp-version-" + version,
            "The server speaks CredSSP version %d, from before CVE-2018-0886".formatted(version),
            "A real CredSSP server of version %d, as Windows was before May 2018."
                .formatted(version),
            ORACLE,
            "credssp.old-version",
            new CredSspScript.Serve(version, Duration.ZERO, COMPUTER))
        .causes("credssp-encryption-oracle", "update-may-2018-credssp");
  }

  private static Fault fault(
      String id, String title, String does, String seen, String breakId, CredSspScript script) {
    return failing(
        id,
        title,
        does,
        seen,
        breakId,
        Script.healthy().answer(HealthyForms.NLA_ONLY).credSsp(script));
  }
}
