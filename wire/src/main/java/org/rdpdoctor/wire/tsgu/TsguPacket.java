package org.rdpdoctor.wire.tsgu;

import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// What client and RD Gateway say to each other in the bodies of their HTTP channels, or in the
/// binary messages of a WebSocket. All numbers are little-endian.
///
/// The field `fieldsPresent` follows from what is present; of its bits only those without a meaning
/// are kept, as `otherFields`. What stands behind the last known field is kept as `trailing`.
@SpecifiedIn("MS-TSGU 2.2.10.9")
public sealed interface TsguPacket
    permits HandshakeRequest,
        HandshakeResponse,
        ExtendedAuthMessage,
        TunnelCreate,
        TunnelResponse,
        TunnelAuth,
        TunnelAuthResponse,
        ChannelCreate,
        ChannelResponse,
        Data,
        ServiceMessage,
        ReauthMessage,
        KeepAlive,
        CloseChannel,
        CloseChannelResponse,
        UnknownPacket {
  int HEADER_SIZE = 2 /* packetType */ + 2 /* reserved */ + 4 /* packetLength */;

  /// The most that a packet may have: more than all fields of any packet but those that list dozens
  /// of names.
  int MOST = 256 * 1024;

  /// `PKT_TYPE_…`, see MS-TSGU 2.2.5.3.3.
  int packetType();

  /// What stands behind the last known field: nothing, as a rule.
  Bytes trailing();

  /// Everything between the header and [#trailing].
  void write(WireWriter out);

  default Bytes encode() {
    var body = new WireWriter();
    write(body);
    body.bytes(trailing());
    return new WireWriter()
        .u16le(packetType())
        .u16le(0) // reserved
        .u32le(HEADER_SIZE + body.size())
        .bytes(body.toBytes())
        .toBytes();
  }

  /// The whole length of the packet that begins here, in bytes; nothing while less than its header
  /// is known. A header with an impossible length counts as a packet of its own, and decoding that
  /// says what is wrong.
  static OptionalInt length(Bytes heard) {
    if (heard.size() < HEADER_SIZE) {
      return OptionalInt.empty();
    }
    long claimed = 0;
    for (int i = HEADER_SIZE - 1; i >= HEADER_SIZE - 4; i--) {
      claimed = claimed << 8 | heard.at(i);
    }
    boolean possible = claimed >= HEADER_SIZE && claimed <= MOST;
    return OptionalInt.of(possible ? (int) claimed : HEADER_SIZE);
  }

  /// Reads a whole packet; what stands behind it is not looked at.
  static TsguPacket decode(Bytes packet) throws DecodeException {
    var head = new WireReader(packet);
    int type = head.u16le("packetType");
    head.skip("reserved", 2);
    int at = head.offset();
    long length = head.u32le("packetLength") & 0xFFFFFFFFL;
    if (length < HEADER_SIZE) {
      throw head.malformed("packetLength", at, "smaller than the header it stands in: " + length);
    }
    if (length > MOST) {
      throw head.wrongLength("packetLength", at, length, MOST);
    }
    WireReader in = head.part("body", (int) length - HEADER_SIZE);
    return switch (type) {
      case HandshakeRequest.TYPE -> HandshakeRequest.read(in);
      case HandshakeResponse.TYPE -> HandshakeResponse.read(in);
      case ExtendedAuthMessage.TYPE -> ExtendedAuthMessage.read(in);
      case TunnelCreate.TYPE -> TunnelCreate.read(in);
      case TunnelResponse.TYPE -> TunnelResponse.read(in);
      case TunnelAuth.TYPE -> TunnelAuth.read(in);
      case TunnelAuthResponse.TYPE -> TunnelAuthResponse.read(in);
      case ChannelCreate.TYPE -> ChannelCreate.read(in);
      case ChannelResponse.TYPE -> ChannelResponse.read(in);
      case Data.TYPE -> Data.read(in);
      case ServiceMessage.TYPE -> ServiceMessage.read(in);
      case ReauthMessage.TYPE -> ReauthMessage.read(in);
      case KeepAlive.TYPE -> KeepAlive.read(in);
      case CloseChannel.TYPE -> CloseChannel.read(in);
      case CloseChannelResponse.TYPE -> CloseChannelResponse.read(in);
      default -> new UnknownPacket(type, in.rest());
    };
  }
}
