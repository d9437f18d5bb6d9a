package org.rdpdoctor.reader.capture.opened;

import java.util.Arrays;
import org.rdpdoctor.wire.Bytes;

/// Key material: never shown, and gone after [#wipe].
final class Secret {
  private final byte[] octets;

  private Secret(byte[] octets) {
    this.octets = octets;
  }

  /// Keeps this very array.
  static Secret of(byte[] octets) {
    return new Secret(octets);
  }

  static Secret copyOf(Bytes bytes) {
    return new Secret(bytes.toArray());
  }

  /// The array itself: neither to be changed nor to be kept.
  byte[] octets() {
    return octets;
  }

  int size() {
    return octets.length;
  }

  void wipe() {
    Arrays.fill(octets, (byte) 0);
  }

  @Override
  public String toString() {
    return "(a secret of " + octets.length + " bytes)";
  }
}
