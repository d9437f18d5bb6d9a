package org.rdpdoctor.wire.rpch;

import java.util.List;
import java.util.OptionalLong;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// One statement of an [RtsPacket]. Its body is kept as it came.
@SpecifiedIn("MS-RPCH 2.2.3.5")
public record RtsCommand(int commandType, Bytes body) {
  public static final int RECEIVE_WINDOW_SIZE = 0x0;
  public static final int CONNECTION_TIMEOUT = 0x2;
  public static final int COOKIE = 0x3;
  public static final int CHANNEL_LIFETIME = 0x4;
  public static final int CLIENT_KEEPALIVE = 0x5;
  public static final int VERSION = 0x6;
  public static final int ASSOCIATION_GROUP_ID = 0xC;

  private static final int PADDING = 0x8;
  private static final int CLIENT_ADDRESS = 0xB;
  private static final int MOST_PADDING = 0xFFFF;
  private static final int COOKIE_SIZE = 16;

  private static final List<String> NAMES =
      List.of(
          "ReceiveWindowSize",
          "FlowControlAck",
          "ConnectionTimeout",
          "Cookie",
          "ChannelLifetime",
          "ClientKeepalive",
          "Version",
          "Empty",
          "Padding",
          "NegativeANCE",
          "ANCE",
          "ClientAddress",
          "AssociationGroupId",
          "Destination",
          "PingTrafficSentNotify");

  /// A command whose body is one number.
  public static RtsCommand number(int commandType, int value) {
    return new RtsCommand(commandType, new WireWriter().u32le(value).toBytes());
  }

  /// A cookie, or the id of an association group, of sixteen bytes.
  public static RtsCommand cookie(int commandType, Bytes cookie) {
    if (cookie.size() != COOKIE_SIZE) {
      throw new IllegalArgumentException("a cookie has 16 bytes, not " + cookie.size());
    }
    return new RtsCommand(commandType, cookie);
  }

  /// The number in the body, if it is one.
  public OptionalLong value() {
    if (body.size() != Integer.BYTES) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (int i = Integer.BYTES - 1; i >= 0; i--) {
      value = value << 8 | body.at(i);
    }
    return OptionalLong.of(value);
  }

  static RtsCommand read(WireReader in) throws DecodeException {
    int at = in.offset();
    int type = in.u32le("CommandType");
    return new RtsCommand(type, in.bytes(name(type), bodySize(type, at, in)));
  }

  /// Commands do not say how long they are; that follows from their type, and an unknown one cannot
  /// be passed over.
  private static int bodySize(int type, int at, WireReader in) throws DecodeException {
    return switch (type) {
      case 0x0, 0x2, 0x4, 0x5, 0x6, 0xD, 0xE -> 4;
      case 0x1 -> 4 /* Bytes Received */ + 4 /* Available Window */ + COOKIE_SIZE;
      case 0x3, 0xC -> COOKIE_SIZE;
      case 0x7, 0x9, 0xA -> 0;
      case PADDING -> 4 /* ConformanceCount */ + paddingSize(in);
      case CLIENT_ADDRESS -> addressSize(in);
      default -> throw in.unknownType("CommandType", at, type);
    };
  }

  private static int paddingSize(WireReader in) throws DecodeException {
    WireReader ahead = in.at("ConformanceCount", in.offset());
    long count = ahead.u32le("ConformanceCount") & 0xFFFFFFFFL;
    if (count > MOST_PADDING) {
      throw ahead.wrongLength("ConformanceCount", in.offset(), count, MOST_PADDING);
    }
    return (int) count;
  }

  private static int addressSize(WireReader in) throws DecodeException {
    WireReader ahead = in.at("AddressType", in.offset());
    int address = ahead.u32le("AddressType") == 0 ? 4 /* IPv4 */ : 16 /* IPv6 */;
    return 4 /* AddressType */ + address + 12 /* Padding */;
  }

  void write(WireWriter out) {
    out.u32le(commandType).bytes(body);
  }

  private static String name(int type) {
    return type >= 0 && type < NAMES.size() ? NAMES.get(type) : "command " + type;
  }

  /// The name as the specification spells it, with the number if there is one.
  @Override
  public String toString() {
    OptionalLong value = value();
    return name(commandType) + (value.isPresent() ? " " + value.getAsLong() : "");
  }
}
