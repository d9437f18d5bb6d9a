package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;

import java.util.List;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.SessionScript;
import org.rdpdoctor.testkit.script.SessionStep;
import org.rdpdoctor.wire.Bytes;

/// What goes wrong while basic settings are exchanged and channels are joined, on servers that let
/// a client come so far without a logon.
final class McsFaults {
  static final Bytes NOISE = Bytes.hex("00 de ad be ef 00 de ad be ef");

  private static final String INTERNAL = "“An internal error has occurred”.";
  private static final String CLOSED_ON = "“This computer can't connect…”, 0x904.";
  private static final String NOTHING = "Nothing happens for a long time, then 0x904.";
  private static final int UNSPECIFIED_FAILURE = 14;
  private static final int NO_SUCH_CHANNEL = 3;
  private static final int TOO_MANY_USERS = 13;
  private static final int PROVIDER_INITIATED = 1;
  private static final SessionScript HEALTHY = SessionScript.healthy();
  private static final SessionStep CLOSE = new SessionStep.Leave(Ending.CLOSE);
  private static final SessionStep RESET = new SessionStep.Leave(Ending.RESET);
  private static final SessionStep SILENCE = new SessionStep.Leave(Ending.SILENCE);
  private static final SessionStep SAY_NOISE = new SessionStep.Say(NOISE, Ending.CLOSE);
  private static final SessionStep DISCONNECT = new SessionStep.Disconnect(PROVIDER_INITIATED);

  private McsFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "mcs-refused",
            "The server refuses the MCS domain",
            "Answers the MCS Connect-Initial with rt-unspecified-failure.",
            INTERNAL,
            "mcs.refused",
            HEALTHY.connect(new SessionStep.Refuse(UNSPECIFIED_FAILURE))),
        fault(
            "mcs-closed",
            "The connection is closed at the MCS Connect-Initial",
            "Reads the MCS Connect-Initial and closes.",
            CLOSED_ON,
            "mcs.closed",
            HEALTHY.connect(CLOSE)),
        fault(
            "mcs-reset",
            "The connection is reset at the MCS Connect-Initial",
            "Reads the MCS Connect-Initial and resets.",
            CLOSED_ON,
            "mcs.closed",
            HEALTHY.connect(RESET)),
        fault(
            "mcs-silence",
            "The MCS Connect-Initial gets no answer",
            "Reads the MCS Connect-Initial and says nothing.",
            NOTHING,
            "mcs.no-answer",
            HEALTHY.connect(SILENCE)),
        fault(
            "mcs-garbage",
            "The answer to the MCS Connect-Initial is noise",
            "Answers with bytes of no protocol, then closes.",
            INTERNAL,
            "mcs.malformed",
            HEALTHY.connect(SAY_NOISE)),
        fault(
            "mcs-disconnected",
            "The server says goodbye at the MCS Connect-Initial",
            "Answers with a Disconnect Provider Ultimatum.",
            CLOSED_ON,
            "mcs.disconnected",
            HEALTHY.connect(DISCONNECT)),
        fault(
            "attach-refused",
            "The server attaches no more users",
            "Answers the Attach User Request with rt-too-many-users.",
            INTERNAL,
            "mcs.refused",
            HEALTHY.attach(new SessionStep.Refuse(TOO_MANY_USERS))),
        fault(
            "attach-closed",
            "The connection is closed at the Attach User Request",
            "Exchanges basic settings, reads the Attach User Request and closes.",
            CLOSED_ON,
            "mcs.closed",
            HEALTHY.attach(CLOSE)),
        fault(
            "attach-silence",
            "The Attach User Request gets no answer",
            "Exchanges basic settings, reads the Attach User Request and says nothing.",
            NOTHING,
            "mcs.no-answer",
            HEALTHY.attach(SILENCE)),
        fault(
            "attach-garbage",
            "The answer to the Attach User Request is noise",
            "Answers the Attach User Request with bytes of no protocol, then closes.",
            INTERNAL,
            "mcs.malformed",
            HEALTHY.attach(SAY_NOISE)),
        fault(
            "join-refused",
            "The server refuses channels",
            "Answers every channel join with rt-no-such-channel.",
            INTERNAL,
            "mcs.join-refused",
            HEALTHY.join(new SessionStep.Refuse(NO_SUCH_CHANNEL))),
        fault(
            "join-closed",
            "The connection is closed at a channel join",
            "Reads the first Channel Join Request and closes.",
            CLOSED_ON,
            "mcs.closed",
            HEALTHY.join(CLOSE)),
        fault(
            "join-reset",
            "The connection is reset at a channel join",
            "Reads the first Channel Join Request and resets.",
            CLOSED_ON,
            "mcs.closed",
            HEALTHY.join(RESET)),
        fault(
            "join-silence",
            "A channel join gets no answer",
            "Reads the first Channel Join Request and says nothing.",
            NOTHING,
            "mcs.no-answer",
            HEALTHY.join(SILENCE)),
        fault(
            "join-disconnected",
            "The server says goodbye at a channel join",
            "Answers a Channel Join Request with a Disconnect Provider Ultimatum.",
            CLOSED_ON,
            "mcs.disconnected",
            HEALTHY.join(DISCONNECT)));
  }

  private static Fault fault(
      String id, String title, String does, String seen, String breakId, SessionScript session) {
    return failing(id, title, does, seen, breakId, Script.healthy().session(session));
  }
}
