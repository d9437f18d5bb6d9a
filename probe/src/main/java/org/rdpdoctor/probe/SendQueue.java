package org.rdpdoctor.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;

/// How many bytes of a connection the peer's machine has not acknowledged, as the kernel says.
///
/// A server that is slow to answer acknowledges at once what it was sent; a packet that something
/// on the way has dropped is acknowledged by nobody. Linux shows the difference in
/// `/proc/net/tcp` (proc_pid_net(5), `tx_queue`); elsewhere nothing is known.
final class SendQueue {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

  private static final int TX_QUEUE = 4;
  private static final int TIMER = 5;
  private static final int WINDOW_PROBE = 4;

  /// Machines with more sockets than this are not asked.
  private static final int MOST_LINES = 20_000;

  private SendQueue() {}

  /// Bytes that were sent from `localPort` to `remotePort` and not acknowledged yet.
  static OptionalInt unacknowledged(int localPort, int remotePort) {
    return look(line -> of(line, localPort, remotePort));
  }

  /// True if bytes wait to be sent because the peer's receive window is closed: the kernel has
  /// nothing to repeat, and only asks from time to time whether there is room now.
  static boolean waitsForWindow(int localPort, int remotePort) {
    OptionalInt timer = look(line -> timerOf(line, localPort, remotePort));
    return timer.isPresent() && timer.getAsInt() == WINDOW_PROBE;
  }

  private static OptionalInt look(Function<String, OptionalInt> reading) {
    for (Path table : TABLES) {
      try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.US_ASCII)) {
        for (int count = 0; count < MOST_LINES; count++) {
          String line = lines.readLine();
          if (line == null) {
            break;
          }
          OptionalInt found = reading.apply(line);
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

  /// One line of the table: `sl local_address rem_address st tx_queue:rx_queue tr:tm->when …`,
  /// numbers in hex.
  static OptionalInt of(String line, int localPort, int remotePort) {
    return number(line, localPort, remotePort, TX_QUEUE);
  }

  /// What the timer of the connection is for: 1 for a repetition, 4 for a question for room.
  static OptionalInt timerOf(String line, int localPort, int remotePort) {
    return number(line, localPort, remotePort, TIMER);
  }

  /// The number before the colon of the word at `index`, if the line is about this connection.
  private static OptionalInt number(String line, int localPort, int remotePort, int index) {
    String[] words = line.strip().split("\\s+", TIMER + 2);
    if (words.length < TIMER + 2
        || !words[1].endsWith(port(localPort))
        || !words[2].endsWith(port(remotePort))
        || words[index].indexOf(':') < 0) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(
          Integer.parseUnsignedInt(words[index].substring(0, words[index].indexOf(':')), 16));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static String port(int number) {
    return ":" + String.format(Locale.ROOT, "%04X", number);
  }
}
