package org.rdpdoctor.peers;

/// A real server on a loopback port, started for a test and stopped with it.
///
/// Each peer lives in a temporary folder, with its own configuration, and ends only what it
/// started. Where its program is not installed, starting one skips the test and names the Debian
/// package.
public interface Peer extends AutoCloseable {
  /// Where every peer listens.
  String ADDRESS = "127.0.0.1";

  int port();

  /// What the server wrote to its log so far.
  String log();

  @Override
  void close();
}
