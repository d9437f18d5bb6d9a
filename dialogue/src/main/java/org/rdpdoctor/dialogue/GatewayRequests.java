package org.rdpdoctor.dialogue;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.websocket.WebSocketKey;

/// The requests with which clients begin at an RD Gateway (MS-TSGU 3.3.5.1), as they stand on the
/// wire before anybody logs on.
///
/// @param authority host, and port unless it is the usual one
/// @param connectionId a GUID, which pairs the two channels
/// @param key 16 bytes for a WebSocket
public record GatewayRequests(String authority, String connectionId, Bytes key) {
  public static final String PATH = "/remoteDesktopGateway/";
  public static final String OUT = "RDG_OUT_DATA";
  public static final String IN = "RDG_IN_DATA";
  public static final String RPC_OUT = "RPC_OUT_DATA";

  /// Where RPC over HTTP finds the gateway's service (MS-RPCH 2.1.2.1.1).
  static final String RPC_PATH = "/rpc/rpcproxy.dll?localhost:3388";

  /// How many bytes a seed has.
  public static final int SEED = 32;

  /// @param seed [#SEED] random bytes
  public static GatewayRequests of(String host, int port, Bytes seed) {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return new GatewayRequests(
        port == 443 ? name : name + ":" + port, guid(seed.first(16)), seed.slice(16, SEED));
  }

  private static String guid(Bytes random) {
    String hex = HexFormat.of().formatHex(random.toArray()).toUpperCase(Locale.ROOT);
    return "{%s-%s-%s-%s-%s}"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20));
  }

  /// Asks for the OUT channel.
  public HttpRequest out() {
    return rdg(OUT).with("Connection", "Keep-Alive").with("Content-Length", "0");
  }

  /// Asks for the IN channel; with a length of 0 it is no data yet, but the question how to log on.
  public HttpRequest in() {
    return rdg(IN).with("Connection", "Keep-Alive").with("Content-Length", "0");
  }

  /// Asks for both in one, by a WebSocket (RFC 6455 4.1), with the method that Windows clients use.
  public HttpRequest webSocket() {
    return rdg(OUT)
        .with("Connection", "Upgrade")
        .with("Upgrade", "websocket")
        .with("Sec-WebSocket-Version", "13")
        .with("Sec-WebSocket-Key", webSocketKey())
        .with("Content-Length", "0");
  }

  String webSocketKey() {
    return WebSocketKey.of(key);
  }

  /// Asks for RPC over HTTP (MS-RPCH 2.1.2.1.2), which older clients use.
  public HttpRequest rpc() {
    return HttpRequest.of(RPC_OUT, RPC_PATH)
        .with("Cache-Control", "no-cache")
        .with("Connection", "Keep-Alive")
        .with("Pragma", "no-cache")
        .with("Accept", "application/rpc")
        .with("User-Agent", "MSRPC")
        .with("Host", authority)
        .with("Content-Length", "0");
  }

  /// Begins a logon that nobody finishes: the answer is the gateway's challenge.
  public HttpRequest challenge(String scheme, Bytes token) {
    return out()
        .with("Authorization", scheme + " " + Base64.getEncoder().encodeToString(token.toArray()));
  }

  /// Any other path, as a browser asks for it.
  public HttpRequest get(String path) {
    return HttpRequest.of("GET", path)
        .with("Host", authority)
        .with("Accept", "*/*")
        .with("User-Agent", "rdpdoctor")
        .with("Connection", "Keep-Alive");
  }

  private HttpRequest rdg(String method) {
    return HttpRequest.of(method, PATH)
        .with("Cache-Control", "no-cache")
        .with("Pragma", "no-cache")
        .with("Accept", "*/*")
        .with("User-Agent", "MS-RDGateway/1.0")
        .with("Host", authority)
        .with("RDG-Connection-Id", connectionId);
  }
}
