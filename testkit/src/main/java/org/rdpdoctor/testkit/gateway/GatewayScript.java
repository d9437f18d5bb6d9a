package org.rdpdoctor.testkit.gateway;

import java.util.List;
import org.rdpdoctor.testkit.script.CertificateScript;
import org.rdpdoctor.testkit.script.Listening;
import org.rdpdoctor.testkit.script.TlsScript;

/// How an RD Gateway of the lab acts, stage by stage.
///
/// @param https false for a port that speaks HTTP without TLS
public record GatewayScript(
    Listening listening,
    boolean https,
    TlsScript tls,
    CertificateScript certificate,
    WebScript web,
    AccountScript account,
    TunnelScript tunnel,
    StreamScript stream) {

  /// The name that a healthy gateway goes by.
  public static final String HOST = "gateway.lab.test";

  /// Current TLS, Negotiate and NTLM, both transports of HTTP, and whoever is let in may go
  /// anywhere.
  public static GatewayScript healthy() {
    return new GatewayScript(
        Listening.OPEN,
        true,
        new TlsScript.Serve(0x0303, 0x0304, List.of(), false),
        named(HOST),
        WebScript.healthy(),
        AccountScript.healthy(),
        TunnelScript.healthy(),
        StreamScript.healthy());
  }

  /// A healthy certificate for this name and for loopback.
  static CertificateScript named(String host) {
    CertificateScript server = CertificateScript.healthy();
    return new CertificateScript(
        server.key(),
        server.digest(),
        host,
        List.of(host, "localhost", "127.0.0.1", "::1"),
        server.validFrom(),
        server.validUntil(),
        server.usage(),
        server.issuer(),
        server.flaw());
  }

  public GatewayScript listening(Listening other) {
    return new GatewayScript(other, https, tls, certificate, web, account, tunnel, stream);
  }

  /// The same without TLS.
  public GatewayScript plain() {
    return new GatewayScript(listening, false, tls, certificate, web, account, tunnel, stream);
  }

  public GatewayScript tls(TlsScript other) {
    return new GatewayScript(listening, https, other, certificate, web, account, tunnel, stream);
  }

  public GatewayScript certificate(CertificateScript other) {
    return new GatewayScript(listening, https, tls, other, web, account, tunnel, stream);
  }

  public GatewayScript web(WebScript other) {
    return new GatewayScript(listening, https, tls, certificate, other, account, tunnel, stream);
  }

  public GatewayScript account(AccountScript other) {
    return new GatewayScript(listening, https, tls, certificate, web, other, tunnel, stream);
  }

  public GatewayScript tunnel(TunnelScript other) {
    return new GatewayScript(listening, https, tls, certificate, web, account, other, stream);
  }

  public GatewayScript stream(StreamScript other) {
    return new GatewayScript(listening, https, tls, certificate, web, account, tunnel, other);
  }
}
