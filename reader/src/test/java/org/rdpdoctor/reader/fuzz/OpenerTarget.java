package org.rdpdoctor.reader.fuzz;

import java.time.Duration;
import java.util.Optional;
import org.rdpdoctor.reader.capture.Opener;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.opened.KeyRing;
import org.rdpdoctor.wire.Bytes;

/// Fuzz target for whoever opens TLS: a conversation in pieces, of which the first byte says whose
/// it is and whether the capture lacks it, the next two how long it is.
public final class OpenerTarget {
  /// The random in the hellos of this target's seeds, and made-up secrets for it.
  private static final String RANDOM = "5a".repeat(32);

  private static final String KEY_LOG =
      """
      CLIENT_RANDOM %1$s %2$s
      CLIENT_HANDSHAKE_TRAFFIC_SECRET %1$s %3$s
      SERVER_HANDSHAKE_TRAFFIC_SECRET %1$s %3$s
      CLIENT_TRAFFIC_SECRET_0 %1$s %3$s
      SERVER_TRAFFIC_SECRET_0 %1$s %3$s
      """
          .formatted(RANDOM, "11".repeat(48), "22".repeat(32));

  private OpenerTarget() {}

  /// Called by the fuzzer. Whatever is thrown is a finding.
  public static void fuzzerTestOneInput(byte[] data) {
    var ring = new KeyRing();
    ring.addKeyLog(KEY_LOG, "seed");
    Optional<Opener> opener = ring.forHello(Bytes.hex(RANDOM));
    int at = 0;
    while (at + 3 <= data.length && opener.isPresent()) {
      Side from = (data[at] & 1) == 0 ? Side.CLIENT : Side.SERVER;
      boolean missing = (data[at] & 2) != 0;
      int size = (data[at + 1] & 0xFF) << 8 | (data[at + 2] & 0xFF);
      at += 3;
      if (missing) {
        opener.get().miss(from, size, Duration.ZERO);
      } else {
        int here = Math.min(size, data.length - at);
        opener.get().open(from, Bytes.copyOf(data, at, here), Duration.ZERO);
        at += here;
      }
      opener.get().asides();
    }
  }
}
