package org.rdpdoctor.wire.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// One frame: a message, a part of one, or a control frame. No extension is spoken, so the three
/// reserved bits must be clear.
///
/// @param last false if the message goes on in a [#CONTINUATION]
/// @param mask the four bytes that every frame of a client is masked with; servers send none
/// @param payload in plain, whatever the mask
@SpecifiedIn("RFC 6455 5.2")
public record WebSocketFrame(boolean last, int opcode, Optional<Bytes> mask, Bytes payload) {
  public static final int CONTINUATION = 0x0;
  public static final int TEXT = 0x1;
  public static final int BINARY = 0x2;
  public static final int CLOSE = 0x8;
  public static final int PING = 0x9;
  public static final int PONG = 0xA;

  /// The most that a payload may hold here: many times what a gateway puts into a frame.
  public static final int MOST_PAYLOAD = 1 << 20;

  /// The most that a control frame may hold.
  public static final int MOST_CONTROL = 125;

  public static final int MASK_SIZE = 4;

  private static final int FIN = 0x80;
  private static final int RESERVED = 0x70;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;

  public WebSocketFrame {
    if (opcode < 0 || opcode > 0xF) {
      throw new IllegalArgumentException("an opcode has four bits: " + opcode);
    }
    if (mask.isPresent() && mask.get().size() != MASK_SIZE) {
      throw new IllegalArgumentException("a mask has four bytes");
    }
    if (isControl(opcode) && (!last || payload.size() > MOST_CONTROL)) {
      throw new IllegalArgumentException("a control frame is whole and holds at most 125 bytes");
    }
  }

  /// A whole message of bytes, not masked.
  public static WebSocketFrame binary(Bytes payload) {
    return new WebSocketFrame(true, BINARY, Optional.empty(), payload);
  }

  /// A control frame, not masked.
  public static WebSocketFrame control(int opcode, Bytes payload) {
    return new WebSocketFrame(true, opcode, Optional.empty(), payload);
  }

  /// A CLOSE with its reason, not masked.
  public static WebSocketFrame close(CloseCode code, String reason) {
    return control(CLOSE, new WireWriter().u16be(code.value()).bytes(Bytes.utf8(reason)).toBytes());
  }

  /// The same frame as a client sends it; the four bytes should be random.
  public WebSocketFrame masked(Bytes mask) {
    return new WebSocketFrame(last, opcode, Optional.of(mask), payload);
  }

  public boolean isControl() {
    return isControl(opcode);
  }

  private static boolean isControl(int opcode) {
    return opcode >= CLOSE;
  }

  /// Why the peer closes: nothing if it does not say, or if this is no CLOSE.
  public Optional<CloseCode> closeCode() {
    return opcode == CLOSE && payload.size() >= 2
        ? Optional.of(new CloseCode(payload.at(0) << 8 | payload.at(1)))
        : Optional.empty();
  }

  /// The text behind [#closeCode], which may be empty.
  public String closeReason() {
    return closeCode().isPresent() ? payload.from(2).decode(StandardCharsets.UTF_8) : "";
  }

  /// The whole length of the frame that begins here, in bytes; nothing while too few are known.
  ///
  /// @throws DecodeException as soon as these bytes cannot begin a frame
  public static OptionalInt length(Bytes heard) throws DecodeException {
    var in = new WireReader(heard);
    if (heard.isEmpty()) {
      return OptionalInt.empty();
    }
    int opcode = readOpcode(in) & 0xF;
    if (in.isEmpty()) {
      return OptionalInt.empty();
    }
    int second = in.u8("Payload len");
    if (in.remaining() < lengthSize(second)) {
      return OptionalInt.empty();
    }
    int payload = readLength(in, second, opcode);
    return OptionalInt.of(in.offset() + maskSize(second) + payload);
  }

  /// Reads a whole frame; what stands behind it is not looked at.
  public static WebSocketFrame decode(Bytes frame) throws DecodeException {
    var in = new WireReader(frame);
    int first = readOpcode(in);
    int opcode = first & 0xF;
    boolean last = (first & FIN) != 0;
    if (isControl(opcode) && !last) {
      throw in.malformed("FIN", 0, "clear in a control frame");
    }
    int second = in.u8("MASK and Payload len");
    int length = readLength(in, second, opcode);
    Optional<Bytes> mask =
        (second & MASKED) == 0 ? Optional.empty() : Optional.of(in.bytes("Masking-key", MASK_SIZE));
    Bytes payload = in.bytes("Payload Data", length);
    Bytes plain = mask.map(key -> mask(key, payload)).orElse(payload);
    return new WebSocketFrame(last, opcode, mask, plain);
  }

  private static int readOpcode(WireReader in) throws DecodeException {
    int first = in.u8("FIN, RSV and opcode");
    in.require("RSV", 1, 0, first & RESERVED);
    return first;
  }

  private static int lengthSize(int second) {
    int length = second & ~MASKED;
    return length == LENGTH_64 ? 8 : length == LENGTH_16 ? 2 : 0;
  }

  private static int maskSize(int second) {
    return (second & MASKED) == 0 ? 0 : MASK_SIZE;
  }

  private static int readLength(WireReader in, int second, int opcode) throws DecodeException {
    int at = in.offset() - 1;
    long length =
        switch (lengthSize(second)) {
          case 2 -> in.u16be("Extended payload length");
          case 8 ->
              (long) in.u32be("Extended payload length") << 32
                  | in.u32be("Extended payload length") & 0xFFFFFFFFL;
          default -> second & ~MASKED;
        };
    int most = isControl(opcode) ? MOST_CONTROL : MOST_PAYLOAD;
    if (length < 0 || length > most) {
      throw in.wrongLength("Payload len", at, length, most);
    }
    return (int) length;
  }

  public Bytes encode() {
    var out = new WireWriter().u8((last ? FIN : 0) | opcode);
    int masked = mask.isPresent() ? MASKED : 0;
    int length = payload.size();
    if (length < LENGTH_16) {
      out.u8(masked | length);
    } else if (length <= 0xFFFF) {
      out.u8(masked | LENGTH_16).u16be(length);
    } else {
      out.u8(masked | LENGTH_64).u32be(0).u32be(length);
    }
    mask.ifPresent(out::bytes);
    return out.bytes(mask.map(key -> mask(key, payload)).orElse(payload)).toBytes();
  }

  private static Bytes mask(Bytes key, Bytes data) {
    byte[] masked = data.toArray();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= (byte) key.at(i % MASK_SIZE);
    }
    return Bytes.copyOf(masked);
  }
}
