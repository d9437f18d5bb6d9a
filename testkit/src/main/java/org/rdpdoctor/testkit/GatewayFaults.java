package org.rdpdoctor.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdpdoctor.testkit.gateway.GatewayScript;
import org.rdpdoctor.testkit.gateway.WebPage;
import org.rdpdoctor.testkit.gateway.WebScript;
import org.rdpdoctor.testkit.script.CertificateScript;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Listening;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.TlsScript;
import org.rdpdoctor.wire.Bytes;

/// What is wrong at an RD Gateway before anybody logs on: its port, its TLS, and what answers in
/// its place. The computer behind it is healthy.
public final class GatewayFaults {
  private static final GatewayScript HEALTHY = GatewayScript.healthy();
  private static final WebScript WEB = WebScript.healthy();
  private static final CertificateScript CERTIFICATE = HEALTHY.certificate();
  private static final String UNAVAILABLE =
      "“… because the Remote Desktop Gateway server is temporarily unavailable”.";
  private static final String UNREACHABLE =
      "“… the Remote Desktop Gateway server address is unreachable or incorrect”.";
  private static final String IDENTITY =
      "“This computer can't verify the identity of the RD Gateway”.";

  private static final String NO_SERVER =
      """
      <html><body><h1>503 Service Unavailable</h1>
      No server is available to handle this request.
      </body></html>
      """;

  private GatewayFaults() {}

  /// In the order of the stages.
  public static List<Fault> all() {
    return Stream.of(healthy(), ports(), certificates(), pages(), GatewayLogonFaults.all())
        .flatMap(List::stream)
        .toList();
  }

  static Fault healthy(String id, String title, String does, GatewayScript gateway) {
    return through(Fault.healthy(id, title, does, "The desktop.", Script.healthy()), gateway);
  }

  static Fault failing(
      String id, String title, String does, String seen, String breakId, GatewayScript gateway) {
    return through(Fault.failing(id, title, does, seen, breakId, Script.healthy()), gateway);
  }

  /// The same behind a gateway.
  static Fault through(Fault fault, GatewayScript gateway) {
    return new Fault(
        fault.id(),
        fault.title(),
        fault.does(),
        fault.seen(),
        fault.breaks(),
        fault.causes(),
        fault.name(),
        fault.options(),
        fault.verdict(),
        fault.script(),
        Optional.of(gateway));
  }

  private static List<Fault> healthy() {
    return List.of(
        healthy(
            "gateway-healthy",
            "A healthy RD Gateway before a healthy server",
            "Offers Negotiate and NTLM, WebSocket and both HTTP channels, and lets the lab's account"
                + " anywhere.",
            HEALTHY));
  }

  private static List<Fault> ports() {
    return List.of(
        failing(
            "gateway-closed",
            "Nothing listens on the gateway's port",
            "Answers every SYN with a reset.",
            UNREACHABLE,
            "gateway.closed",
            HEALTHY.listening(Listening.CLOSED)),
        failing(
            "gateway-filtered",
            "The gateway's port does not answer",
            "Drops every SYN.",
            UNREACHABLE,
            "gateway.filtered",
            HEALTHY.listening(Listening.MUTE)),
        failing(
            "gateway-silent",
            "The gateway takes connections and says nothing",
            "Hears the ClientHello and never answers.",
            UNAVAILABLE,
            "gateway.unresponsive",
            HEALTHY.tls(new TlsScript.Say(Bytes.EMPTY, Ending.SILENCE))),
        failing(
            "gateway-plain-http",
            "The gateway's port speaks HTTP without TLS",
            "Answers the ClientHello as a web server answers nonsense.",
            UNAVAILABLE,
            "gateway.not-https",
            HEALTHY.tls(
                new TlsScript.Say(
                    Bytes.ascii("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
                    Ending.CLOSE))),
        failing(
            "gateway-tls-alert",
            "The gateway refuses TLS",
            "Answers the ClientHello with the alert handshake_failure.",
            UNAVAILABLE,
            "gateway.tls-failed",
            HEALTHY.tls(TlsScript.Say.alert(40))));
  }

  private static List<Fault> certificates() {
    return List.of(
        failing(
            "gateway-expired-certificate",
            "The gateway's certificate has expired",
            "Shows a certificate that was valid until three days ago.",
            IDENTITY,
            "gateway.cert-expired",
            HEALTHY.certificate(expiring(-3))),
        failing(
            "gateway-future-certificate",
            "The gateway's certificate is not valid yet",
            "Shows a certificate that becomes valid in two days.",
            IDENTITY,
            "gateway.cert-not-yet-valid",
            HEALTHY.certificate(CERTIFICATE.valid(Duration.ofDays(2), Duration.ofDays(90)))),
        failing(
                "gateway-wrong-name",
                "The gateway's certificate is made out to another name",
                "Is reached as gateway.lab.test and shows a certificate of intranet.lab.test.",
                IDENTITY,
                "gateway.cert-name",
                HEALTHY.certificate(CERTIFICATE.name("intranet.lab.test")))
            .options("--gateway-address", "127.0.0.1"),
        failing(
                "gateway-self-signed",
                "Nobody vouches for the gateway's certificate",
                "Shows a certificate that is signed with its own key.",
                IDENTITY,
                "gateway.cert-untrusted",
                HEALTHY)
            .degraded(),
        failing(
                "gateway-other-certificate",
                "The gateway shows another certificate than it is known to have",
                "Shows a certificate that is not the pinned one.",
                IDENTITY,
                "gateway.cert-changed",
                HEALTHY)
            .options("--gateway-pin", CertificateFaults.OTHER_PIN),
        failing(
                "gateway-expiring-certificate",
                "The gateway's certificate expires within days",
                "Shows a certificate that is valid for five more days.",
                "Nothing yet.",
                "gateway.cert-expiring",
                HEALTHY.certificate(expiring(5)))
            .degraded());
  }

  private static CertificateScript expiring(int days) {
    return CERTIFICATE.valid(Duration.ofDays(-183), Duration.ofDays(days));
  }

  private static List<Fault> pages() {
    return List.of(
        page("gateway-400", 400, "Bad Request", "gateway.transport-broken"),
        page("gateway-403", 403, "Forbidden", "gateway.forbidden"),
        page("gateway-404", 404, "Not Found", "gateway.not-found"),
        page("gateway-500", 500, "Internal Server Error", "gateway.service-failed"),
        page("gateway-502", 502, "Bad Gateway", "gateway.bad-gateway"),
        page("gateway-503", 503, "Service Unavailable", "gateway.service-failed"),
        page("gateway-504", 504, "Gateway Timeout", "gateway.bad-gateway"),
        instead(
            "gateway-proxy-logon",
            "A proxy before the gateway wants a logon of its own",
            "Answers every request with 407 and Proxy-Authenticate.",
            "gateway.proxy-auth",
            "squid/5.7",
            WebPage.of(407, "Proxy Authentication Required")
                .with("Proxy-Authenticate", "Basic realm=\"proxy\"")),
        instead(
            "gateway-redirect",
            "Who calls the gateway is sent to a logon page",
            "Answers every request with a redirection to another host.",
            "gateway.redirected",
            "",
            WebPage.of(302, "Found").with("Location", "https://sso.lab.test/logon")),
        instead(
            "gateway-web-server",
            "An ordinary web server stands where the gateway should be",
            "Answers every request with the first page of nginx.",
            "gateway.not-found",
            "nginx/1.22.1",
            WebPage.of(200, "OK").html("<html><h1>Welcome to nginx!</h1></html>")),
        instead(
            "gateway-balancer-empty",
            "The balancer before the gateway has no gateway left",
            "Answers every request with the 503 of HAProxy.",
            "gateway.bad-gateway",
            "",
            WebPage.of(503, "Service Unavailable")
                .with("Cache-Control", "no-cache")
                .html(NO_SERVER)),
        failing(
            "gateway-no-schemes",
            "The gateway wants a logon and offers no way to do it",
            "Answers 401 without any WWW-Authenticate.",
            "The client asks for the password again and again.",
            "gateway.auth-unsupported",
            HEALTHY.account(HEALTHY.account().offering())),
        healthy(
            "gateway-no-kdc-proxy",
            "The gateway has no KDC proxy, which only Kerberos from outside needs",
            "Answers /KdcProxy with 404.",
            HEALTHY.web(WEB.kdcProxy(WebPage.of(404, "Not Found")))));
  }

  private static Fault page(String id, int status, String reason, String breakId) {
    return instead(
        id,
        "Every request meets status " + status,
        "Answers every request with " + status + " " + reason + ".",
        breakId,
        "Microsoft-HTTPAPI/2.0",
        WebPage.of(status, reason).html("<html><h2>" + reason + "</h2></html>"));
  }

  private static Fault instead(
      String id, String title, String does, String breakId, String server, WebPage page) {
    return failing(
        id, title, does, UNAVAILABLE, breakId, HEALTHY.web(WEB.server(server).everything(page)));
  }
}
