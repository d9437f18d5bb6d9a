package org.rdpdoctor.testkit.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.rdpdoctor.testkit.certificate.Identity;
import org.rdpdoctor.testkit.certificate.IdentityMaker;
import org.rdpdoctor.testkit.script.CertificateScript.Flaw;
import org.rdpdoctor.testkit.script.Listening;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;

/// Listens on loopback and holds a [Conversation] with everybody who comes, each on a thread of its
/// own.
public final class Peer implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 64;
  private static final int MOST_RECEIVED = 10_000;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int BACKLOG = 128;

  private final Script script;
  private final IdentityMaker maker = new IdentityMaker(Instant.now());
  private final FutureTask<Identity> identity;
  private final ServerSocket listener;
  private final int port;
  private final Thread acceptor = Thread.ofVirtual().name("lab-listener").unstarted(this::accept);
  private final List<Socket> fillers = new ArrayList<>();
  private Optional<UdpPeer> udp = Optional.empty();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<Reached> reached = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Semaphore free = new Semaphore(MOST_CONNECTIONS);

  private Peer(Script script, ServerSocket listener) {
    this.script = script;
    this.listener = listener;
    this.port = listener.getLocalPort();
    this.identity = new FutureTask<>(() -> maker.make(script.certificate()));
    // Meanwhile: cryptography takes longer to load than everything else.
    Thread.ofPlatform().daemon().name("lab-identity").start(identity);
  }

  /// Begins to listen on 127.0.0.1, at any free port if `port` is 0.
  ///
  /// @throws IOException if the port cannot be had
  public static Peer start(Script script, int port) throws IOException {
    var listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      boolean full =
          script.listening() == Listening.MUTE || script.listening() == Listening.FULL_AFTER_ONE;
      listener.bind(new InetSocketAddress(loopback(), port), full ? 1 : BACKLOG);
      var peer = new Peer(script, listener);
      peer.udp = UdpPeer.start(script.udp(), loopback(), peer.port);
      peer.listen();
      return peer;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  /// The same on a listener that is bound already, at whatever address; the peer closes it in the
  /// end. What the script says of listening and of UDP does not matter.
  public static Peer start(Script script, ServerSocket listener) {
    var peer = new Peer(script, listener);
    peer.acceptor.start();
    return peer;
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private void listen() throws IOException {
    switch (script.listening()) {
      case OPEN -> acceptor.start();
      case CLOSED -> listener.close();
      // Linux keeps backlog + 1 connections that nobody accepts, and drops every SYN after them.
      case MUTE -> fill(2);
      case FULL_AFTER_ONE -> fill(1);
    }
  }

  private void fill(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      fillers.add(new Socket(loopback(), port));
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        int number = connections.incrementAndGet();
        if (free.tryAcquire()) {
          open.add(socket);
          Thread.ofVirtual().name("lab-" + number).start(() -> hold(socket, number));
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
      var line =
          new Line(
              socket,
              socket.getInputStream(),
              socket.getOutputStream(),
              new Ledger() {
                @Override
                public void heard(Bytes bytes) {
                  if (received.size() < MOST_RECEIVED) {
                    received.add(new Received(number, bytes));
                  }
                }

                @Override
                public void reached(Stage stage) {
                  reached.add(new Reached(number, stage));
                }
              });
      new Conversation(line, script, this::identityNow, number).hold();
    } catch (IOException | DecodeException e) {
      // Clients may leave, or talk nonsense, whenever they like; the connection ends with it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
      free.release();
    }
  }

  private Identity identityNow() {
    return script.certificate().flaw() == Flaw.CHANGING
        ? maker.make(script.certificate())
        : identity();
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

  public int port() {
    return port;
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  public List<Reached> reached() {
    return List.copyOf(reached);
  }

  public int connections() {
    return connections.get();
  }

  public String pin() {
    return identity().pin();
  }

  @Override
  public void close() {
    close(listener);
    udp.ifPresent(Peer::close);
    fillers.forEach(Peer::close);
    open.forEach(Peer::close);
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
