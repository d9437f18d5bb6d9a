package org.rdpdoctor.dialogue;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;

/// What a tunnel through a gateway is to be.
///
/// @param transport as facts name it
/// @param host of the target: a name, or an address as text, as the gateway is told it
/// @param clientName of this computer
/// @param cookie for pluggable authentication
/// @param proof who proves a password inside the tunnel, where it is not done in HTTP
/// @param account whose password it is
/// @param seeded true if bytes without meaning stand before the gateway's first packet, as on an
///     OUT channel
public record GatewayTerms(
    String transport,
    String host,
    int port,
    String clientName,
    Optional<Bytes> cookie,
    Optional<Mechanism> proof,
    Account account,
    boolean seeded) {
  /// The target as people write it.
  String target() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public String toString() {
    return "GatewayTerms[" + transport + " to " + target() + "]";
  }
}
