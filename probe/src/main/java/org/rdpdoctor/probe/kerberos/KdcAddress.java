package org.rdpdoctor.probe.kerberos;

import java.util.Optional;

/// Where a KDC is said to be.
///
/// @param host a name or an address, without brackets
record KdcAddress(String host, int port) {
  /// The port that RFC 4120 7.2 gives to KDCs.
  static final int PORT = 88;

  private static final int MOST = 65_535;

  /// `HOST`, `HOST:PORT`, `[IPV6]:PORT` or a bare IPv6 address, with `tcp/` or `udp/` before it as
  /// krb5.conf allows; nothing if it is none of these, such as the address of a KDC proxy.
  static Optional<KdcAddress> parse(String text) {
    String plain = text.strip().replaceFirst("^(tcp|udp|kerberos)/", "");
    if (plain.isEmpty() || plain.contains("/")) {
      return Optional.empty();
    }
    if (plain.startsWith("[")) {
      int end = plain.indexOf(']');
      if (end < 0) {
        return Optional.empty();
      }
      return withPort(plain.substring(1, end), plain.substring(end + 1));
    }
    int colon = plain.indexOf(':');
    return colon >= 0 && colon == plain.lastIndexOf(':')
        ? withPort(plain.substring(0, colon), plain.substring(colon))
        : withPort(plain, "");
  }

  private static Optional<KdcAddress> withPort(String host, String rest) {
    if (host.isEmpty()) {
      return Optional.empty();
    }
    if (rest.isEmpty()) {
      return Optional.of(new KdcAddress(host, PORT));
    }
    if (!rest.matches(":\\d{1,5}")) {
      return Optional.empty();
    }
    int port = Integer.parseInt(rest.substring(1));
    return port > 0 && port <= MOST ? Optional.of(new KdcAddress(host, port)) : Optional.empty();
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
