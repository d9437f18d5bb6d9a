package org.rdpdoctor.reader.capture.opened;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.tls.Handshake;
import org.rdpdoctor.wire.tls.HandshakeReader;

/// Puts the handshake messages of one side together that stand in several records.
final class HandshakeAssembler {
  private Bytes rest = Bytes.EMPTY;
  private boolean lost;

  void feed(Bytes fragment) {
    rest = lost ? Bytes.EMPTY : rest.plus(fragment);
  }

  /// A part is missing: where the next message begins, nobody knows.
  void lose() {
    lost = true;
    rest = Bytes.EMPTY;
  }

  /// Whether a message that changes keys may have been missed.
  boolean isLost() {
    return lost;
  }

  /// Keys have changed, and no message goes on across that.
  void begin() {
    lost = false;
    rest = Bytes.EMPTY;
  }

  Optional<Handshake> next() throws DecodeException {
    if (rest.size() < Handshake.HEADER_SIZE) {
      return Optional.empty();
    }
    var in = new WireReader(rest);
    in.skip("msg_type", 1);
    int length = in.u24be("length");
    if (length > HandshakeReader.MAX_MESSAGE) {
      throw in.wrongLength("length", 1, length, HandshakeReader.MAX_MESSAGE);
    }
    if (length > in.remaining()) {
      return Optional.empty();
    }
    int size = Handshake.HEADER_SIZE + length;
    Handshake whole = Handshake.decode(rest.first(size));
    rest = rest.from(size);
    return Optional.of(whole);
  }
}
