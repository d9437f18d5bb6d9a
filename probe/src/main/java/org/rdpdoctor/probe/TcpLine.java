package org.rdpdoctor.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;

/// One TCP connection to the peer. Blocking; meant for a thread of its own.
///
/// Every read is bounded: in time by the caller's patience and by the run's own end, in bytes by
/// [#LIMIT] for the whole connection.
final class TcpLine implements Connection {
  /// More than the largest certificate chain and CredSSP exchange; whoever sends more is not heard.
  private static final int LIMIT = 1 << 20;

  private static final int CHUNK = 16 * 1024;

  private final Socket socket;
  private final Clock clock;
  private final int number;
  private final SecretsLog secrets;
  private final Pushback unread = new Pushback();
  private int heard;
  private boolean broken;
  private final Arrivals arrivals = new Arrivals();

  TcpLine(Socket socket, Clock clock, int number) {
    this(socket, clock, number, SecretsLog.NONE);
  }

  TcpLine(Socket socket, Clock clock, int number, SecretsLog secrets) {
    this.socket = socket;
    this.clock = clock;
    this.number = number;
    this.secrets = secrets;
  }

  @Override
  public SecretsLog secrets() {
    return secrets;
  }

  @Override
  public int number() {
    return number;
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public Optional<TcpInfo> information() {
    return SocketCalls.information(socket);
  }

  @Override
  public Optional<TcpInfo> informationNow() {
    return SocketCalls.informationNow(socket);
  }

  @Override
  public void say(Bytes message) {
    arrivals.begin();
    try {
      socket.getOutputStream().write(message.toArray());
    } catch (IOException e) {
      broken = true; // the peer has gone; what it left to read says how
    }
  }

  @Override
  public Heard listen(Duration patience) {
    Optional<Heard> again = unread.take(clock.now());
    if (again.isPresent()) {
      return again.get();
    }
    Duration began = clock.now();
    Duration bounded = clock.atMost(patience);
    if (!bounded.isPositive() || heard >= LIMIT) {
      return new Heard.Silence(Duration.ZERO, began);
    }
    try {
      socket.setSoTimeout((int) Math.max(1, bounded.toMillis()));
      InputStream in = socket.getInputStream();
      byte[] chunk = new byte[CHUNK];
      int count = in.read(chunk);
      if (count < 0) {
        return new Heard.End(broken ? Ending.RESET : Ending.CLOSED, clock.now());
      }
      heard += count;
      arrivals.add(count, clock.now());
      return new Heard.Data(Bytes.copyOf(chunk, 0, count), clock.now());
    } catch (SocketTimeoutException _) {
      return new Heard.Silence(clock.now().minus(began), clock.now());
    } catch (IOException e) {
      return isReset(e)
          ? new Heard.End(Ending.RESET, clock.now())
          : new Heard.Silence(clock.now().minus(began), clock.now());
    }
  }

  /// Everything else that can go wrong is no word of the peer's: the run is over and the socket
  /// closed, or the system gave up on a peer that does not answer.
  private boolean isReset(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return !isClosed()
        && (message.contains("reset")
            || message.contains("broken pipe")
            || message.contains("abort"));
  }

  @Override
  public int unacknowledged() {
    return SendQueue.unacknowledged(socket.getLocalPort(), socket.getPort()).orElse(0);
  }

  @Override
  public Arrivals arrivals() {
    return arrivals;
  }

  @Override
  public boolean waitsForWindow() {
    return SendQueue.waitsForWindow(socket.getLocalPort(), socket.getPort());
  }

  @Override
  public Duration now() {
    return clock.now();
  }

  @Override
  public void unread(Bytes bytes) {
    unread.put(bytes);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // nothing is lost: the connection is of no further use
    }
  }
}
