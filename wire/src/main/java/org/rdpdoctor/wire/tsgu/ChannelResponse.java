package org.rdpdoctor.wire.tsgu;

import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_CHANNEL_RESPONSE`: whether the gateway may and can reach the target. Its text never shows
/// the cookie for UDP.
@SpecifiedIn("MS-TSGU 2.2.10.4")
public record ChannelResponse(
    TsguStatus errorCode,
    OptionalInt channelId,
    OptionalInt udpPort,
    Optional<Bytes> authnCookie,
    int otherFields,
    Bytes trailing)
    implements TsguPacket {
  static final int TYPE = 0x09;
  static final int CHANNELID = 0x1;
  static final int AUTHNCOOKIE = 0x2;
  static final int UDPPORT = 0x4;

  public ChannelResponse(TsguStatus errorCode, OptionalInt channelId) {
    this(errorCode, channelId, OptionalInt.empty(), Optional.empty(), 0, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    int present =
        (channelId.isPresent() ? CHANNELID : 0)
            | (authnCookie.isPresent() ? AUTHNCOOKIE : 0)
            | (udpPort.isPresent() ? UDPPORT : 0);
    out.u32le(errorCode.value()).u16le(present | otherFields).u16le(0); // reserved
    channelId.ifPresent(out::u32le);
    udpPort.ifPresent(out::u16le);
    authnCookie.ifPresent(cookie -> Blob.write(out, cookie));
  }

  @Override
  public String toString() {
    return "ChannelResponse[errorCode=%s, channelId=%s, udpPort=%s%s]"
        .formatted(errorCode, channelId, udpPort, authnCookie.isPresent() ? ", cookie hidden" : "");
  }

  static ChannelResponse read(WireReader in) throws DecodeException {
    var errorCode = new TsguStatus(in.u32le("errorCode"));
    int present = in.u16le("fieldsPresent");
    in.skip("reserved", 2);
    return new ChannelResponse(
        errorCode,
        (present & CHANNELID) != 0 ? OptionalInt.of(in.u32le("channelId")) : OptionalInt.empty(),
        (present & UDPPORT) != 0 ? OptionalInt.of(in.u16le("udpPort")) : OptionalInt.empty(),
        Blob.readIf((present & AUTHNCOOKIE) != 0, in, "authnCookie"),
        present & ~(CHANNELID | AUTHNCOOKIE | UDPPORT),
        in.rest());
  }
}
