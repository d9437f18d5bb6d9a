package org.rdpdoctor.wire.ntlm;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// The fields of variable length, which stand behind the fixed ones: each is found by a length and
/// an offset from the first byte of the message.
final class Payload {
  private Payload() {}

  static final int FIELDS_SIZE = 2 /* Len */ + 2 /* MaxLen */ + 4 /* BufferOffset */;

  /// The place of a field that is not there at all.
  static final Bytes NOWHERE = new WireWriter().zeros(FIELDS_SIZE).toBytes();

  /// Where a field is.
  record Place(String field, int length, int offset) {
    static Place read(WireReader in, String field) throws DecodeException {
      int length = in.u16le(field + "Len");
      in.skip(field + "MaxLen", 2);
      return new Place(field, length, in.u32le(field + "BufferOffset"));
    }

    /// The first byte of the field, or far away if it is empty: such a field may have any offset.
    int start() {
      return length == 0 || offset < 0 ? Integer.MAX_VALUE : offset;
    }

    Bytes in(WireReader message) throws DecodeException {
      return length == 0 ? Bytes.EMPTY : message.at(field, offset).bytes(field, length);
    }
  }

  /// The characters of names in a message with these flags. OEM characters depend on the sender's
  /// code page, which it does not tell: beyond ASCII they are guessed.
  static Charset charset(NegotiateFlags flags) {
    return flags.has(NegotiateFlags.UNICODE)
        ? StandardCharsets.UTF_16LE
        : StandardCharsets.ISO_8859_1;
  }

  static Bytes text(String text, Charset charset) {
    return Bytes.copyOf(text.getBytes(charset));
  }

  /// Collects payload and says where each part of it will stand.
  static final class Writer {
    private final WireWriter payload = new WireWriter();
    private final int start;

    Writer(int start) {
      this.start = start;
    }

    /// Length, length again and offset of `part`, which becomes the next part of the payload.
    Bytes place(Bytes part) {
      var fields =
          new WireWriter()
              .u16le(part.size())
              .u16le(part.size())
              .u32le(start + payload.size())
              .toBytes();
      payload.bytes(part);
      return fields;
    }

    Bytes toBytes() {
      return payload.toBytes();
    }
  }
}
