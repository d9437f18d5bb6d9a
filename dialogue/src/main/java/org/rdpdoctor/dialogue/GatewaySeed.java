package org.rdpdoctor.dialogue;

import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;

/// The random bytes that open an OUT channel, so that proxies let the rest through (MS-TSGU 3.3.5.1
/// step 4). The specification says 100; what is known to be sent is 10. So whatever stands before
/// the first packet is taken for it.
final class GatewaySeed {
  /// Where the first packet must have begun.
  static final int MOST = 512;

  private static final int HEADER_SIZE = 8;

  /// `PKT_TYPE_…` (MS-TSGU 2.2.5.3.3) of what may come first: a handshake response, a service
  /// message, a keep-alive, the end of the channel.
  private static final Bytes FIRST = Bytes.of(0x02, 0x0B, 0x0D, 0x10);

  /// Longer than any of them is.
  private static final int MOST_LENGTH = 0x10000;

  private GatewaySeed() {}

  /// Where the first packet begins; nothing if that was not heard yet.
  static OptionalInt end(Bytes heard) {
    for (int at = 0; at <= MOST && at + HEADER_SIZE <= heard.size(); at++) {
      if (isHeader(heard, at)) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  /// Type, two zeros of `reserved`, and a length that fits.
  private static boolean isHeader(Bytes heard, int at) {
    int length = heard.at(at + 4) | heard.at(at + 5) << 8;
    boolean zeros =
        heard.at(at + 1) == 0
            && heard.at(at + 2) == 0
            && heard.at(at + 3) == 0
            && heard.at(at + 6) == 0
            && heard.at(at + 7) == 0;
    return zeros
        && FIRST.indexOf(heard.slice(at, at + 1)) >= 0
        && length >= HEADER_SIZE
        && length < MOST_LENGTH;
  }
}
