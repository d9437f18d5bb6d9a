package org.rdpdoctor.testkit.peer;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rdpdoctor.testkit.certificate.Identity;
import org.rdpdoctor.testkit.certificate.IdentityMaker;
import org.rdpdoctor.testkit.certificate.PromisedIdentity;
import org.rdpdoctor.testkit.script.CertificateScript.Flaw;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;

/// Listens on loopback and holds a [Conversation] with everybody who comes, each on a thread of its
/// own.
public final class Peer implements AutoCloseable {
  private static final int MOST_RECEIVED = 10_000;

  private final Script script;
  private final IdentityMaker maker = new IdentityMaker(Instant.now());
  private final PromisedIdentity identity;
  private final Entrance entrance;
  private Optional<UdpPeer> udp = Optional.empty();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<Reached> reached = new CopyOnWriteArrayList<>();

  private Peer(Script script, ServerSocket listener) {
    this.script = script;
    this.entrance = new Entrance(listener, "lab", this::hold);
    this.identity = new PromisedIdentity(maker, script.certificate(), "lab-identity");
  }

  /// Begins to listen on 127.0.0.1, at any free port if `port` is 0.
  ///
  /// @throws IOException if the port cannot be had
  public static Peer start(Script script, int port) throws IOException {
    ServerSocket listener = Entrance.bind(port, script.listening());
    try {
      var peer = new Peer(script, listener);
      peer.udp = UdpPeer.start(script.udp(), Entrance.loopback(), peer.port());
      peer.entrance.open(script.listening());
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
    peer.entrance.open();
    return peer;
  }

  private void hold(Socket socket, int number)
      throws IOException, DecodeException, InterruptedException {
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
  }

  private Identity identityNow() {
    return script.certificate().flaw() == Flaw.CHANGING
        ? maker.make(script.certificate())
        : identity.get();
  }

  public int port() {
    return entrance.port();
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  public List<Reached> reached() {
    return List.copyOf(reached);
  }

  public int connections() {
    return entrance.connections();
  }

  public String pin() {
    return identity.get().pin();
  }

  @Override
  public void close() {
    udp.ifPresent(UdpPeer::close);
    entrance.close();
  }
}
