package org.rdpdoctor.testkit.gateway;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.testkit.gateway.StreamScript.Trouble;
import org.rdpdoctor.testkit.peer.Doorway;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.http.ChunkReader;
import org.rdpdoctor.wire.http.HttpBody;
import org.rdpdoctor.wire.http.HttpField;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.http.HttpResponse;
import org.rdpdoctor.wire.websocket.CloseCode;
import org.rdpdoctor.wire.websocket.WebSocketFrame;
import org.rdpdoctor.wire.websocket.WebSocketKey;
import org.rdpdoctor.wire.websocket.WebSocketReader;

/// One connection to a scripted gateway: requests, until one of them becomes a stream.
final class HttpConnection {
  private static final String GATEWAY = "/remotedesktopgateway/";
  private static final String OUT = "RDG_OUT_DATA";
  private static final String IN = "RDG_IN_DATA";
  private static final long MOST_SKIPPED = 64 * 1024;

  /// MS-TSGU 3.3.5.1 speaks of 100 bytes; what Windows sends, and FreeRDP leaves out, are 10.
  private static final int SEED_SIZE = 10;

  private final Doorway door;
  private final HttpEar ear;
  private final GatewayScript script;
  private final Ledger ledger;
  private final Tunnels tunnels;
  private final HttpAuthentication authentication;
  private boolean admitted;

  /// Where the stream from a client finds its tunnel, by the id that both have in common.
  interface Tunnels {
    /// False if there is one, or no room.
    boolean add(String id, Tunnel tunnel);

    Optional<Tunnel> find(String id);

    void remove(String id);
  }

  HttpConnection(
      Doorway door,
      GatewayScript script,
      Ledger ledger,
      Tunnels tunnels,
      HttpAuthentication authentication) {
    this.door = door;
    this.ear = new HttpEar(door.in());
    this.script = script;
    this.ledger = ledger;
    this.tunnels = tunnels;
    this.authentication = authentication;
  }

  void hold() throws IOException, DecodeException {
    boolean goesOn = true;
    while (goesOn) {
      Optional<HttpRequest> request = ear.request();
      goesOn = request.isPresent() && answer(request.get());
    }
  }

  /// True if another request may follow.
  private boolean answer(HttpRequest request) throws IOException, DecodeException {
    var target = GatewayTarget.of(request.target());
    ledger.saw(GatewayStage.REQUEST, request.method() + " " + target.path());
    WebScript web = script.web();
    if (web.everything().isPresent()) {
      return page(request, web.everything().get());
    }
    return switch (target.path()) {
      case GATEWAY -> gateway(request, target);
      case "/rpc/rpcproxy.dll", "/rpcwithcert/rpcproxy.dll" -> page(request, web.rpc());
      case "/kdcproxy", "/kdcproxy/" -> page(request, web.kdcProxy());
      case "/rdweb/feed/webfeed.aspx" -> page(request, web.feed());
      case "/rdweb/pages/", "/rdweb/pages", "/rdweb", "/rdweb/" -> page(request, web.pages());
      default -> page(request, WebPage.of(404, "Not Found"));
    };
  }

  private boolean page(HttpRequest request, WebPage page) throws IOException {
    door.say(page.encode(script.web().server(), request.method().equals("HEAD")));
    boolean old = !request.version().equals(HttpRequest.HTTP_1_1);
    boolean closes = hasOption(request, "close") || old && !hasOption(request, "keep-alive");
    return switch (request.body()) {
      case HttpBody.None _ -> !closes || leave();
      case HttpBody.Sized(long length) when length <= MOST_SKIPPED && !closes -> {
        ear.skip(length);
        yield true;
      }
      case HttpBody.Sized _, HttpBody.Chunked _, HttpBody.UntilClose _ -> leave();
    };
  }

  private boolean leave() throws IOException {
    door.leave(Ending.CLOSE);
    return false;
  }

  private boolean gateway(HttpRequest request, GatewayTarget target)
      throws IOException, DecodeException {
    Optional<WebPage> demand = authentication.demand(request, target);
    if (demand.isPresent()) {
      return page(request, demand.get());
    }
    if (!admitted && authentication.access().filter(Access.ACCOUNT::equals).isPresent()) {
      ledger.saw(GatewayStage.LOGGED_ON, "");
    }
    admitted = true;
    boolean upgrades = isUpgrade(request);
    if (upgrades && script.web().upgrade() == WebScript.Upgrade.UNKNOWN) {
      return page(request, WebPage.of(404, "Not Found"));
    }
    if (upgrades && script.web().upgrade() == WebScript.Upgrade.SERVED) {
      return webSocket(request);
    }
    Optional<String> id = request.first("RDG-Connection-Id").or(() -> target.parameter("ConId"));
    if (!script.web().dualChannel()) {
      return page(request, WebPage.of(404, "Not Found"));
    }
    if (id.isEmpty()) {
      return page(request, WebPage.of(400, "Bad Request"));
    }
    return switch (request.method()) {
      case OUT -> out(id.get().toLowerCase(Locale.ROOT));
      case IN -> in(request, id.get().toLowerCase(Locale.ROOT));
      default -> page(request, WebPage.of(405, "Method Not Allowed"));
    };
  }

  /// RFC 6455 4.2.1: a proxy that passes `Upgrade` on without its `Connection` breaks it.
  private static boolean isUpgrade(HttpRequest request) {
    return request.first("Upgrade").orElse("").equalsIgnoreCase("websocket")
        && hasOption(request, "upgrade")
        && request.version().equals(HttpRequest.HTTP_1_1);
  }

  private static boolean hasOption(HttpRequest request, String option) {
    return request.all("Connection").stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .anyMatch(word -> word.strip().equalsIgnoreCase(option));
  }

  private Access access() {
    return authentication.access().orElse(Access.ACCOUNT);
  }

  private Tunnel tunnel(OutStream stream) throws DecodeException {
    return new Tunnel(script, ledger, stream, access(), Tunnel.extendedLogon(Instant.now()));
  }

  private HttpResponse response(int status, String reason) {
    HttpResponse response = HttpResponse.of(status, reason);
    for (HttpField field : authentication.farewell()) {
      response = response.with(field.name(), field.value());
    }
    String server = script.web().server();
    return server.isEmpty() ? response : response.with("Server", server);
  }

  /// Its body has no length and begins with a few bytes that mean nothing, so that whoever stands
  /// between lets it flow.
  private boolean out(String id) throws IOException, DecodeException {
    var stream = new OutStream(door, packet -> packet, Bytes.EMPTY, script.stream().trouble());
    Tunnel tunnel = tunnel(stream);
    if (!tunnels.add(id, tunnel)) {
      door.say(WebPage.of(503, "Service Unavailable").encode(script.web().server(), false));
      return leave();
    }
    try {
      door.waitForever();
      door.say(response(200, "OK").encode());
      ledger.saw(GatewayStage.OUT, "");
      byte[] seed = new byte[SEED_SIZE];
      new SecureRandom().nextBytes(seed);
      stream.bytes(Bytes.copyOf(seed));
      Bytes heard = ear.more();
      while (!heard.isEmpty()) {
        heard = ear.more(); // nobody has anything to say here
      }
    } finally {
      tunnels.remove(id);
      tunnel.gone();
    }
    return false;
  }

  /// A request without a body asks whether it may; the stream comes with the next one, which is
  /// never answered: whoever stands between would take that for its end.
  private boolean in(HttpRequest request, String id) throws IOException, DecodeException {
    HttpBody body = request.body();
    if (body instanceof HttpBody.None || body.equals(new HttpBody.Sized(0))) {
      door.say(response(200, "OK").with("Content-Length", "0").encode());
      return true;
    }
    Optional<Tunnel> tunnel = tunnels.find(id);
    if (tunnel.isEmpty()) {
      return leave();
    }
    ledger.saw(GatewayStage.IN, "");
    door.waitForever();
    try {
      stream(body, new PacketStream(tunnel.get()));
      tunnel.get().over();
    } catch (IOException | DecodeException e) {
      tunnel.get().over();
      throw e;
    }
    return false;
  }

  private void stream(HttpBody body, PacketStream packets) throws IOException, DecodeException {
    var chunks = new ChunkReader();
    Bytes heard = ear.more();
    while (!heard.isEmpty() && !chunks.isEnded()) {
      packets.add(body instanceof HttpBody.Chunked ? chunks.add(heard) : heard);
      if (isCut(packets)) {
        return;
      }
      heard = ear.more();
    }
  }

  private boolean isCut(PacketStream packets) throws IOException {
    if (script.stream().trouble().isPresent()
        && script.stream().trouble().get() instanceof Trouble.InCut(int most, Ending ending)
        && packets.packets() >= most) {
      door.leave(ending);
      return true;
    }
    return false;
  }

  private boolean webSocket(HttpRequest request) throws IOException, DecodeException {
    Bytes farewell = WebSocketFrame.close(CloseCode.NORMAL, "").encode();
    var stream =
        new OutStream(
            door,
            packet -> WebSocketFrame.binary(packet).encode(),
            farewell,
            script.stream().trouble());
    Tunnel tunnel = tunnel(stream);
    door.waitForever();
    String key = request.first("Sec-WebSocket-Key").orElse("");
    door.say(
        response(101, "Switching Protocols")
            .with("Upgrade", "websocket")
            .with("Connection", "Upgrade")
            .with("Sec-WebSocket-Accept", WebSocketKey.accept(key))
            .encode());
    ledger.saw(GatewayStage.WEBSOCKET, request.method());
    try {
      frames(tunnel, stream);
    } finally {
      tunnel.gone();
    }
    return leave();
  }

  private void frames(Tunnel tunnel, OutStream stream) throws IOException, DecodeException {
    var reader = new WebSocketReader();
    var packets = new PacketStream(tunnel);
    for (Bytes heard = ear.more(); !heard.isEmpty(); heard = ear.more()) {
      reader.feed(heard);
      for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
        switch (frame.get().opcode()) {
          case WebSocketFrame.PING ->
              stream.bytes(
                  WebSocketFrame.control(WebSocketFrame.PONG, frame.get().payload()).encode());
          case WebSocketFrame.CLOSE -> {
            tunnel.over();
            return;
          }
          case WebSocketFrame.BINARY -> packets.add(frame.get().payload());
          default -> {
            // Text and pongs say nothing here.
          }
        }
        if (isCut(packets)) {
          return;
        }
      }
    }
  }
}
