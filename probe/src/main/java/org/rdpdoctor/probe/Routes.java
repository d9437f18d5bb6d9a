package org.rdpdoctor.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/// Asks the system whether it has a route, without sending a packet.
final class Routes {
  private Routes() {}

  /// True if this machine would know where to send a packet for `address`.
  static boolean exists(String address) {
    try (var channel = DatagramChannel.open()) {
      channel.connect(new InetSocketAddress(address, 9)); // connecting UDP looks up the route alone
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
