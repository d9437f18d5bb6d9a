package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;

import java.util.List;
import java.util.stream.Stream;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Redirection;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.SessionScript;
import org.rdpdoctor.testkit.script.SessionStep;

/// What goes wrong from the client's settings on, where a session begins.
final class SessionFaults {
  private static final String CLOSED_ON = "“This computer can't connect…”, 0x904.";
  private static final String WITHOUT_END = "“Configuring remote session” without end.";
  private static final String LICENSE = "“The remote session was disconnected … license …”.";
  private static final SessionScript HEALTHY = SessionScript.healthy();
  private static final SessionStep CLOSE = new SessionStep.Leave(Ending.CLOSE);
  private static final SessionStep RESET = new SessionStep.Leave(Ending.RESET);
  private static final SessionStep SILENCE = new SessionStep.Leave(Ending.SILENCE);
  private static final SessionStep DISCONNECT = new SessionStep.Disconnect(1);
  private static final SessionStep NOISE = new SessionStep.Say(McsFaults.NOISE, Ending.CLOSE);
  private static final int TOTAL_ABORT = 1;
  private static final int BUMP_OPTIONS = 0xFFFFFFFB;
  private static final int LOGON_FAILURE = 0xC000006D;

  private SessionFaults() {}

  static List<Fault> all() {
    return Stream.of(healthyForms(), licensing(), ends(), errors(), desktops())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Fault> healthyForms() {
    return List.of(
        Fault.healthy(
                "session-desktop",
                "A session that shows a picture",
                "Lets every client in without a logon, and shows a small black picture.",
                "A black screen.",
                script(HEALTHY))
            .options(session()),
        Fault.healthy(
                "session-rdp-security",
                "A session under standard RDP security that shows a picture",
                "The same without TLS, with RC4 of 128 bits.",
                "A black screen, without any warning.",
                Script.healthy().answer(HealthyForms.RDP_ONLY))
            .options("--offer", "rdp")
            .options(session()),
        Fault.healthy(
                "licensing-omitted",
                "A server that has no word for licensing",
                "Demands activation at once, without a licensing message.",
                "A black screen.",
                script(HEALTHY.settings(new SessionStep.OmitLicensing())))
            .options(session()),
        Fault.healthy(
                "license-offered",
                "A session host that has licenses to give",
                "Offers the client a license, and waits for it to be taken.",
                "A black screen, and one license less.",
                script(HEALTHY.settings(new SessionStep.OfferLicense())))
            .options(session()));
  }

  private static List<Fault> licensing() {
    return List.of(
        license(6, "no-license-server", "The server finds no license server", "no-server"),
        license(8, "license-invalid-client", "The server refuses the client", "invalid-client"),
        license(3, "license-invalid-mac", "The server refuses the checksum", "invalid-client"),
        license(4, "license-invalid-scope", "The server refuses the scope", "invalid-client"),
        license(11, "license-invalid-product", "The server refuses the product", "invalid-client"),
        license(99, "license-unknown-error", "Licensing ends with an unknown code", "failed"),
        settings(
            "licensing-silence",
            "The server never says anything about licensing",
            WITHOUT_END,
            "licensing.no-answer",
            SILENCE),
        settings(
            "licensing-closed",
            "The connection is closed when the client's settings arrive",
            CLOSED_ON,
            "licensing.closed",
            CLOSE),
        settings(
            "licensing-reset",
            "The connection is reset when the client's settings arrive",
            CLOSED_ON,
            "licensing.closed",
            RESET),
        settings(
            "licensing-disconnected",
            "The server says goodbye when the client's settings arrive",
            CLOSED_ON,
            "licensing.closed",
            DISCONNECT),
        settings(
            "licensing-garbage",
            "What answers the client's settings is noise",
            CLOSED_ON,
            "licensing.malformed",
            NOISE));
  }

  private static List<Fault> ends() {
    return List.of(
        activation(
            "activation-closed",
            "The connection is closed at activation",
            CLOSED_ON,
            "session.closed",
            CLOSE),
        activation(
            "activation-reset",
            "The connection is reset at activation",
            CLOSED_ON,
            "session.closed",
            RESET),
        activation(
            "activation-silence",
            "The server falls silent at activation",
            WITHOUT_END,
            "session.no-start",
            SILENCE),
        activation(
            "activation-disconnected",
            "The server says goodbye at activation",
            CLOSED_ON,
            "session.closed",
            DISCONNECT),
        activation(
            "session-deactivated",
            "The server suspends the session and does not open it again",
            "A black screen.",
            "session.deactivated",
            new SessionStep.Deactivate()),
        activation(
                "session-redirected",
                "The server sends the client to another computer, and nobody goes there",
                "“Remote Desktop can't connect to the remote computer”, from the other one.",
                "session.redirected-away",
                new SessionStep.Redirect(Redirection.to(BrokerFaults.DESERTED)))
            .degraded()
            .options("--no-follow")
            .causes("redirected-to-other-host"));
  }

  private static List<Fault> errors() {
    return List.of(
        told("connection-denied", "The server denies the connection", 0x7, "denied"),
        told("no-privilege", "The user may not log on remotely", 0x9, "no-privilege"),
        told("fresh-credentials", "The password must be typed", 0xA, "fresh-credentials"),
        told("session-memory", "The server is out of memory", 0x6, "out-of-memory"),
        told("idle-timeout", "The limit for idle sessions ends the session", 0x3, "time-limit"),
        told("taken-over", "Another connection takes the session", 0x5, "taken-over"),
        told("logged-off", "An administrator logs the session off", 0x2, "taken-over"),
        told("dwm-crash", "The window manager dies", 0x10, "crashed"),
        told("winlogon-crash", "Winlogon dies", 0x17, "crashed"),
        told("driver-not-ready", "The display driver is not ready", 0xF, "graphics-failed"),
        told("graphics-failed", "The graphics of the server break", 0x112F, "graphics-failed"),
        told("server-shutdown", "The server is shutting down", 0x19, "shutting-down"),
        told(
            "errinfo-license", "No license server, said at activation", 0x101, "no-license-server"),
        told("errinfo-no-cal", "No license left, said at activation", 0x102, "no-license"),
        told("broker-no-host", "The broker finds no target", 0x400, "broker"),
        told("broker-pool-full", "The pool of the broker is full", 0x408, "broker"),
        told("remoteapp-only", "The server hosts single programs only", 0x10F3, "remoteapp-only"),
        told("bad-capabilities", "The capabilities are not taken", 0x10EA, "protocol-error"));
  }

  private static List<Fault> desktops() {
    return List.of(
        desktop(
                "black-screen",
                "A session that shows nothing",
                "A black screen without end.",
                "session.black-screen",
                new SessionStep.ShowNothing())
            .degraded(),
        desktop(
                "session-contention",
                "The server asks who is to be pushed out",
                "“Select a user to disconnect so that you can sign in”.",
                "session.refused-by-message",
                new SessionStep.ShowLogonMessage(BUMP_OPTIONS, 2))
            .degraded()
            .causes("session-contention"),
        desktop(
                "session-logon-failed",
                "The logon inside the session fails",
                "“The user name or password is incorrect”.",
                "session.logon-failed",
                new SessionStep.ShowLogonMessage(LOGON_FAILURE, 0))
            .causes("wrong-password-inside-session"),
        desktop(
            "desktop-closed",
            "The connection is closed before the first picture",
            CLOSED_ON,
            "session.closed",
            CLOSE));
  }

  private static String[] session() {
    return new String[] {"--until", "session", "--yes-session"};
  }

  private static Script script(SessionScript session) {
    return Script.healthy().answer(HealthyForms.TLS_ONLY).session(session);
  }

  private static Fault fault(
      String id, String title, String does, String seen, String breakId, SessionScript session) {
    return failing(id, title, does, seen, breakId, script(session)).options(session());
  }

  private static Fault license(int code, String id, String title, String breakName) {
    return fault(
        id,
        title,
        "Ends licensing with error %d and a total abort.".formatted(code),
        LICENSE,
        "licensing." + breakName,
        HEALTHY.settings(new SessionStep.LicenseError(code, TOTAL_ABORT)));
  }

  private static Fault settings(
      String id, String title, String seen, String breakId, SessionStep step) {
    String does = "Reads the client's settings, and then does as the title says.";
    return fault(id, title, does, seen, breakId, HEALTHY.settings(step));
  }

  private static Fault activation(
      String id, String title, String seen, String breakId, SessionStep step) {
    String does = "Reads the client's capabilities, and then does as the title says.";
    return fault(id, title, does, seen, breakId, HEALTHY.activation(step));
  }

  private static Fault told(String id, String title, int code, String breakName) {
    return fault(
        id,
        title,
        "Sends Set Error Info 0x%X at activation, then a disconnect.".formatted(code),
        "“The remote computer disconnected the session …”, extended code 0x%X.".formatted(code),
        "session." + breakName,
        HEALTHY.activation(new SessionStep.TellError(code)));
  }

  private static Fault desktop(
      String id, String title, String seen, String breakId, SessionStep step) {
    String does = "Activates the session, and then does as the title says.";
    return fault(id, title, does, seen, breakId, HEALTHY.desktop(step));
  }
}
