package org.rdpdoctor.wire.websocket;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;

/// Cuts what a peer says into messages, however the network and the peer have cut it before.
///
/// Feed it what was heard, then take [#next] until there is none. A message in several frames comes
/// as one frame; control frames come as they are, also between the frames of a message.
@SpecifiedIn("RFC 6455 5.4")
public final class WebSocketReader {
  private Bytes rest = Bytes.EMPTY;
  private Optional<WebSocketFrame> begun = Optional.empty(); // first frame of a message in parts
  private WireWriter parts = new WireWriter();

  public WebSocketReader feed(Bytes heard) {
    rest = rest.plus(heard);
    return this;
  }

  /// The next whole message or control frame, or nothing until more is fed.
  ///
  /// @throws DecodeException if what stands here is no frame, or if a message grows longer than
  ///     [WebSocketFrame#MOST_PAYLOAD], or begins within another
  public Optional<WebSocketFrame> next() throws DecodeException {
    for (var frame = frame(); frame.isPresent(); frame = frame()) {
      Optional<WebSocketFrame> whole = frame.get().isControl() ? frame : join(frame.get());
      if (whole.isPresent()) {
        return whole;
      }
    }
    return Optional.empty();
  }

  /// What was fed and not taken: nothing, the beginning of a frame, or what is no frame.
  public Bytes rest() {
    return rest;
  }

  private Optional<WebSocketFrame> frame() throws DecodeException {
    var length = WebSocketFrame.length(rest);
    if (length.isEmpty() || length.getAsInt() > rest.size()) {
      return Optional.empty();
    }
    WebSocketFrame frame = WebSocketFrame.decode(rest.first(length.getAsInt()));
    rest = rest.from(length.getAsInt());
    return Optional.of(frame);
  }

  private Optional<WebSocketFrame> join(WebSocketFrame frame) throws DecodeException {
    boolean goesOn = frame.opcode() == WebSocketFrame.CONTINUATION;
    if (begun.isPresent() != goesOn) {
      throw malformed("opcode", goesOn ? "a continuation of nothing" : "a message within another");
    }
    if (!goesOn && frame.last()) {
      return Optional.of(frame);
    }
    parts.bytes(frame.payload());
    if (parts.size() > WebSocketFrame.MOST_PAYLOAD) {
      throw malformed("Payload Data", "longer than any message of a gateway");
    }
    WebSocketFrame first = begun.orElse(frame);
    begun = frame.last() ? Optional.empty() : Optional.of(first);
    return frame.last() ? Optional.of(joined(first)) : Optional.empty();
  }

  private WebSocketFrame joined(WebSocketFrame first) {
    var whole = new WebSocketFrame(true, first.opcode(), first.mask(), parts.toBytes());
    parts = new WireWriter();
    return whole;
  }

  private static DecodeException malformed(String field, String trouble) {
    return new DecodeException(new DecodeFault.Malformed(field, 0, trouble));
  }
}
