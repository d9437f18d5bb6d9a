package org.rdpdoctor.wire.rdpeudp;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `RDPUDP_SYNDATAEX_PAYLOAD`: the highest version that one side has, or that both have.
///
/// @param cookieHash SHA-256 of the cookie that the server gave over TCP; empty if there is none.
///     Clients are known to send zeros for it, and to send it with version 2
@SpecifiedIn("MS-RDPEUDP 2.2.2.9")
public record SynDataEx(int uSynExFlags, ProtocolVersion uUdpVer, Bytes cookieHash) {
  /// The bit of `uSynExFlags` that makes `uUdpVer` count.
  public static final int VERSION_INFO_VALID = 0x0001;

  private static final int HASH = 32;
  private static final Bytes ZEROS = Bytes.copyOf(new byte[HASH]);

  /// A version, without a cookie.
  public static SynDataEx of(ProtocolVersion version) {
    return new SynDataEx(VERSION_INFO_VALID, version, Bytes.EMPTY);
  }

  public boolean isVersionValid() {
    return (uSynExFlags & VERSION_INFO_VALID) != 0;
  }

  /// @param fromClient whether a cookie may follow; zeros in its place are padding
  static SynDataEx read(WireReader in, boolean fromClient) throws DecodeException {
    int flags = in.u16be("uSynExFlags");
    var version = new ProtocolVersion(in.u16be("uUdpVer"));
    Bytes hash = fromClient && in.remaining() >= HASH ? in.bytes("cookieHash", HASH) : Bytes.EMPTY;
    return new SynDataEx(flags, version, hash.equals(ZEROS) ? Bytes.EMPTY : hash);
  }

  WireWriter write(WireWriter out) {
    return out.u16be(uSynExFlags).u16be(uUdpVer.value()).bytes(cookieHash);
  }
}
