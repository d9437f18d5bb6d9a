package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;

import java.util.List;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.SessionScript;

/// What goes wrong while a session is set up, after any logon.
final class SessionFaults {
  private static final String INTERNAL = "“An internal error has occurred”.";
  private static final String CLOSED_ON = "“This computer can't connect…”, 0x904.";

  private SessionFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "mcs-refused",
            "The server refuses the MCS domain",
            "Answers the MCS Connect-Initial with rt-unspecified-failure.",
            INTERNAL,
            "mcs.refused",
            SessionScript.MCS_REFUSED),
        fault(
            "mcs-closed",
            "The connection is closed at the MCS Connect-Initial",
            "Reads the MCS Connect-Initial and closes.",
            CLOSED_ON,
            "mcs.closed",
            SessionScript.MCS_CLOSED),
        fault(
            "join-refused",
            "The server refuses channels",
            "Answers every channel join with rt-no-such-channel.",
            INTERNAL,
            "mcs.join-refused",
            SessionScript.JOIN_REFUSED),
        fault(
            "no-license-server",
            "The server finds no license server",
            "Ends licensing with ERR_NO_LICENSE_SERVER.",
            "“… because there are no Remote Desktop License Servers available”.",
            "licensing.no-server",
            SessionScript.NO_LICENSE_SERVER),
        fault(
            "licensing-silence",
            "The server never says anything about licensing",
            "Reads the client's settings and falls silent.",
            "“Configuring remote session” without end.",
            "licensing.no-answer",
            SessionScript.LICENSING_SILENT),
        fault(
            "connection-denied",
            "The server denies the connection",
            "Sends Set Error Info 0x7 at activation, then a disconnect.",
            "“The remote computer disconnected the session …”, extended code 0x7.",
            "session.denied",
            SessionScript.SERVER_DENIED_CONNECTION));
  }

  private static Fault fault(
      String id, String title, String does, String seen, String breakId, SessionScript script) {
    return failing(id, title, does, seen, breakId, Script.healthy().session(script));
  }
}
