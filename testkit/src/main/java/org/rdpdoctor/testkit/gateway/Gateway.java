package org.rdpdoctor.testkit.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.rdpdoctor.testkit.certificate.Identity;
import org.rdpdoctor.testkit.certificate.IdentityMaker;
import org.rdpdoctor.testkit.peer.Doorway;
import org.rdpdoctor.testkit.script.Listening;
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
  private static final int MOST_CONNECTIONS = 64;
  private static final int MOST_SIGHTS = 10_000;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int BACKLOG = 128;

  private final GatewayScript script;
  private final FutureTask<Identity> identity;
  private final ServerSocket listener;
  private final int port;
  private final Thread acceptor = Thread.ofVirtual().name("lab-gateway").unstarted(this::accept);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Tunnel> tunnels = new ConcurrentHashMap<>();
  private final List<GatewaySight> sights = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong toTarget = new AtomicLong();
  private final AtomicLong fromTarget = new AtomicLong();
  private final Semaphore free = new Semaphore(MOST_CONNECTIONS);

  private Gateway(GatewayScript script, ServerSocket listener) {
    this.script = script;
    this.listener = listener;
    this.port = listener.getLocalPort();
    var maker = new IdentityMaker(Instant.now());
    this.identity = new FutureTask<>(() -> maker.make(script.certificate()));
    // Meanwhile: cryptography takes longer to load than everything else.
    Thread.ofPlatform().daemon().name("lab-gateway-identity").start(identity);
  }

  /// Begins to listen on 127.0.0.1, at any free port if `port` is 0.
  ///
  /// @throws IOException if the port cannot be had
  public static Gateway start(GatewayScript script, int port) throws IOException {
    var listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      boolean full =
          script.listening() == Listening.MUTE || script.listening() == Listening.FULL_AFTER_ONE;
      listener.bind(new InetSocketAddress(loopback, port), full ? 1 : BACKLOG);
      var gateway = new Gateway(script, listener);
      gateway.listen(loopback);
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
    gateway.acceptor.start();
    return gateway;
  }

  private void listen(InetAddress address) throws IOException {
    switch (script.listening()) {
      case OPEN -> acceptor.start();
      case CLOSED -> listener.close();
      // Linux keeps backlog + 1 connections that nobody accepts, and drops every SYN after them.
      case MUTE -> fill(address, 2);
      case FULL_AFTER_ONE -> fill(address, 1);
    }
  }

  private void fill(InetAddress address, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      open.add(new Socket(address, port));
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        int number = connections.incrementAndGet();
        if (free.tryAcquire()) {
          open.add(socket);
          Thread.ofVirtual().name("lab-gateway-" + number).start(() -> hold(socket, number));
        } else {
          socket.close();
        }
      } catch (IOException e) {
        // Either the listener was closed, and the loop ends, or one client went away early.
      }
    }
  }

  private void hold(Socket socket, int number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      var notes = new Notes(number);
      notes.saw(GatewayStage.CONNECTED, "");
      Optional<Doorway> door =
          script.https()
              ? Doorway.tls(socket, script.tls(), identity())
              : Optional.of(Doorway.plain(socket));
      if (door.isPresent()) {
        var authentication =
            new HttpAuthentication(
                script.account(),
                script.https() && script.account().channelBinding()
                    ? Optional.of(identity().sent().getFirst())
                    : Optional.empty(),
                () -> notes.saw(GatewayStage.LOGON_REFUSED, ""));
        new HttpConnection(door.get(), script, notes, new Shelf(), authentication).hold();
      }
    } catch (IOException | DecodeException e) {
      // Clients may leave, or talk nonsense, whenever they like; the connection ends with it.
    } finally {
      open.remove(socket);
      free.release();
    }
  }

  private Identity identity() {
    try {
      return identity.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the certificate was made", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a certificate that cannot be made", e);
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
      return tunnels.size() < MOST_CONNECTIONS && tunnels.putIfAbsent(id, tunnel) == null;
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
    return port;
  }

  /// SHA-256 of the certificate that this gateway shows, lower-case hex.
  public String pin() {
    return identity().pin();
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
    return connections.get();
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
    close(listener);
    open.forEach(Gateway::close);
    try {
      // The port is free only once the thread that waited on it has left.
      if (acceptor.isAlive()) {
        acceptor.join(Duration.ofSeconds(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // Closing is all that was wanted of it.
    }
  }
}
