package org.rdpdoctor.probe;

/// Takes the secrets of the TLS connections that a climb makes itself, so that whoever captures its
/// packets can read them.
@FunctionalInterface
public interface SecretsLog {
  /// Nobody wants them.
  SecretsLog NONE = _ -> {};

  /// @param line as key logs have it: label, the client's random, secret
  void add(String line);
}
