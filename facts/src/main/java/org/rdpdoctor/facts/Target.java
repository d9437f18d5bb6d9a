package org.rdpdoctor.facts;

import java.util.Optional;

/// What is to be reached: a name or an address, and a port.
///
/// @param input as the user wrote it
/// @param host without brackets or scheme
/// @param address to use instead of what the name resolves to
public record Target(String input, String host, int port, Optional<String> address) {
  public static final int RDP_PORT = 3389;
}
