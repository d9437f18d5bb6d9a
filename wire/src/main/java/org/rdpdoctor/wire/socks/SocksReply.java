package org.rdpdoctor.wire.socks;

import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// What became of a [SocksRequest]; after [#SUCCEEDED], the connection is the target's.
@SpecifiedIn("RFC 1928 6")
public record SocksReply(int code, SocksAddress bound, int port) {
  public static final int SUCCEEDED = 0;
  public static final int GENERAL_FAILURE = 1;
  public static final int NOT_ALLOWED = 2;
  public static final int NETWORK_UNREACHABLE = 3;
  public static final int HOST_UNREACHABLE = 4;
  public static final int CONNECTION_REFUSED = 5;
  public static final int TTL_EXPIRED = 6;
  public static final int COMMAND_NOT_SUPPORTED = 7;
  public static final int ADDRESS_TYPE_NOT_SUPPORTED = 8;

  private static final int UP_TO_TYPE = 4;
  private static final int PORT_SIZE = 2;

  /// What the specification calls a code.
  public static String nameOf(int code) {
    return switch (code) {
      case SUCCEEDED -> "succeeded";
      case GENERAL_FAILURE -> "general SOCKS server failure";
      case NOT_ALLOWED -> "connection not allowed by ruleset";
      case NETWORK_UNREACHABLE -> "network unreachable";
      case HOST_UNREACHABLE -> "host unreachable";
      case CONNECTION_REFUSED -> "connection refused";
      case TTL_EXPIRED -> "TTL expired";
      case COMMAND_NOT_SUPPORTED -> "command not supported";
      case ADDRESS_TYPE_NOT_SUPPORTED -> "address type not supported";
      default -> "no code of the specification";
    };
  }

  /// How many of the bytes `heard` so far belong to the reply, once it is there as a whole.
  ///
  /// @throws DecodeException if it can be none
  public static OptionalInt sizeOf(Bytes heard) throws DecodeException {
    var in = new WireReader(heard);
    if (!in.isEmpty()) {
      in.require("VER", 1, SocksGreeting.VERSION, in.u8("VER"));
    }
    if (heard.size() <= UP_TO_TYPE) {
      return OptionalInt.empty();
    }
    int type = heard.at(UP_TO_TYPE - 1);
    int address =
        switch (type) {
          case 1 -> SocksAddress.IPV4_SIZE;
          case 3 -> 1 + heard.at(UP_TO_TYPE);
          case 4 -> SocksAddress.IPV6_SIZE;
          default -> throw in.unknownType("ATYP", UP_TO_TYPE - 1, type);
        };
    int size = UP_TO_TYPE + address + PORT_SIZE;
    return heard.size() < size ? OptionalInt.empty() : OptionalInt.of(size);
  }

  public static SocksReply decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    in.require("VER", 1, SocksGreeting.VERSION, in.u8("VER"));
    int code = in.u8("REP");
    in.skip("RSV", 1);
    var reply = new SocksReply(code, SocksAddress.read(in), in.u16be("BND.PORT"));
    in.require("bytes left", 0, 0, in.remaining());
    return reply;
  }

  public Bytes encode() {
    var out = new WireWriter().u8(SocksGreeting.VERSION).u8(code).u8(0);
    bound.write(out);
    return out.u16be(port).toBytes();
  }
}
