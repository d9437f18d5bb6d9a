package org.rdpdoctor.testkit.gateway;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.rdpdoctor.testkit.certificate.IdentityMaker;
import org.rdpdoctor.testkit.certificate.PromisedIdentity;
import org.rdpdoctor.testkit.peer.Doorway;
import org.rdpdoctor.testkit.peer.Entrance;
import org.rdpdoctor.wire.DecodeException;

/// A scripted RD Gateway on loopback. Those who prove the lab's account reach whatever they ask for
/// on this machine.
///
/// ```java
/// try (var gateway = Gateway.start(GatewayScript.healthy(), 0)) {
///   run("xfreerdp", "/g:127.0.0.1:" + gateway.port(), "/v:127.0.0.1:3389");
/// }
/// ```
public final class Gateway implements AutoCloseable {
  private static final int MOST_SIGHTS = 10_000;

  private final GatewayScript script;
  private final PromisedIdentity identity;
  private final Entrance entrance;
  private final Map<String, Tunnel> tunnels = new ConcurrentHashMap<>();
  private final List<GatewaySight> sights = new CopyOnWriteArrayList<>();
  private final AtomicLong toTarget = new AtomicLong();
  private final AtomicLong fromTarget = new AtomicLong();

  private Gateway(GatewayScript script, ServerSocket listener) {
    this.script = script;
    this.entrance = new Entrance(listener, "lab-gateway", this::hold);
    this.identity =
        new PromisedIdentity(
            new IdentityMaker(Instant.now()), script.certificate(), "lab-gateway-identity");
  }

  /// Begins to listen on 127.0.0.1, at any free port if `port` is 0.
  ///
  /// @throws IOException if the port cannot be had
  public static Gateway start(GatewayScript script, int port) throws IOException {
    ServerSocket listener = Entrance.bind(port, script.listening());
    try {
      var gateway = new Gateway(script, listener);
      gateway.entrance.open(script.listening());
      return gateway;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  /// The same on a listener that is bound already, at whatever address; it is closed with the
  /// gateway. What the script says of listening does not matter.
  public static Gateway start(GatewayScript script, ServerSocket listener) {
    var gateway = new Gateway(script, listener);
    gateway.entrance.open();
    return gateway;
  }

  private void hold(Socket socket, int number) throws IOException, DecodeException {
    var notes = new Notes(number);
    notes.saw(GatewayStage.CONNECTED, "");
    Optional<Doorway> door =
        script.https()
            ? Doorway.tls(socket, script.tls(), identity.get())
            : Optional.of(Doorway.plain(socket));
    if (door.isPresent()) {
      var authentication =
          new HttpAuthentication(
              script.account(),
              script.https() && script.account().channelBinding()
                  ? Optional.of(identity.get().sent().getFirst())
                  : Optional.empty(),
              () -> notes.saw(GatewayStage.LOGON_REFUSED, ""));
      new HttpConnection(door.get(), script, notes, new Shelf(), authentication).hold();
    }
  }

  private final class Notes implements Ledger {
    private final int number;

    Notes(int number) {
      this.number = number;
    }

    @Override
    public void saw(GatewayStage stage, String detail) {
      if (sights.size() < MOST_SIGHTS) {
        sights.add(new GatewaySight(number, stage, detail));
      }
    }

    @Override
    public void toTarget(int bytes) {
      toTarget.addAndGet(bytes);
    }

    @Override
    public void fromTarget(int bytes) {
      fromTarget.addAndGet(bytes);
    }
  }

  private final class Shelf implements HttpConnection.Tunnels {
    @Override
    public boolean add(String id, Tunnel tunnel) {
      return tunnels.size() < Entrance.MOST_CONNECTIONS && tunnels.putIfAbsent(id, tunnel) == null;
    }

    @Override
    public Optional<Tunnel> find(String id) {
      return Optional.ofNullable(tunnels.get(id));
    }

    @Override
    public void remove(String id) {
      tunnels.remove(id);
    }
  }

  public int port() {
    return entrance.port();
  }

  /// SHA-256 of the certificate that this gateway shows, lower-case hex.
  public String pin() {
    return identity.get().pin();
  }

  /// How far each client has come, in order of time.
  public List<GatewaySight> sights() {
    return List.copyOf(sights);
  }

  public boolean saw(GatewayStage stage) {
    return sights.stream().anyMatch(sight -> sight.stage() == stage);
  }

  /// How many connections have been accepted so far.
  public int connections() {
    return entrance.connections();
  }

  /// How many bytes clients have sent to targets.
  public long bytesToTarget() {
    return toTarget.get();
  }

  /// How many bytes targets have sent to clients.
  public long bytesFromTarget() {
    return fromTarget.get();
  }

  /// Stops listening and ends all connections.
  @Override
  public void close() {
    entrance.close();
  }
}
