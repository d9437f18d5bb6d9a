package org.rdpdoctor.facts;

import java.util.OptionalInt;

/// An address as .rdp files have it: `host`, `host:port`, `[v6]:port`, or an IPv6 address alone.
///
/// It is taken apart and not judged.
///
/// @param host without brackets; empty if there is none
/// @param portText what stands after the host's colon; empty if there is none
public record FileAddress(String host, String portText) {
  static final int LAST_PORT = 65535;

  /// Takes any text apart.
  public static FileAddress of(String written) {
    String text = written.strip();
    int closing = text.indexOf(']');
    if (text.startsWith("[") && closing > 0) {
      String rest = text.substring(closing + 1);
      return new FileAddress(
          text.substring(1, closing), rest.startsWith(":") ? rest.substring(1) : "");
    }
    int colon = text.indexOf(':');
    if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
      return new FileAddress(text, "");
    }
    return new FileAddress(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }

  /// The port if it is one, from 1 to 65535.
  public OptionalInt port() {
    boolean digits =
        !portText.isEmpty()
            && portText.length() <= 5
            && portText.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = digits ? Integer.parseInt(portText) : 0;
    return port > 0 && port <= LAST_PORT ? OptionalInt.of(port) : OptionalInt.empty();
  }
}
