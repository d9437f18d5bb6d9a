package org.rdpdoctor.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// How many bytes of a connection the peer's machine has not acknowledged, as the kernel says.
///
/// A server that is slow to answer acknowledges at once what it was sent; a packet that something
/// on the way has dropped is acknowledged by nobody. Linux shows the difference in
/// `/proc/net/tcp` (proc_pid_net(5), `tx_queue`); elsewhere nothing is known.
final class SendQueue {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

  /// Machines with more sockets than this are not asked.
  private static final int MOST_LINES = 20_000;

  private SendQueue() {}

  /// Bytes that were sent from `localPort` to `remotePort` and not acknowledged yet.
  static OptionalInt unacknowledged(int localPort, int remotePort) {
    for (Path table : TABLES) {
      try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.US_ASCII)) {
        for (int count = 0; count < MOST_LINES; count++) {
          String line = lines.readLine();
          if (line == null) {
            break;
          }
          OptionalInt found = of(line, localPort, remotePort);
          if (found.isPresent()) {
            return found;
          }
        }
      } catch (IOException _) {
        // not Linux, or not for us to read: nothing is known
      }
    }
    return OptionalInt.empty();
  }

  /// One line of the table: `sl local_address rem_address st tx_queue:rx_queue …`, numbers in hex.
  static OptionalInt of(String line, int localPort, int remotePort) {
    String[] words = line.strip().split("\\s+", 6);
    if (words.length < 6
        || !words[1].endsWith(port(localPort))
        || !words[2].endsWith(port(remotePort))
        || words[4].indexOf(':') < 0) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(
          Integer.parseUnsignedInt(words[4].substring(0, words[4].indexOf(':')), 16));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static String port(int number) {
    return ":" + String.format(Locale.ROOT, "%04X", number);
  }
}
