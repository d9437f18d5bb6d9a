package org.rdpdoctor.wire.security;

import java.nio.charset.StandardCharsets;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Extended Info Packet, `TS_EXTENDED_INFO_PACKET`: where the client is. Texts keep the NUL they
/// end with.
///
/// @param rest every field after `clientDir`, as they grew from version to version: time zone,
/// session id, performance flags, auto-reconnect cookie …
@SpecifiedIn("MS-RDPBCGR 2.2.1.11.1.1.1")
public record ExtendedInfo(
    int clientAddressFamily, String clientAddress, String clientDir, Bytes rest) {
  public static final int AF_INET = 0x0002;
  private static final int TIME_ZONE_SIZE = 172;

  /// A client at `address` without a time zone.
  public static ExtendedInfo of(String address, int performanceFlags) {
    return new ExtendedInfo(
        AF_INET,
        address + "\0",
        "\0",
        new WireWriter()
            .zeros(TIME_ZONE_SIZE)
            .u32le(0) // clientSessionId
            .u32le(performanceFlags)
            .u16le(0) // cbAutoReconnectCookie
            .toBytes());
  }

  public static ExtendedInfo decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    int family = in.u16le("clientAddressFamily");
    String address = text(in, "clientAddress");
    return new ExtendedInfo(family, address, text(in, "clientDir"), in.rest());
  }

  private static String text(WireReader in, String field) throws DecodeException {
    return in.bytes(field, in.u16le("cb" + field)).decode(StandardCharsets.UTF_16LE);
  }

  public Bytes encode() {
    Bytes address = Bytes.utf16le(clientAddress);
    Bytes directory = Bytes.utf16le(clientDir);
    return new WireWriter()
        .u16le(clientAddressFamily)
        .u16le(address.size())
        .bytes(address)
        .u16le(directory.size())
        .bytes(directory)
        .bytes(rest)
        .toBytes();
  }
}
