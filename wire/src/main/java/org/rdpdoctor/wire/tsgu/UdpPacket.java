package org.rdpdoctor.wire.tsgu;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// What client and RD Gateway say to each other by UDP, inside DTLS. All numbers are little-endian.
///
/// The tables of the specification give `result` and `discReason` eight bytes and its words call
/// them LONG, which has four: four are read, and more are kept as `trailing`.
@SpecifiedIn("MS-TSGU 2.2.11.7")
public sealed interface UdpPacket {

  /// `PKT_TYPE_…`, see MS-TSGU 2.2.5.4.1.
  int pktId();

  /// Everything behind the header.
  void write(WireWriter out);

  default Bytes encode() {
    var body = new WireWriter();
    write(body);
    return new WireWriter().u16le(pktId()).u16le(body.size()).bytes(body.toBytes()).toBytes();
  }

  /// Reads a whole packet; what stands behind it is not looked at.
  static UdpPacket decode(Bytes packet) throws DecodeException {
    var head = new WireReader(packet);
    int type = head.u16le("pktID");
    WireReader in = head.part("body", head.u16le("pktLen"));
    return switch (type) {
      case ConnectRequest.TYPE -> ConnectRequest.read(in);
      case ConnectResponse.TYPE -> ConnectResponse.read(in);
      case Payload.TYPE -> new Payload(in.rest());
      case Disconnect.TYPE -> new Disconnect(new TsguStatus(in.u32le("discReason")), in.rest());
      case ConnectFragment.TYPE -> ConnectFragment.read(in);
      default -> new Unknown(type, in.rest());
    };
  }

  /// `CONNECT_PKT`: the client shows the cookie that [ChannelResponse] gave it. Its text never
  /// shows the cookie.
  ///
  /// @param usPortNumber of the target
  /// @param fLossy true if lost data are not to be sent again
  /// @param authnCookie whose length has two bytes in the table, though the words call it a DWORD
  @SpecifiedIn("MS-TSGU 2.2.11.3")
  record ConnectRequest(
      int usPortNumber,
      int uUpStreamMtu,
      int uDownStreamMtu,
      boolean fLossy,
      int snSendIsn,
      Bytes authnCookie,
      Bytes trailing)
      implements UdpPacket {
    static final int TYPE = 1;

    @Override
    public int pktId() {
      return TYPE;
    }

    @Override
    public void write(WireWriter out) {
      out.u16le(usPortNumber).u16le(authnCookie.size());
      out.u16le(uUpStreamMtu).u16le(uDownStreamMtu).u32le(fLossy ? 1 : 0).u32le(snSendIsn);
      out.bytes(authnCookie).bytes(trailing);
    }

    static ConnectRequest read(WireReader in) throws DecodeException {
      int port = in.u16le("usPortNumber");
      int cookieSize = in.u16le("cbAuthnCookieLen");
      return new ConnectRequest(
          port,
          in.u16le("uUpStreamMtu"),
          in.u16le("uDownStreamMtu"),
          in.u32le("fLossy") != 0,
          in.u32le("snSendISN"),
          in.bytes("authnCookie", cookieSize),
          in.rest());
    }

    @Override
    public String toString() {
      return "ConnectRequest[usPortNumber=%d, uUpStreamMtu=%d, uDownStreamMtu=%d, cookie hidden]"
          .formatted(usPortNumber, uUpStreamMtu, uDownStreamMtu);
    }
  }

  /// `CONNECT_PKT_RESP`: whether the gateway reached the target, and how large datagrams may be.
  @SpecifiedIn("MS-TSGU 2.2.11.4")
  record ConnectResponse(
      int uUpStreamMtu, int uDownStreamMtu, int snRecvIsn, TsguStatus result, Bytes trailing)
      implements UdpPacket {
    static final int TYPE = 2;

    @Override
    public int pktId() {
      return TYPE;
    }

    @Override
    public void write(WireWriter out) {
      out.u16le(uUpStreamMtu).u16le(uDownStreamMtu).u32le(snRecvIsn);
      out.u32le(result.value()).bytes(trailing);
    }

    static ConnectResponse read(WireReader in) throws DecodeException {
      return new ConnectResponse(
          in.u16le("uUpStreamMtu"),
          in.u16le("uDownStreamMtu"),
          in.u32le("snRecvISN"),
          new TsguStatus(in.u32le("result")),
          in.rest());
    }
  }

  /// `DATA_PKT`: bytes from or for the target.
  @SpecifiedIn("MS-TSGU 2.2.11.5")
  record Payload(Bytes data) implements UdpPacket {
    static final int TYPE = 3;

    @Override
    public int pktId() {
      return TYPE;
    }

    @Override
    public void write(WireWriter out) {
      out.bytes(data);
    }
  }

  /// `DISC_PKT`: one side ends the channel, and says why.
  @SpecifiedIn("MS-TSGU 2.2.11.6")
  record Disconnect(TsguStatus discReason, Bytes trailing) implements UdpPacket {
    static final int TYPE = 4;

    @Override
    public int pktId() {
      return TYPE;
    }

    @Override
    public void write(WireWriter out) {
      out.u32le(discReason.value()).bytes(trailing);
    }
  }

  /// `CONNECT_PKT_FRAGMENT`: a part of a [ConnectRequest], which with its cookie is too large for
  /// one datagram.
  ///
  /// @param usFragmentId from 0
  @SpecifiedIn("MS-TSGU 2.2.11.10")
  record ConnectFragment(int usFragmentId, int usNoOfFragments, Bytes fragment, Bytes trailing)
      implements UdpPacket {
    static final int TYPE = 5;

    @Override
    public int pktId() {
      return TYPE;
    }

    @Override
    public void write(WireWriter out) {
      out.u16le(usFragmentId).u16le(usNoOfFragments);
      Blob.write(out, fragment);
      out.bytes(trailing);
    }

    static ConnectFragment read(WireReader in) throws DecodeException {
      return new ConnectFragment(
          in.u16le("usFragmentID"),
          in.u16le("usNoOfFragments"),
          Blob.read(in, "fragment"),
          in.rest());
    }

    /// Parts of a cookie are as secret as the whole.
    @Override
    public String toString() {
      return "ConnectFragment[%d of %d, %d bytes hidden]"
          .formatted(usFragmentId, usNoOfFragments, fragment.size());
    }
  }

  /// A packet of a type that has no name, as it came.
  @SpecifiedIn("MS-TSGU 2.2.5.4.1")
  record Unknown(int pktId, Bytes body) implements UdpPacket {
    @Override
    public void write(WireWriter out) {
      out.bytes(body);
    }
  }
}
