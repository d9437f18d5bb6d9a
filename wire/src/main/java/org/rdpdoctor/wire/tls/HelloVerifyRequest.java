package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// The body of a HelloVerifyRequest: before the server does any work, the client is to show that it
/// hears what is sent to its address.
///
/// @param serverVersion DTLS 1.0, as a rule, whatever will be agreed on
@SpecifiedIn("RFC 6347 4.2.1")
public record HelloVerifyRequest(TlsVersion serverVersion, Bytes cookie) {

  public static HelloVerifyRequest decode(Bytes body) throws DecodeException {
    var in = new WireReader(body);
    return new HelloVerifyRequest(
        new TlsVersion(in.u16be("server_version")), in.bytes("cookie", in.u8("cookie length")));
  }

  public Bytes encode() {
    return new WireWriter().u16be(serverVersion.value()).u8Prefixed(cookie).toBytes();
  }
}
