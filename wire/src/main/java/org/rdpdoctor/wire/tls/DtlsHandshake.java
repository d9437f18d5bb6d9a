package org.rdpdoctor.wire.tls;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// A handshake message for datagrams, or a part of one.
///
/// @param length of the whole message's body
/// @param messageSeq the number of the message, from 0
/// @param fragmentOffset where in the body `fragment` stands
@SpecifiedIn("RFC 6347 4.2.2")
public record DtlsHandshake(
    HandshakeType type, int length, int messageSeq, int fragmentOffset, Bytes fragment) {

  /// A message in one part.
  public static DtlsHandshake whole(HandshakeType type, int messageSeq, Bytes body) {
    return new DtlsHandshake(type, body.size(), messageSeq, 0, body);
  }

  /// True if this is all of the message.
  public boolean isWhole() {
    return fragmentOffset == 0 && fragment.size() == length;
  }

  /// All messages and parts in the fragment of one record.
  public static List<DtlsHandshake> all(Bytes fragment) throws DecodeException {
    var in = new WireReader(fragment);
    var messages = new ArrayList<DtlsHandshake>();
    do {
      messages.add(read(in));
    } while (!in.isEmpty());
    return List.copyOf(messages);
  }

  /// Reads the message that begins here; what stands behind it is not looked at.
  public static DtlsHandshake decode(Bytes message) throws DecodeException {
    return read(new WireReader(message));
  }

  private static DtlsHandshake read(WireReader in) throws DecodeException {
    var type = new HandshakeType(in.u8("msg_type"));
    int length = in.u24be("length");
    int messageSeq = in.u16be("message_seq");
    int offset = in.u24be("fragment_offset");
    int at = in.offset();
    int size = in.u24be("fragment_length");
    if (offset + size > length) {
      throw in.wrongLength("fragment_length", at, size, Math.max(0, length - offset));
    }
    return new DtlsHandshake(type, length, messageSeq, offset, in.bytes("fragment", size));
  }

  public Bytes encode() {
    return new WireWriter()
        .u8(type.value())
        .u24be(length)
        .u16be(messageSeq)
        .u24be(fragmentOffset)
        .u24bePrefixed(fragment)
        .toBytes();
  }
}
