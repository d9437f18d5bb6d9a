package org.rdpdoctor.probe.kerberos;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;

/// Stands between the JDK's Kerberos and the KDCs, on a loopback port of its own.
///
/// The JDK would wait for minutes for a KDC that is silent, says of an error hardly more than a
/// text, and is told where KDCs are in one place for all. So it is told that this relay is the
/// KDC of every realm, and the relay asks the real ones, in bounded time, and sees what they
/// say.
final class KdcRelay implements AutoCloseable {
  private static final int BACKLOG = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ServerSocket listener;
  private final KdcTalk talk;

  /// @throws IOException if the machine lets nobody listen on loopback
  KdcRelay(KdcTalk talk) throws IOException {
    this.talk = talk;
    listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("kdc-relay").start(this::serve);
  }

  /// As krb5.conf writes it.
  KdcAddress address() {
    return new KdcAddress(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
  }

  private void serve() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> relay(client));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void relay(Socket client) {
    try (client) {
      client.setSoTimeout((int) PATIENCE.toMillis());
      var in = new DataInputStream(client.getInputStream());
      while (true) {
        Optional<Bytes> answer = talk.ask(KdcExchange.read(in));
        if (answer.isEmpty()) {
          return;
        }
        client.getOutputStream().write(KdcExchange.framed(answer.get()));
      }
    } catch (EOFException _) {
      // the JDK has what it wanted
    } catch (IOException _) {
      // or is gone
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException _) {
      // nothing is lost: nobody listens any more
    }
  }
}
