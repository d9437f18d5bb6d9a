package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;

import java.util.List;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.SessionScript;
import org.rdpdoctor.testkit.script.SessionStep;

/// What goes wrong while a session is set up, after any logon.
final class SessionFaults {
  private SessionFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "no-license-server",
            "The server finds no license server",
            "Ends licensing with ERR_NO_LICENSE_SERVER.",
            "“… because there are no Remote Desktop License Servers available”.",
            "licensing.no-server",
            SessionScript.healthy().settings(new SessionStep.LicenseError(6, 1))),
        fault(
            "licensing-silence",
            "The server never says anything about licensing",
            "Reads the client's settings and falls silent.",
            "“Configuring remote session” without end.",
            "licensing.no-answer",
            SessionScript.healthy().settings(new SessionStep.Leave(Ending.SILENCE))),
        fault(
            "connection-denied",
            "The server denies the connection",
            "Sends Set Error Info 0x7 at activation, then a disconnect.",
            "“The remote computer disconnected the session …”, extended code 0x7.",
            "session.denied",
            SessionScript.healthy().activation(new SessionStep.TellError(7))));
  }

  private static Fault fault(
      String id, String title, String does, String seen, String breakId, SessionScript script) {
    return failing(id, title, does, seen, breakId, Script.healthy().session(script));
  }
}
