package org.rdpdoctor.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import org.rdpdoctor.testkit.gateway.Gateway;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.http.HttpBody;
import org.rdpdoctor.wire.http.HttpHead;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.http.HttpResponse;
import org.rdpdoctor.wire.tsgu.TsguPacket;
import org.rdpdoctor.wire.websocket.WebSocketFrame;
import org.rdpdoctor.wire.websocket.WebSocketKey;
import org.rdpdoctor.wire.websocket.WebSocketReader;

/// A client of a gateway that speaks HTTP without TLS, one connection.
final class GatewayVisitor implements AutoCloseable {
  static final String PATH = "/remoteDesktopGateway/";
  private static final Bytes MASK = Bytes.of(1, 2, 3, 4);
  private static final String KEY = WebSocketKey.of(Bytes.copyOf(new byte[16]));

  private final Socket socket;
  private final WebSocketReader frames = new WebSocketReader();
  private Bytes rest = Bytes.EMPTY;

  private GatewayVisitor(Socket socket) {
    this.socket = socket;
  }

  static GatewayVisitor to(Gateway gateway) throws IOException {
    var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), gateway.port());
    socket.setSoTimeout(20_000);
    return new GatewayVisitor(socket);
  }

  static HttpRequest request(String method) {
    return HttpRequest.of(method, PATH)
        .with("Host", "127.0.0.1")
        .with("RDG-Connection-Id", "{11111111-2222-3333-4444-555555555555}");
  }

  /// With a cookie to follow in the tunnel.
  static HttpRequest pluggable(String method) {
    return request(method).with("RDG-Auth-Scheme", "PAA");
  }

  /// Says it to whoever is still there.
  void say(Bytes bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes.toArray());
    } catch (SocketException _) {
      // what comes next tells of the end
    }
  }

  /// What comes next; empty at the end, however it comes.
  Bytes hear() throws IOException {
    if (!rest.isEmpty()) {
      Bytes heard = rest;
      rest = Bytes.EMPTY;
      return heard;
    }
    byte[] buffer = new byte[9000];
    try {
      int count = socket.getInputStream().read(buffer);
      return count <= 0 ? Bytes.EMPTY : Bytes.copyOf(buffer, 0, count);
    } catch (SocketException _) {
      return Bytes.EMPTY;
    }
  }

  /// The head of the answer; its body is left out if it has a length.
  HttpResponse ask(HttpRequest request) throws IOException, DecodeException {
    say(request.encode());
    Bytes heard = hear();
    while (HttpHead.end(heard).isEmpty()) {
      Bytes more = hear();
      if (more.isEmpty()) {
        throw new IOException("no answer");
      }
      heard = heard.plus(more);
    }
    int head = HttpHead.end(heard).getAsInt();
    HttpResponse response = HttpResponse.decode(heard.first(head));
    rest = heard.from(head);
    if (response.body(request.method()) instanceof HttpBody.Sized(long length)) {
      while (rest.size() < length) {
        Bytes before = rest;
        rest = Bytes.EMPTY;
        rest = before.plus(hear());
      }
      rest = rest.from((int) length);
    }
    return response;
  }

  HttpResponse upgrade(HttpRequest request) throws IOException, DecodeException {
    return ask(
        request
            .with("Connection", "Upgrade")
            .with("Upgrade", "websocket")
            .with("Sec-WebSocket-Version", "13")
            .with("Sec-WebSocket-Key", KEY));
  }

  /// In a WebSocket.
  void say(TsguPacket packet) throws IOException {
    say(WebSocketFrame.binary(packet.encode()).masked(MASK).encode());
  }

  void say(WebSocketFrame frame) throws IOException {
    say(frame.masked(MASK).encode());
  }

  /// The next frame in a WebSocket; nothing at the end of the connection.
  Optional<WebSocketFrame> frame() throws IOException, DecodeException {
    Optional<WebSocketFrame> frame = frames.next();
    while (frame.isEmpty()) {
      Bytes heard = hear();
      if (heard.isEmpty()) {
        return Optional.empty();
      }
      frame = frames.feed(heard).next();
    }
    return frame;
  }

  /// The next packet in a WebSocket.
  TsguPacket packet() throws IOException, DecodeException {
    WebSocketFrame frame = frame().orElseThrow(() -> new IOException("the connection ended"));
    return TsguPacket.decode(frame.payload());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
