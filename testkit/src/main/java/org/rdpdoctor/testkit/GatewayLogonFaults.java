package org.rdpdoctor.testkit;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.rdpdoctor.testkit.gateway.AccountScript;
import org.rdpdoctor.testkit.gateway.GatewayScript;
import org.rdpdoctor.testkit.gateway.GatewayStep;
import org.rdpdoctor.testkit.gateway.StreamScript;
import org.rdpdoctor.testkit.gateway.StreamScript.Trouble;
import org.rdpdoctor.testkit.gateway.TunnelScript;
import org.rdpdoctor.testkit.gateway.WebScript;
import org.rdpdoctor.testkit.script.Answer;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Listening;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.TlsScript;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tsgu.RedirectionFlags;
import org.rdpdoctor.wire.tsgu.TsguStatus;

/// What is wrong at an RD Gateway from the logon on, and behind it. Each shows to those who log on.
final class GatewayLogonFaults {
  private static final String[] LOGON = {"--user", LabServer.USER};
  private static final GatewayScript HEALTHY = GatewayScript.healthy();
  private static final TunnelScript TUNNEL = TunnelScript.healthy();
  private static final StreamScript STREAM = StreamScript.healthy();
  private static final GatewayStep SILENT = new GatewayStep.Left(Bytes.EMPTY, Ending.SILENCE);
  private static final GatewayScript DUAL_CHANNEL =
      HEALTHY.web(WebScript.healthy().upgrade(WebScript.Upgrade.UNKNOWN));
  private static final String ASKED_AGAIN = "The client asks for the password again.";
  private static final String NO_PERMISSION =
      "“… the user account is not listed in the RD Gateway's permission list”.";
  private static final String NO_CONNECTION = "“Your computer can't connect …”, with a code.";
  private static final String CUT = "“The connection has been lost”, and attempts to reconnect.";

  private GatewayLogonFaults() {}

  static List<Fault> all() {
    return Stream.of(accounts(), policies(), streams(), targets())
        .flatMap(List::stream)
        .map(fault -> fault.options(LOGON))
        .toList();
  }

  private static Fault failing(
      String id, String title, String does, String seen, String breakId, GatewayScript gateway) {
    return GatewayFaults.failing(id, title, does, seen, breakId, gateway);
  }

  private static List<Fault> accounts() {
    AccountScript account = AccountScript.healthy();
    return List.of(
        GatewayFaults.healthy(
            "gateway-through",
            "A healthy RD Gateway, and the whole way through it",
            "Lets the lab's account in, and on to a healthy server.",
            HEALTHY),
        GatewayFaults.healthy(
            "gateway-consent",
            "The gateway has users agree to a notice, and tells them something later",
            "Sends a consent message with its tunnel, and a service message.",
            HEALTHY.tunnel(TUNNEL.consent("Only for staff. Everything is logged.")).stream(
                STREAM.service("Maintenance tonight at 22:00."))),
        GatewayFaults.healthy(
            "gateway-no-drives",
            "The gateway forbids drives and the clipboard, and ends idle sessions",
            "Authorizes with two redirections taken away and an idle time of 30 minutes.",
            HEALTHY.tunnel(
                TUNNEL.policy(
                    new RedirectionFlags(
                        RedirectionFlags.DISABLE_DRIVE | RedirectionFlags.DISABLE_CLIPBOARD),
                    30))),
        failing(
            "gateway-wrong-password",
            "The gateway does not accept the password",
            "Answers the proof of the right password with 401.",
            ASKED_AGAIN,
            "gateway.auth-required",
            HEALTHY.account(account.verdict(AccountScript.Verdict.REFUSED))),
        failing(
                "gateway-logon-loop",
                "The gateway answers 401 for ever",
                "Answers every message of a logon with the bare list of schemes.",
                ASKED_AGAIN,
                "gateway.logon-loop",
                HEALTHY.account(account.verdict(AccountScript.Verdict.FORGETFUL)))
            .or("gateway.auth-required"));
  }

  private static List<Fault> policies() {
    return List.of(
        authorization(
            "gateway-cap-denied",
            "No connection policy of the gateway admits the user",
            NO_PERMISSION,
            TsguStatus.NAP_ACCESSDENIED,
            "gateway.cap-denied"),
        tunnel(
            "gateway-cap-denied-early",
            "The gateway denies the user when the tunnel is made",
            NO_PERMISSION,
            TsguStatus.NAP_ACCESSDENIED,
            "gateway.cap-denied"),
        authorization(
            "gateway-health-refused",
            "The gateway refuses the client for its health",
            NO_CONNECTION,
            TsguStatus.QUARANTINE_ACCESSDENIED,
            "gateway.health-refused"),
        authorization(
            "gateway-full",
            "The gateway has as many connections as it may have",
            "“… the maximum number of connections has been reached”.",
            TsguStatus.MAXCONNECTIONSREACHED,
            "gateway.connection-limit"),
        tunnel(
            "gateway-cookie-missing",
            "The gateway misses the access token",
            NO_CONNECTION,
            TsguStatus.COOKIE_BADPACKET,
            "gateway.cookie-refused"),
        tunnel(
            "gateway-cookie-refused",
            "The gateway does not accept the access token",
            NO_CONNECTION,
            TsguStatus.COOKIE_AUTHENTICATION_ACCESS_DENIED,
            "gateway.cookie-refused"),
        tunnel(
            "gateway-other-authentication",
            "The gateway wants another way to log on",
            NO_CONNECTION,
            TsguStatus.UNSUPPORTED_AUTHENTICATION_METHOD,
            "gateway.auth-unsupported"),
        tunnel(
            "gateway-no-certificate",
            "The gateway's service has no certificate that it can use",
            NO_CONNECTION,
            TsguStatus.NOCERTAVAILABLE,
            "gateway.service-failed"),
        tunnel(
            "gateway-capability-mismatch",
            "The gateway wants a client that can show its notices",
            NO_CONNECTION,
            TsguStatus.CAPABILITYMISMATCH,
            "gateway.tunnel-refused"),
        failing(
            "gateway-rap-denied",
            "No resource policy of the gateway admits the computer",
            "Refuses the channel with E_PROXY_RAP_ACCESSDENIED.",
            "“… you do not have permission to connect to this computer”.",
            "gateway.rap-denied",
            HEALTHY.tunnel(TUNNEL.channel(refused(TsguStatus.RAP_ACCESSDENIED)))),
        failing(
            "gateway-authorization-silent",
            "The gateway never says whether the user may come in",
            "Hears the request for authorization and never answers.",
            "The client waits, and gives up.",
            "gateway.authorization-slow",
            HEALTHY.tunnel(TUNNEL.authorization(SILENT))));
  }

  private static GatewayStep refused(TsguStatus status) {
    return new GatewayStep.Refused(status);
  }

  private static Fault authorization(
      String id, String title, String seen, TsguStatus status, String breakId) {
    return failing(
        id,
        title,
        "Refuses the authorization with " + status + ".",
        seen,
        breakId,
        HEALTHY.tunnel(TUNNEL.authorization(refused(status))));
  }

  private static Fault tunnel(
      String id, String title, String seen, TsguStatus status, String breakId) {
    return failing(
        id,
        title,
        "Refuses the tunnel with " + status + ".",
        seen,
        breakId,
        HEALTHY.tunnel(TUNNEL.tunnel(refused(status))));
  }

  private static List<Fault> streams() {
    return List.of(
        failing(
                "gateway-upgrade-stripped",
                "Something before the gateway takes the wish for a WebSocket away",
                "Answers a request to upgrade as if it were an ordinary one.",
                "Windows connects; a browser does not.",
                "gateway.transport-broken",
                HEALTHY.web(WebScript.healthy().upgrade(WebScript.Upgrade.IGNORED)))
            .degraded(),
        failing(
                "gateway-no-websocket",
                "The gateway knows no WebSocket",
                "Answers a request to upgrade with 404.",
                "Windows connects; a browser does not.",
                "gateway.transport-broken",
                DUAL_CHANNEL)
            .degraded(),
        trouble(
            "gateway-in-dropped",
            "Something cuts the stream from the client",
            "Resets the stream from the client after its second packet.",
            HEALTHY,
            new Trouble.InCut(2, Ending.RESET)),
        trouble(
            "gateway-in-channel-dropped",
            "Something cuts RDG_IN_DATA",
            "Knows no WebSocket, and resets RDG_IN_DATA after its second packet.",
            DUAL_CHANNEL,
            new Trouble.InCut(2, Ending.RESET)),
        trouble(
            "gateway-out-cut",
            "Something cuts the stream to the client",
            "Ends the stream to the client after its second packet.",
            HEALTHY,
            new Trouble.OutCut(2, Ending.CLOSE)),
        trouble(
            "gateway-out-buffered",
            "Something keeps back what the gateway says",
            "Knows no WebSocket, and keeps RDG_OUT_DATA back until 4096 bytes are together.",
            DUAL_CHANNEL,
            new Trouble.OutHeldBack(4096)),
        GatewayFaults.through(
            Fault.failing(
                "gateway-idle-cut",
                "Something before the gateway cuts a channel that is idle for a second",
                "Resets an open channel after a second without data; the server takes three.",
                CUT,
                "gateway.transport-broken",
                Script.healthy()
                    .answer(new Answer.Late(Duration.ofSeconds(3), Script.healthy().answer()))),
            HEALTHY.stream(
                STREAM.trouble(new Trouble.IdleCut(Duration.ofSeconds(1), Ending.RESET)))),
        closed(
            "gateway-time-limit",
            "The gateway ends the session when its time is up",
            TsguStatus.SESSIONTIMEOUT,
            "gateway.time-limit"),
        closed(
            "gateway-disconnects",
            "The administrator of the gateway ends the connection",
            TsguStatus.CONNECTIONABORTED,
            "gateway.disconnected"),
        closed(
            "gateway-reauthentication-failed",
            "The gateway checks the user again, and the check fails",
            new TsguStatus(0x59FA),
            "gateway.reauthentication-failed"));
  }

  private static Fault trouble(
      String id, String title, String does, GatewayScript gateway, Trouble trouble) {
    return failing(
        id, title, does, CUT, "gateway.transport-broken", gateway.stream(STREAM.trouble(trouble)));
  }

  private static Fault closed(String id, String title, TsguStatus status, String breakId) {
    return failing(
        id,
        title,
        "Closes the channel with " + status + " after the first data.",
        "The session ends with a notice.",
        breakId,
        HEALTHY.stream(STREAM.trouble(new Trouble.Closed(1, status))));
  }

  /// The gateway is well; what it leads to is not.
  private static List<Fault> targets() {
    return List.of(
        GatewayFaults.through(
            Fault.failing(
                "gateway-target-down",
                "The gateway does not reach the computer behind it",
                "Refuses the channel with E_PROXY_TS_CONNECTFAILED, since nothing listens there.",
                "“Remote Desktop can't find the computer … behind the gateway”.",
                "gateway.target-unreachable",
                Script.healthy().listening(Listening.CLOSED)),
            HEALTHY),
        GatewayFaults.through(
            Fault.failing(
                "gateway-target-refuses-tls",
                "The gateway is well, and the computer behind it refuses TLS",
                "Opens the channel; the server answers the ClientHello with internal_error.",
                "“An internal error has occurred”.",
                "tls.alert",
                Script.healthy().tls(TlsScript.Say.alert(80))),
            HEALTHY));
  }
}
