package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.concurrent.ExecutorService;

/// How connections to the target come about: directly, or through somebody on the way.
///
/// What a way sees of whoever is on it, it logs itself; an [Opening] speaks of the target.
interface Way extends AutoCloseable {
  /// @param host a name, or an address as text; always an address where the way is direct
  /// @param patience for everything that it takes
  /// @param receiveBuffer in bytes, so that the peer sends no larger pieces; 0 for the usual one.
  ///     Only a direct way heeds it
  /// @param number which of the run's connections this is
  record Call(String host, int port, Duration patience, int receiveBuffer, int number) {
    /// The target as people write it.
    String target() {
      return Addresses.withPort(host, port);
    }
  }

  /// The way through a proxy or jump host.
  static Way of(
      Itinerary.Via via, Clock clock, Log log, SecretsLog secrets, ExecutorService threads) {
    return switch (via.kind()) {
      case SOCKS5, HTTP -> new ProxyWay(via, clock, log, secrets, threads);
      case SSH -> new SshWay(via, clock, log, secrets, threads);
    };
  }

  /// Connects. Whatever anybody does ends in a fact.
  Opening open(Call call);

  /// What the way is called where it takes the place of a name lookup: `the SOCKS proxy
  /// proxy.example`.
  String name();

  /// True if this machine's own TCP ends at the target.
  default boolean isDirect() {
    return false;
  }

  /// How many connections may be made to the target by this way, at most, in one run.
  default int most() {
    return Integer.MAX_VALUE;
  }

  /// Ends everything that is still open.
  @Override
  void close();
}
