package org.rdpdoctor.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.testkit.credssp.CredSspServer;
import org.rdpdoctor.testkit.peer.Peer;
import org.rdpdoctor.testkit.peer.Reached;
import org.rdpdoctor.testkit.peer.Received;

/// A scripted peer on loopback that acts out one [Fault] until it is closed.
///
/// ```java
/// try (var server = LabServer.start(Faults.named("expired-certificate").orElseThrow(), 0)) {
///   connectTo("127.0.0.1", server.port());
/// }
/// ```
public final class LabServer implements AutoCloseable {
  /// The one account of every scripted peer.
  public static final String USER = CredSspServer.USER;

  public static final String PASSWORD = CredSspServer.PASSWORD;

  private final Fault fault;
  private final Peer peer;

  private LabServer(Fault fault, Peer peer) {
    this.fault = fault;
    this.peer = peer;
  }

  /// Begins to listen on 127.0.0.1.
  ///
  /// @param port 0 for any that is free
  /// @throws IOException if the port cannot be had; never for anything that a client does later
  public static LabServer start(Fault fault, int port) throws IOException {
    return new LabServer(fault, Peer.start(fault.script(), port));
  }

  /// Serves on a listener that is bound already; it is closed with the server.
  public static LabServer start(Fault fault, ServerSocket listener) {
    return new LabServer(fault, Peer.start(fault.script(), listener));
  }

  public Fault fault() {
    return fault;
  }

  public int port() {
    return peer.port();
  }

  /// What clients have said so far, in order of arrival.
  public List<Received> received() {
    return peer.received();
  }

  /// How far each client has come, in order of time.
  public List<Reached> reached() {
    return peer.reached();
  }

  /// How many connections have been accepted so far.
  public int connections() {
    return peer.connections();
  }

  /// SHA-256 of the certificate that this peer shows, lower-case hex.
  public String pin() {
    return peer.pin();
  }

  /// The options of `rdpdoctor check` with which this fault shows itself.
  public List<String> checkOptions() {
    return fault.options();
  }

  /// What to give `rdpdoctor check` as its target: the fault's name or the loopback address, with
  /// the port.
  public String target() {
    return Optional.of(fault.name()).filter(name -> !name.isEmpty()).orElse("127.0.0.1")
        + ":"
        + port();
  }

  /// Stops listening and ends all connections.
  @Override
  public void close() {
    peer.close();
  }
}
