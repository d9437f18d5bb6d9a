package org.rdpdoctor.probe;

import java.net.Inet6Address;
import java.net.InetAddress;

/// Addresses as people write them.
final class Addresses {
  private Addresses() {}

  static String withPort(String address, int port) {
    return address.contains(":") ? "[" + address + "]:" + port : address + ":" + port;
  }

  static String family(InetAddress address) {
    return address instanceof Inet6Address ? "IPv6" : "IPv4";
  }
}
