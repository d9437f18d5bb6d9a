package org.rdpdoctor.wire.share;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// A message of network characteristics detection, after its security header: in either direction.
///
/// @param messageType `requestType` or `responseType`
/// @param headerData what else the header holds
/// @param payload what follows the header: filling, to measure the bandwidth with
@SpecifiedIn("MS-RDPBCGR 2.2.14")
public record AutoDetectMessage(
    int headerTypeId, int sequenceNumber, int messageType, Bytes headerData, Bytes payload) {
  public static final int TYPE_ID_AUTODETECT_REQUEST = 0x00;
  public static final int TYPE_ID_AUTODETECT_RESPONSE = 0x01;

  private static final int HEADER_SIZE = 6;
  private static final int RTT_REQUEST = 0x0001;
  private static final int RTT_REQUEST_AT_CONNECT = 0x1001;
  private static final int BANDWIDTH_STOP = 0x0429;
  private static final int BANDWIDTH_STOP_AT_CONNECT = 0x002B;
  private static final int BANDWIDTH_RESULTS = 0x000B;
  private static final int BANDWIDTH_RESULTS_AT_CONNECT = 0x0003;

  public static AutoDetectMessage decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    int length = in.u8("headerLength");
    if (length < HEADER_SIZE) {
      throw in.malformed("headerLength", 0, length + " does not even hold the fixed fields");
    }
    return new AutoDetectMessage(
        in.u8("headerTypeId"),
        in.u16le("sequenceNumber"),
        in.u16le("messageType"),
        in.bytes("headerData", length - HEADER_SIZE),
        in.rest());
  }

  public Bytes encode() {
    return new WireWriter()
        .u8(HEADER_SIZE + headerData.size())
        .u8(headerTypeId)
        .u16le(sequenceNumber)
        .u16le(messageType)
        .bytes(headerData)
        .bytes(payload)
        .toBytes();
  }

  /// True if the server measures the round trip, and waits for [#roundTripResponse] (MS-RDPBCGR
  // 2.2.14.1.1).
  public boolean isRoundTripRequest() {
    return headerTypeId == TYPE_ID_AUTODETECT_REQUEST
        && (messageType == RTT_REQUEST || messageType == RTT_REQUEST_AT_CONNECT);
  }

  /// True if the server has measured the bandwidth, and waits for [#bandwidthResults] (MS-RDPBCGR
  // 2.2.14.1.4).
  public boolean isBandwidthStop() {
    return headerTypeId == TYPE_ID_AUTODETECT_REQUEST
        && (messageType == BANDWIDTH_STOP || messageType == BANDWIDTH_STOP_AT_CONNECT);
  }

  /// The answer to it (MS-RDPBCGR 2.2.14.2.1).
  public AutoDetectMessage roundTripResponse() {
    return response(0, Bytes.EMPTY);
  }

  /// @param millis between start and stop
  /// @param octets that came between them
  public AutoDetectMessage bandwidthResults(int millis, int octets) {
    return response(
        messageType == BANDWIDTH_STOP ? BANDWIDTH_RESULTS : BANDWIDTH_RESULTS_AT_CONNECT,
        new WireWriter().u32le(millis).u32le(octets).toBytes());
  }

  private AutoDetectMessage response(int type, Bytes data) {
    return new AutoDetectMessage(
        TYPE_ID_AUTODETECT_RESPONSE, sequenceNumber, type, data, Bytes.EMPTY);
  }
}
