package org.rdpdoctor.testkit.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.rdpdoctor.testkit.script.Listening;
import org.rdpdoctor.wire.DecodeException;

/// A listening port that gives everybody who comes a thread of its own, up to a bound.
public final class Entrance implements AutoCloseable {
  /// How many connections are held at the same time; those above are closed at once.
  public static final int MOST_CONNECTIONS = 64;

  private static final int PATIENCE_MILLIS = 60_000;
  private static final int BACKLOG = 128;

  private final ServerSocket listener;
  private final int port;
  private final String name;
  private final Host host;
  private final Thread acceptor;
  private final List<Socket> fillers = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final Semaphore free = new Semaphore(MOST_CONNECTIONS);

  /// Talks to one client; what goes wrong ends this connection and no other.
  @FunctionalInterface
  public interface Host {
    /// @param number counts the connections from 1
    void hold(Socket socket, int number) throws IOException, DecodeException, InterruptedException;
  }

  /// Of a listener that is bound already, at whatever address, and that is closed in the end.
  ///
  /// @param name of the threads
  public Entrance(ServerSocket listener, String name, Host host) {
    this.listener = listener;
    this.port = listener.getLocalPort();
    this.name = name;
    this.host = host;
    this.acceptor = Thread.ofVirtual().name(name + "-listener").unstarted(this::accept);
  }

  /// A listener on 127.0.0.1, at any free port if `port` is 0, that [#open(Listening)] can fill.
  ///
  /// @throws IOException if the port cannot be had
  public static ServerSocket bind(int port, Listening listening) throws IOException {
    var listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      boolean full = listening == Listening.MUTE || listening == Listening.FULL_AFTER_ONE;
      listener.bind(new InetSocketAddress(loopback(), port), full ? 1 : BACKLOG);
      return listener;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  /// Begins to let people in.
  public void open() {
    acceptor.start();
  }

  /// Begins to let people in, as far as the script wants it.
  public void open(Listening listening) throws IOException {
    switch (listening) {
      case OPEN -> open();
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
          Thread.ofVirtual().name(name + "-" + number).start(() -> hold(socket, number));
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
      host.hold(socket, number);
    } catch (IOException | DecodeException e) {
      // Clients may leave, or talk nonsense, whenever they like; the connection ends with it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
      free.release();
    }
  }

  public int port() {
    return port;
  }

  /// How many connections have been accepted so far.
  public int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    close(listener);
    fillers.forEach(Entrance::close);
    open.forEach(Entrance::close);
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
