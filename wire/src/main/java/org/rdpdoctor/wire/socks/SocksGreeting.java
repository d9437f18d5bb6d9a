package org.rdpdoctor.wire.socks;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// The first message of a client: which methods it has.
@SpecifiedIn("RFC 1928 3")
public record SocksGreeting(List<SocksMethod> methods) {
  static final int VERSION = 5;

  public SocksGreeting {
    methods = List.copyOf(methods);
  }

  public static SocksGreeting decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    in.require("VER", 1, VERSION, in.u8("VER"));
    int count = in.u8("NMETHODS");
    var methods = new ArrayList<SocksMethod>();
    for (int i = 0; i < count; i++) {
      methods.add(new SocksMethod(in.u8("METHODS")));
    }
    in.require("bytes left", 0, 0, in.remaining());
    return new SocksGreeting(methods);
  }

  /// @throws IllegalArgumentException if there are more than 255 methods
  public Bytes encode() {
    if (methods.size() > 0xFF) {
      throw new IllegalArgumentException("at most 255 methods");
    }
    var out = new WireWriter().u8(VERSION).u8(methods.size());
    methods.forEach(method -> out.u8(method.value()));
    return out.toBytes();
  }
}
