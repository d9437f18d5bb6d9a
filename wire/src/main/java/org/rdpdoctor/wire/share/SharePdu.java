package org.rdpdoctor.wire.share;

import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// What begins with a Share Control Header, `TS_SHARECONTROLHEADER`: the messages of a session on
/// its I/O channel, after any security header.
///
/// `pduSource` is the channel id of who speaks.
@SpecifiedIn("MS-RDPBCGR 2.2.8.1.1.1.1")
public sealed interface SharePdu {
  /// The lower four bits of `pduType`.
  int type();

  int pduSource();

  /// What follows the header.
  Bytes body();

  int HEADER_SIZE = 2 /* totalLength */ + 2 /* pduType */ + 2 /* pduSource */;
  int TS_PROTOCOL_VERSION = 0x10;

  /// The type of the Enhanced Security Server Redirection PDU: after two bytes of padding its body
  /// is a [ServerRedirection] (MS-RDPBCGR 2.2.13.3.1).
  int PDUTYPE_SERVER_REDIR_PKT = 0x0A;

  /// Demand Active PDU: the server opens the session and says what it can do.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.13.1.1")
  record DemandActive(
      int pduSource,
      int shareId,
      Bytes sourceDescriptor,
      List<CapabilitySet> capabilitySets,
      int sessionId)
      implements SharePdu {
    static final int TYPE = 1;

    public DemandActive {
      capabilitySets = List.copyOf(capabilitySets);
    }

    private static DemandActive decodeBody(int source, WireReader in) throws DecodeException {
      int shareId = in.u32le("shareId");
      int descriptor = in.u16le("lengthSourceDescriptor");
      int capabilities = in.u16le("lengthCombinedCapabilities");
      return new DemandActive(
          source,
          shareId,
          in.bytes("sourceDescriptor", descriptor),
          CapabilitySet.decodeAll(in.part("capabilitySets", capabilities)),
          in.u32le("sessionId"));
    }

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      Bytes capabilities = CapabilitySet.encodeAll(capabilitySets);
      return new WireWriter()
          .u32le(shareId)
          .u16le(sourceDescriptor.size())
          .u16le(capabilities.size())
          .bytes(sourceDescriptor)
          .bytes(capabilities)
          .u32le(sessionId)
          .toBytes();
    }
  }

  /// Confirm Active PDU: the client's answer to it.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.13.2.1")
  record ConfirmActive(
      int pduSource,
      int shareId,
      int originatorId,
      Bytes sourceDescriptor,
      List<CapabilitySet> capabilitySets)
      implements SharePdu {
    static final int TYPE = 3;

    public ConfirmActive {
      capabilitySets = List.copyOf(capabilitySets);
    }

    private static ConfirmActive decodeBody(int source, WireReader in) throws DecodeException {
      int shareId = in.u32le("shareId");
      int originator = in.u16le("originatorId");
      int descriptor = in.u16le("lengthSourceDescriptor");
      int capabilities = in.u16le("lengthCombinedCapabilities");
      return new ConfirmActive(
          source,
          shareId,
          originator,
          in.bytes("sourceDescriptor", descriptor),
          CapabilitySet.decodeAll(in.part("capabilitySets", capabilities)));
    }

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      Bytes capabilities = CapabilitySet.encodeAll(capabilitySets);
      return new WireWriter()
          .u32le(shareId)
          .u16le(originatorId)
          .u16le(sourceDescriptor.size())
          .u16le(capabilities.size())
          .bytes(sourceDescriptor)
          .bytes(capabilities)
          .toBytes();
    }
  }

  /// Deactivate All PDU: the server suspends the session, to open it anew or to end it.
  @SpecifiedIn("MS-RDPBCGR 2.2.3.1.1")
  record DeactivateAll(int pduSource, Bytes body) implements SharePdu {
    static final int TYPE = 6;

    @Override
    public int type() {
      return TYPE;
    }
  }

  /// A Data PDU: after a Share Data Header, any of many kinds.
  ///
  /// @param uncompressedLength peers disagree on what it counts
  @SpecifiedIn("MS-RDPBCGR 2.2.8.1.1.1.2")
  record DataPdu(int pduSource, int shareId, int streamId, int uncompressedLength, ShareData data)
      implements SharePdu {
    static final int TYPE = 7;
    private static final int DATA_HEADER_SIZE = 12;
    public static final int STREAM_LOW = 1;

    /// As most peers send it.
    public static DataPdu of(int pduSource, int shareId, ShareData data) {
      int length = HEADER_SIZE + DATA_HEADER_SIZE + data.body().size();
      return new DataPdu(pduSource, shareId, STREAM_LOW, length, data);
    }

    private static DataPdu decodeBody(int source, WireReader in) throws DecodeException {
      int shareId = in.u32le("shareId");
      in.skip("pad1", 1);
      int streamId = in.u8("streamId");
      int length = in.u16le("uncompressedLength");
      int pduType2 = in.u8("pduType2");
      int compressedType = in.u8("compressedType");
      in.skip("compressedLength", 2);
      return new DataPdu(
          source, shareId, streamId, length, ShareData.decode(pduType2, compressedType, in));
    }

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      Bytes content = data.body();
      return new WireWriter()
          .u32le(shareId)
          .u8(0) // pad1
          .u8(streamId)
          .u16le(uncompressedLength)
          .u8(data.type())
          .u8(data.compressedType())
          .u16le(0) // compressedLength
          .bytes(content)
          .toBytes();
    }
  }

  /// A message of another type, such as a redirection, kept as it came.
  record OtherSharePdu(int type, int pduSource, Bytes body) implements SharePdu {}

  static SharePdu decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    int total = in.u16le("totalLength");
    if (total < HEADER_SIZE) {
      throw in.malformed("totalLength", 0, total + " does not even hold the header");
    }
    int type = in.u16le("pduType") & 0x0F;
    // Servers are known to send a Deactivate All that ends before its source.
    int source = in.isEmpty() ? 0 : in.u16le("pduSource");
    WireReader body = in.part("message", Math.min(total - HEADER_SIZE, in.remaining()));
    return switch (type) {
      case DemandActive.TYPE -> DemandActive.decodeBody(source, body);
      case ConfirmActive.TYPE -> ConfirmActive.decodeBody(source, body);
      case DeactivateAll.TYPE -> new DeactivateAll(source, body.rest());
      case DataPdu.TYPE -> DataPdu.decodeBody(source, body);
      default -> new OtherSharePdu(type, source, body.rest());
    };
  }

  default Bytes encode() {
    Bytes body = body();
    return new WireWriter()
        .u16le(HEADER_SIZE + body.size())
        // Windows sends redirections without a version.
        .u16le(type() == PDUTYPE_SERVER_REDIR_PKT ? type() : TS_PROTOCOL_VERSION | type())
        .u16le(pduSource())
        .bytes(body)
        .toBytes();
  }
}
