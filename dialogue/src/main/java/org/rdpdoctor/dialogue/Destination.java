package org.rdpdoctor.dialogue;

/// Where a proxy is to connect to.
///
/// @param host a name, or an address as text
public record Destination(String host, int port) {
  /// As one would write it.
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
