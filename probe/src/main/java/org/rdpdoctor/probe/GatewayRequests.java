package org.rdpdoctor.probe;

import java.util.UUID;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.websocket.WebSocketKey;

/// The requests that open one tunnel, as clients send them (MS-TSGU 2.2.3): a WebSocket is asked
/// for on the OUT channel, and whoever knows none answers with the channel.
final class GatewayRequests {
  private static final String PATH = "/remoteDesktopGateway/";

  private final String authority;
  private final boolean cookie;
  private final String connection = "{" + UUID.randomUUID() + "}";

  /// @param cookie whether a cookie stands for the logon
  GatewayRequests(Itinerary.Gateway gateway, boolean cookie) {
    String host = gateway.host().contains(":") ? "[" + gateway.host() + "]" : gateway.host();
    this.authority =
        gateway.port() == Itinerary.Gateway.USUAL_PORT ? host : host + ":" + gateway.port();
    this.cookie = cookie;
  }

  HttpRequest out(boolean upgrade) {
    HttpRequest request = named("RDG_OUT_DATA");
    return (upgrade
            ? request
                .with("Connection", "Upgrade")
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", "13")
                .with("Sec-WebSocket-Key", WebSocketKey.of(Seeds.bytes(16)))
            : request.with("Connection", "Keep-Alive"))
        .with("Content-Length", "0");
  }

  /// Asks for the IN channel, and says nothing on it yet.
  HttpRequest in() {
    return named("RDG_IN_DATA").with("Connection", "Keep-Alive").with("Content-Length", "0");
  }

  /// Its body is the IN channel; nothing answers it while it lasts.
  HttpRequest inStream() {
    return named("RDG_IN_DATA")
        .with("Connection", "Keep-Alive")
        .with("Transfer-Encoding", "chunked");
  }

  private HttpRequest named(String method) {
    HttpRequest request =
        HttpRequest.of(method, PATH)
            .with("Host", authority)
            .with("Accept", "*/*")
            .with("Cache-Control", "no-cache")
            .with("Pragma", "no-cache")
            .with("User-Agent", "MS-RDGateway/1.0")
            .with("RDG-Connection-Id", connection);
    return cookie ? request.with("RDG-Auth-Scheme", "PAA") : request;
  }
}
