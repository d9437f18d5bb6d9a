package org.rdpdoctor.testkit.gateway;

import java.util.Optional;

/// What a scripted gateway says in HTTP before and beside its own protocol.
///
/// @param server what it calls itself
/// @param everything what every request meets, where something else stands in the gateway's place
/// @param dualChannel whether RDG_OUT_DATA and RDG_IN_DATA are served
/// @param rpc what RPC over HTTP meets at `/rpc/rpcproxy.dll`
public record WebScript(
    String server,
    Optional<WebPage> everything,
    boolean dualChannel,
    Upgrade upgrade,
    WebPage rpc,
    WebPage kdcProxy,
    WebPage feed,
    WebPage pages) {

  /// What becomes of a request that wants a WebSocket.
  public enum Upgrade {
    SERVED,
    /// As behind a proxy that takes the header away: answered as if it had not asked.
    IGNORED,
    /// 404, as a gateway does that has never heard of it.
    UNKNOWN
  }

  /// As Windows Server does it since 2016: no RPC any more, the other services switched on.
  public static WebScript healthy() {
    WebPage unauthorized = negotiated();
    return new WebScript(
        "Microsoft-HTTPAPI/2.0",
        Optional.empty(),
        true,
        Upgrade.SERVED,
        WebPage.of(404, "Not Found"),
        WebPage.of(200, "OK").with("Content-Type", "application/kerberos"),
        unauthorized,
        WebPage.of(200, "OK").html("<html><title>RD Web Access</title></html>"));
  }

  /// 401 with the schemes of Windows.
  public static WebPage negotiated() {
    return WebPage.of(401, "Unauthorized")
        .with("WWW-Authenticate", "Negotiate")
        .with("WWW-Authenticate", "NTLM");
  }

  public WebScript server(String other) {
    return new WebScript(other, everything, dualChannel, upgrade, rpc, kdcProxy, feed, pages);
  }

  public WebScript everything(WebPage page) {
    return new WebScript(
        server, Optional.of(page), dualChannel, upgrade, rpc, kdcProxy, feed, pages);
  }

  public WebScript dualChannel(boolean other) {
    return new WebScript(server, everything, other, upgrade, rpc, kdcProxy, feed, pages);
  }

  public WebScript upgrade(Upgrade other) {
    return new WebScript(server, everything, dualChannel, other, rpc, kdcProxy, feed, pages);
  }

  public WebScript rpc(WebPage other) {
    return new WebScript(server, everything, dualChannel, upgrade, other, kdcProxy, feed, pages);
  }

  public WebScript kdcProxy(WebPage other) {
    return new WebScript(server, everything, dualChannel, upgrade, rpc, other, feed, pages);
  }

  public WebScript feed(WebPage other) {
    return new WebScript(server, everything, dualChannel, upgrade, rpc, kdcProxy, other, pages);
  }

  public WebScript pages(WebPage other) {
    return new WebScript(server, everything, dualChannel, upgrade, rpc, kdcProxy, feed, other);
  }
}
