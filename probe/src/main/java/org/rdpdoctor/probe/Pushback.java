package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.wire.Bytes;

/// Bytes that were heard and not needed; they are heard again first.
final class Pushback {
  private Bytes bytes = Bytes.EMPTY;

  void put(Bytes more) {
    bytes = more.plus(bytes);
  }

  /// All of them, once.
  Optional<Heard> take(Duration at) {
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Bytes taken = bytes;
    bytes = Bytes.EMPTY;
    return Optional.of(new Heard.Data(taken, at));
  }
}
