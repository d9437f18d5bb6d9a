package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;

import java.time.Duration;
import java.util.List;
import org.rdpdoctor.testkit.credssp.CredSspServer;
import org.rdpdoctor.testkit.script.CredSspScript;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.LogonScript;
import org.rdpdoctor.testkit.script.Script;

/// What goes wrong when somebody logs on with the right password. A check shows it only with a
/// logon.
final class LogonFaults {
  private static final String COMPUTER = "SERVER";
  private static final String REJECTED = "“The logon attempt failed”.";
  private static final int ACCESS_DENIED_ALERT = 49;
  private static final int ACCESS_DENIED = 5;
  private static final int NEWEST = 6;

  /// The version whose errors nobody is told (MS-CSSP 2.2.1).
  private static final int MUTE = 5;

  private LogonFaults() {}

  static List<Fault> all() {
    return List.of(
        healthy(NEWEST),
        healthy(MUTE),
        rejecting("rejected", "a user name and a password that are wrong", 0xC000006D, "rejected")
            .causes("credentials-wrong"),
        rejecting("locked", "an account that is locked", 0xC0000234, "locked")
            .causes("account-locked"),
        rejecting("disabled", "an account that is disabled", 0xC0000072, "disabled")
            .causes("account-disabled"),
        rejecting("expired", "an account that has expired", 0xC0000193, "restricted")
            .causes("account-expired"),
        rejecting("password-expired", "a password that has expired", 0xC0000071, "password-expired")
            .causes("password-expired"),
        rejecting("must-change", "a password that must be changed first", 0xC0000224, "must-change")
            .causes("password-must-change"),
        rejecting("hours", "an account outside its logon hours", 0xC000006F, "restricted")
            .causes("logon-hours"),
        rejecting("workstation", "an account of other computers", 0xC0000070, "restricted")
            .causes("workstation-restriction"),
        rejecting("restriction", "an account that a policy restricts", 0xC000006E, "restricted")
            .causes("account-restriction-blank-password"),
        rejecting("smartcard", "an account that needs a smart card", 0xC00002FA, "restricted")
            .causes("smartcard-trouble"),
        rejecting("other-domain", "a user whom the trust leaves out", 0xC0000413, "restricted")
            .causes("selective-authentication-firewall"),
        rejecting("type", "a user without the right to log on so", 0xC000015B, "logon-type")
            .causes("deny-network-logon", "no-remote-logon-right"),
        rejecting(
                "no-controller", "everyone: it finds no controller", 0xC000005E, "no-logon-server")
            .causes("domain-controller-target-nla"),
        rejecting("trust-broken", "everyone: its domain dropped it", 0xC000018D, "no-logon-server")
            .causes("secure-channel-broken"),
        rejecting("domain-trust", "a user of a domain out of reach", 0xC000018C, "no-logon-server")
            .causes("trusted-domain-failure"),
        rejecting("clock", "everyone: its clock is wrong", 0xC0000133, "clock-skew")
            .causes("clock-skew-at-domain"),
        rejecting("ntlm-blocked", "NTLM, once it is used", 0xC0000418, "ntlm-blocked")
            .causes("ntlm-inbound-disabled"),
        rejecting("bindings", "a logon from another channel", 0xC000035B, "bound-elsewhere")
            .causes("logon-intercepted"),
        rejecting("unknown-status", "everyone, with a status of its own", 0xC0DE0001, "rejected"),
        fault(
            "version-5",
            "The server rejects the logon and cannot say why",
            "Speaks CredSSP version 5, which has no error code, and closes.",
            "rejected",
            MUTE,
            new LogonScript.Refuse(0xC000006D)),
        fault(
                "version-2",
                "An unpatched server rejects the logon and cannot say why",
                "Speaks CredSSP version 2, which has no error code, and closes.",
                "rejected",
                2,
                new LogonScript.Refuse(0xC000006D))
            .or("credssp.old-version"),
        fault(
            "reset",
            "The connection is reset at the logon",
            "Hears the proof of the password and resets.",
            "rejected",
            NEWEST,
            new LogonScript.Leave(Ending.RESET)),
        fault(
            "alert-49",
            "The server ends TLS with alert 49 at the logon",
            "Hears the proof of the password and sends the fatal alert access_denied.",
            "rejected",
            NEWEST,
            new LogonScript.Alert(ACCESS_DENIED_ALERT)),
        fault(
                "silence",
                "The logon gets no answer",
                "Hears the proof of the password and says nothing.",
                "no-answer",
                NEWEST,
                new LogonScript.Leave(Ending.SILENCE))
            .causes("logon-server-hangs")
            .options("--timeout", "6s"),
        fault(
                "intercepted",
                "Somebody between decrypts the connection",
                "Takes the logon, and proves another public key than TLS showed.",
                "bound-elsewhere",
                NEWEST,
                new LogonScript.ProveAnotherKey())
            .causes("logon-intercepted"),
        fault(
                "denied",
                "The password is right, and the user may not log on remotely",
                "Takes the credentials, and denies the user in the early authorization result.",
                "not-authorized",
                NEWEST,
                new LogonScript.Authorize(ACCESS_DENIED))
            .causes("no-remote-logon-right", "deny-remote-logon-right")
            .options("--until", "session"));
  }

  private static Fault healthy(int version) {
    return Fault.healthy(
            version == NEWEST ? "healthy-logon" : "healthy-logon-" + version,
            "A server that requires NLA with CredSSP version %d, and a logon".formatted(version),
            "Takes the right password, which is `lab` for the user `lab`.",
            "A black screen, once the password is typed.",
            script(version, LogonScript.HONEST))
        .options("--user", CredSspServer.USER);
  }

  private static Fault rejecting(String id, String whom, int ntStatus, String broken) {
    return fault(
        id,
        "The server rejects " + whom,
        "Answers the right password with NTSTATUS 0x%08X.".formatted(ntStatus),
        broken,
        NEWEST,
        new LogonScript.Refuse(ntStatus));
  }

  private static Fault fault(
      String id, String title, String does, String broken, int version, LogonScript logon) {
    return failing(
            "logon-" + id,
            title,
            does,
            REJECTED,
            "authentication." + broken,
            script(version, logon))
        .options("--user", CredSspServer.USER);
  }

  private static Script script(int version, LogonScript logon) {
    return Script.healthy()
        .answer(HealthyForms.NLA_ONLY)
        .credSsp(new CredSspScript.Serve(version, Duration.ZERO, COMPUTER, logon));
  }
}
