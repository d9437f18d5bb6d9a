package org.rdpdoctor.reader.capture.opened;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What a key log says of one connection.
final class Secrets {
  enum Kind {
    /// `CLIENT_RANDOM`: the master secret up to TLS 1.2.
    MASTER,
    /// `PMS_CLIENT_RANDOM`: what the master secret is made of.
    PRE_MASTER,
    CLIENT_HANDSHAKE,
    SERVER_HANDSHAKE,
    CLIENT_TRAFFIC,
    SERVER_TRAFFIC
  }

  private final Map<Kind, Secret> secrets = new EnumMap<>(Kind.class);

  void put(Kind kind, Secret secret) {
    secrets.put(kind, secret);
  }

  Optional<Secret> secret(Kind kind) {
    return Optional.ofNullable(secrets.get(kind));
  }
}
