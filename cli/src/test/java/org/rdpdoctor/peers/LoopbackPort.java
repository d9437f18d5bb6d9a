package org.rdpdoctor.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Ports of 127.0.0.1.
final class LoopbackPort {
  private static final List<Path> LISTENERS =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final String LISTENING = " 0A ";

  private LoopbackPort() {}

  /// A port that nobody uses at the moment.
  static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether somebody listens, asked of the system where it can say so, for a server may count
  /// connections, serve only one, or stumble over one that says nothing.
  static boolean isListening(int port) {
    try {
      if (Files.isReadable(LISTENERS.getFirst())) {
        return isInTable(port);
      }
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return true;
      }
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean isInTable(int port) throws IOException {
    String local = String.format(Locale.ROOT, ":%04X ", port);
    for (Path table : LISTENERS) {
      if (!Files.isReadable(table)) {
        continue;
      }
      for (String line : Files.readAllLines(table)) {
        int at = line.indexOf(local);
        // sl local_address rem_address st …: the first address is the local one
        if (at >= 0 && at < line.indexOf(LISTENING) && line.indexOf(':') < at) {
          return true;
        }
      }
    }
    return false;
  }
}
