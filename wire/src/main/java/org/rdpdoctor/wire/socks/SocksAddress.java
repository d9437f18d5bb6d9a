package org.rdpdoctor.wire.socks;

import java.nio.charset.StandardCharsets;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Where a SOCKS proxy is to connect to, or where it connected from.
@SpecifiedIn("RFC 1928 5")
public sealed interface SocksAddress {
  /// The bytes of an address: 4 for IPv4, 16 for IPv6.
  record Numeric(Bytes octets) implements SocksAddress {
    public Numeric {
      if (octets.size() != IPV4_SIZE && octets.size() != IPV6_SIZE) {
        throw new IllegalArgumentException("neither 4 nor 16 bytes");
      }
    }
  }

  /// A name, which the proxy looks up.
  record Name(Bytes octets) implements SocksAddress {
    public Name {
      if (octets.size() > MOST) {
        throw new IllegalArgumentException("at most 255 bytes");
      }
    }

    @Override
    public String toString() {
      return octets.decode(StandardCharsets.UTF_8);
    }
  }

  /// Bytes that a name can have.
  int MOST = 0xFF;

  int IPV4_SIZE = 4;
  int IPV6_SIZE = 16;

  /// A name as it is typed.
  ///
  /// @throws IllegalArgumentException if it has more than 255 bytes
  static SocksAddress named(String host) {
    return new Name(Bytes.utf8(host));
  }

  /// ATYP and what follows it, up to the port.
  static SocksAddress read(WireReader in) throws DecodeException {
    int at = in.offset();
    int type = in.u8("ATYP");
    return switch (type) {
      case 1 -> new Numeric(in.bytes("ADDR", IPV4_SIZE));
      case 3 -> new Name(in.bytes("ADDR", in.u8("ADDR length")));
      case 4 -> new Numeric(in.bytes("ADDR", IPV6_SIZE));
      default -> throw in.unknownType("ATYP", at, type);
    };
  }

  default void write(WireWriter out) {
    switch (this) {
      case Numeric(Bytes octets) -> out.u8(octets.size() == IPV4_SIZE ? 1 : 4).bytes(octets);
      case Name(Bytes octets) -> out.u8(3).u8Prefixed(octets);
    }
  }
}
