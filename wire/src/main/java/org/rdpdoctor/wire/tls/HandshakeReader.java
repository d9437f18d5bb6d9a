package org.rdpdoctor.wire.tls;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;

/// Puts handshake messages together again that stand in several records, and reads them.
///
/// Feed it the fragments of handshake records in their order, then take [#next] until there is
/// none. It remembers the version and the cipher suite of the server's hello, which decide how
/// later messages read.
public final class HandshakeReader {
  /// More than any certificate chain needs; a longer message is a fault.
  public static final int MAX_MESSAGE = 256 * 1024;

  private Bytes rest = Bytes.EMPTY;
  private TlsVersion version = TlsVersion.TLS12;
  private CipherSuite suite = CipherSuite.TLS_NULL_WITH_NULL_NULL;

  public HandshakeReader feed(Bytes fragment) {
    rest = rest.plus(fragment);
    return this;
  }

  /// The next whole message, or nothing until more is fed.
  ///
  /// @throws DecodeException if it is damaged, in which case the next call goes on behind it; or if
  ///     it is longer than [#MAX_MESSAGE], which every later call says again
  public Optional<HandshakeMessage> next() throws DecodeException {
    if (rest.size() < Handshake.HEADER_SIZE) {
      return Optional.empty();
    }
    var in = new WireReader(rest);
    in.skip("msg_type", 1);
    int length = in.u24be("length");
    if (length > MAX_MESSAGE) {
      throw in.wrongLength("length", 1, length, MAX_MESSAGE);
    }
    if (length > in.remaining()) {
      return Optional.empty();
    }
    Bytes whole = rest.first(Handshake.HEADER_SIZE + length);
    rest = rest.from(whole.size());
    HandshakeMessage message = HandshakeMessage.decode(whole, version, suite);
    if (message instanceof ServerHello hello) {
      version = hello.version();
      suite = hello.cipherSuite();
    }
    return Optional.of(message);
  }

  /// What was fed and not taken: nothing, or the beginning of a message.
  public Bytes rest() {
    return rest;
  }
}
