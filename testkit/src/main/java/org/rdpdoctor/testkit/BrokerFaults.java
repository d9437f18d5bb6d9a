package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;

import java.util.List;
import org.rdpdoctor.testkit.script.Answer;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Redirection;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.SessionScript;
import org.rdpdoctor.testkit.script.SessionStep;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.share.ServerRedirection;

/// What goes wrong where a broker or a balancer chooses the server. All of it stays on this
/// machine.
final class BrokerFaults {
  private static final String UNREACHABLE =
      "“Remote Desktop can't connect to the remote computer”, from the other one.";
  private static final String WITHOUT_END = "“Initiating remote connection” without end.";
  private static final String COOKIE = "msts=16777343.15629.0000";
  private static final String TOKEN = "Cookie: " + COOKIE;

  /// On this machine too, where nobody listens.
  static final String DESERTED = "127.0.0.77";

  private BrokerFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.healthy(
                "redirected-by-token",
                "A broker that sends clients back with a routing token",
                "Sends who comes without a token back with one, and lets those in who bring it.",
                "A black screen.",
                unless(Redirection.byToken(TOKEN)))
            .options(session()),
        fault(
                "redirected-unreachable",
                "The server sends the client to a computer that cannot be reached",
                UNREACHABLE,
                "broker.redirect-unreachable",
                Redirection.to(DESERTED))
            .causes("redirection-ip-unreachable"),
        fault(
            "redirected-to-nowhere",
            "The server sends the client away and does not say where to",
            UNREACHABLE,
            "broker.redirect-unusable",
            Redirection.to("").flags(ServerRedirection.LB_PASSWORD_IS_PK_ENCRYPTED)),
        fault(
            "redirected-to-metadata",
            "The server sends the client to where clouds keep their secrets",
            UNREACHABLE,
            "broker.redirect-unusable",
            Redirection.to("169.254.169.254")),
        fault(
                "redirected-in-circles",
                "Whoever brings a routing token is given the same one again",
                WITHOUT_END,
                "broker.redirect-loop",
                Redirection.byToken(TOKEN))
            .causes("loadbalance-token-wrong"),
        failing(
                "redirected-certificate",
                "The server that the token leads to shows another certificate than was promised",
                "Sends who comes without a token back with one and with a certificate that is not"
                    + " shown then.",
                "A warning about the certificate.",
                "broker.redirect-wrong-certificate",
                unless(Redirection.byToken(TOKEN).promising(Bytes.hex("30 04 02 02 01 00"))))
            .options(session())
            .degraded(),
        failing(
                "token-refused",
                "Requests with a routing token or a cookie are dropped",
                "Closes the connection at every request with a line for balancers.",
                "“This computer can't connect…”, 0x904.",
                "broker.token-refused",
                Script.healthy()
                    .answer(
                        new Answer.CookieSensitive(
                            new Answer.Say(Bytes.EMPTY, Ending.CLOSE), HealthyForms.TLS_ONLY)))
            .options("--token", COOKIE)
            .causes("loadbalance-token-wrong"));
  }

  /// With time for several climbs.
  private static String[] session() {
    return new String[] {"--until", "session", "--yes-session", "--timeout", "30s"};
  }

  private static Fault fault(
      String id, String title, String seen, String breakId, Redirection where) {
    return failing(
            id,
            title,
            "Reads the client's capabilities, and then does as the title says.",
            seen,
            breakId,
            script(new SessionStep.Redirect(where)))
        .options(session());
  }

  private static Script unless(Redirection where) {
    return script(new SessionStep.RedirectUnrouted(where));
  }

  private static Script script(SessionStep step) {
    return Script.healthy()
        .answer(HealthyForms.TLS_ONLY)
        .session(SessionScript.healthy().activation(step));
  }
}
