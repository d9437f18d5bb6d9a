package org.rdpdoctor.facts;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The rungs of the ladder, in the order in which a connection climbs them.
public enum Layer {
  NAME("resolving the name"),
  ROUTE("the path to the server"),
  TCP("connecting to the port"),
  NEGOTIATION("agreeing on a security protocol"),
  TLS("the TLS handshake"),
  CERTIFICATE("the server's certificate"),
  CREDSSP("network level authentication, up to the challenge"),
  AUTHENTICATION("the logon"),
  MCS("basic settings and channels"),
  SECURITY("standard RDP security"),
  LICENSING("licensing"),
  SESSION("the session"),
  UDP("RDP over UDP"),
  PROXY("the proxy or jump host on the way"),
  GATEWAY("the RD Gateway"),
  BROKER("the Connection Broker"),
  CLIENT("the client machine"),
  SERVER("the server's own records");

  private final String purpose;

  Layer(String purpose) {
    this.purpose = purpose;
  }

  /// The name used in reports and in knowledge files.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What is tried on this rung, as a sentence fragment.
  public String purpose() {
    return purpose;
  }

  /// The order in time: hosts on the way come before everything that is the target's.
  public static Comparator<Layer> inTime() {
    return Comparator.comparing((Layer layer) -> !layer.isOnTheWay())
        .thenComparing(Comparator.naturalOrder());
  }

  /// True for what stands between the client and the target and is climbed before it.
  public boolean isOnTheWay() {
    return this == PROXY || this == GATEWAY;
  }

  public static Optional<Layer> of(String id) {
    for (Layer layer : values()) {
      if (layer.id().equals(id)) {
        return Optional.of(layer);
      }
    }
    return Optional.empty();
  }
}
