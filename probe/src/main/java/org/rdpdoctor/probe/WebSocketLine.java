package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.websocket.CloseCode;
import org.rdpdoctor.wire.websocket.WebSocketFrame;
import org.rdpdoctor.wire.websocket.WebSocketReader;

/// The messages of a WebSocket (RFC 6455), over a line on which the upgrade is agreed.
final class WebSocketLine implements GatewayStream {
  /// A peer that is let go is told so, and not waited for.
  private static final WebSocketFrame FAREWELL = WebSocketFrame.close(CloseCode.NORMAL, "");

  private final Line line;
  private final WebSocketReader reader = new WebSocketReader();
  private final Pushback unread = new Pushback();
  private Optional<String> trouble = Optional.empty();

  WebSocketLine(Line line) {
    this.line = line;
  }

  @Override
  public String transport() {
    return GatewaySeen.WEBSOCKET;
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void say(Bytes message) {
    line.say(WebSocketFrame.binary(message).masked(mask()).encode());
  }

  private static Bytes mask() {
    return Seeds.bytes(WebSocketFrame.MASK_SIZE);
  }

  @Override
  public Heard listen(Duration patience) {
    return unread.take(now()).orElseGet(() -> line.sift(patience, reader::feed, this::ready));
  }

  /// The next message that holds anything, if one is whole.
  private Optional<Heard> ready() {
    try {
      for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
        WebSocketFrame next = frame.get();
        switch (next.opcode()) {
          case WebSocketFrame.PING ->
              line.say(
                  WebSocketFrame.control(WebSocketFrame.PONG, next.payload())
                      .masked(mask())
                      .encode());
          case WebSocketFrame.CLOSE -> {
            next.closeCode().ifPresent(code -> trouble = Optional.of("it says " + code));
            return Optional.of(new Heard.End(Ending.CLOSED, now()));
          }
          default -> {
            if (!next.isControl() && !next.payload().isEmpty()) {
              return Optional.of(new Heard.Data(next.payload(), now()));
            }
          }
        }
      }
      return Optional.empty();
    } catch (DecodeException e) {
      trouble = Optional.of("no WebSocket frame: " + e.fault().describe());
      return Optional.of(new Heard.End(Ending.CLOSED, now()));
    }
  }

  @Override
  public Duration now() {
    return line.now();
  }

  @Override
  public SecretsLog secrets() {
    return line.secrets();
  }

  @Override
  public void unread(Bytes bytes) {
    unread.put(bytes);
  }

  @Override
  public void close() {
    line.say(FAREWELL.masked(mask()).encode());
    line.close();
  }
}
