package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/// The addresses of this machine itself.
final class Interfaces {
  private static final int MOST = 4;

  private Interfaces() {}

  /// Those that reach further than this machine and this link.
  static List<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .limit(MOST)
          .toList();
    } catch (SocketException e) {
      return List.of();
    }
  }
}
