package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;

/// ServerHelloDone: up to TLS 1.2, the server has said what it has to say and waits for the client.
@SpecifiedIn("RFC 5246 7.4.5")
public record ServerHelloDone() implements HandshakeMessage {
  public static ServerHelloDone decode(Bytes message) throws DecodeException {
    var in = Handshake.open(message, HandshakeType.SERVER_HELLO_DONE);
    if (!in.isEmpty()) {
      throw in.wrongLength("length", 1, in.remaining(), 0);
    }
    return new ServerHelloDone();
  }

  @Override
  public Bytes encode() {
    return new Handshake(HandshakeType.SERVER_HELLO_DONE, Bytes.EMPTY).encode();
  }
}
