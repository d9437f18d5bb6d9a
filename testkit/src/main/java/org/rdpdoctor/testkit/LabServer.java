package org.rdpdoctor.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.testkit.credssp.CredSspServer;
import org.rdpdoctor.testkit.gateway.Gateway;
import org.rdpdoctor.testkit.gateway.GatewayScript;
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

  private static final String GATEWAY_ADDRESS = "--gateway-address";
  private static final String GATEWAY_PIN = "--gateway-pin";

  /// With a pin, any certificate is trusted.
  private static final String UNTRUSTED = "gateway.cert-untrusted";

  private final Fault fault;
  private final Peer peer;
  private final Optional<Gateway> gateway;

  private LabServer(Fault fault, Peer peer, Optional<Gateway> gateway) {
    this.fault = fault;
    this.peer = peer;
    this.gateway = gateway;
  }

  /// Begins to listen on 127.0.0.1. Where the fault is one of a gateway, that is what listens on
  /// `port`, and the peer behind it takes any port that is free.
  ///
  /// @param port 0 for any that is free
  /// @throws IOException if the port cannot be had; never for anything that a client does later
  public static LabServer start(Fault fault, int port) throws IOException {
    if (fault.gateway().isEmpty()) {
      return new LabServer(fault, Peer.start(fault.script(), port), Optional.empty());
    }
    Peer peer = Peer.start(fault.script(), 0);
    try {
      return new LabServer(fault, peer, Optional.of(Gateway.start(fault.gateway().get(), port)));
    } catch (IOException e) {
      peer.close();
      throw e;
    }
  }

  /// Serves on a listener that is bound already, without any gateway; it is closed with the server.
  public static LabServer start(Fault fault, ServerSocket listener) {
    return new LabServer(fault, Peer.start(fault.script(), listener), Optional.empty());
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

  /// The gateway before this peer.
  public Optional<Gateway> gateway() {
    return gateway;
  }

  /// The options of `rdpdoctor check` with which this fault shows itself.
  public List<String> checkOptions() {
    var options = new ArrayList<String>();
    if (gateway.isPresent()) {
      if (isPassed()) {
        options.add("--gateway");
        options.add(gatewayHost() + ":" + gateway.get().port());
      }
      if (!fault.options().contains(GATEWAY_PIN) && !fault.breaks().contains(UNTRUSTED)) {
        options.add(GATEWAY_PIN);
        options.add(gateway.get().pin());
      }
    }
    options.addAll(fault.options());
    return List.copyOf(options);
  }

  /// True if somebody logs on at the gateway, and so may pass it.
  private boolean isPassed() {
    return fault.options().contains("--user");
  }

  private String gatewayHost() {
    return fault.options().contains(GATEWAY_ADDRESS) ? GatewayScript.HOST : "127.0.0.1";
  }

  /// What to give `rdpdoctor check` as its target: the fault's name or the loopback address, with
  /// the port; the gateway where nobody passes it.
  public String target() {
    if (gateway.isPresent() && !isPassed()) {
      return "gateway://" + gatewayHost() + ":" + gateway.get().port();
    }
    return Optional.of(fault.name()).filter(name -> !name.isEmpty()).orElse("127.0.0.1")
        + ":"
        + port();
  }

  /// Stops listening and ends all connections.
  @Override
  public void close() {
    gateway.ifPresent(Gateway::close);
    peer.close();
  }
}
