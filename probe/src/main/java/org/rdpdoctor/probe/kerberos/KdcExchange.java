package org.rdpdoctor.probe.kerberos;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;

/// One question to one KDC and its answer, over TCP or UDP.
///
/// TCP comes first, as with Windows since Vista: a datagram that is sent again could count as a
/// second wrong password.
@SpecifiedIn("RFC 4120 7.2")
final class KdcExchange {
  /// More than any ticket with all its groups.
  static final int MOST_BYTES = 256 * 1024;

  private static final Duration PATIENCE = Duration.ofMillis(2500);
  private static final int MOST_DATAGRAM = 65_507;

  private final Surroundings world;

  KdcExchange(Surroundings world) {
    this.world = world;
  }

  /// What became of a question.
  sealed interface Result {
    record Answer(Bytes message) implements Result {}

    /// @param how `refused`, `silent`, `unreachable`, `ended` or `unresolved`
    record Nothing(String how) implements Result {}
  }

  /// How a socket is used once the KDC's address is known.
  private interface Asking {
    Bytes ask(InetSocketAddress kdc, int millis) throws IOException;
  }

  Result overTcp(KdcAddress kdc, Bytes question) {
    return ask(
        kdc,
        (address, millis) -> {
          try (var socket = new Socket()) {
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(framed(question));
            return read(new DataInputStream(socket.getInputStream()));
          }
        });
  }

  Result overUdp(KdcAddress kdc, Bytes question) {
    return ask(
        kdc,
        (address, millis) -> {
          try (var socket = new DatagramSocket()) {
            socket.connect(address);
            socket.setSoTimeout(millis);
            socket.send(new DatagramPacket(question.toArray(), question.size()));
            var packet = new DatagramPacket(new byte[MOST_DATAGRAM], MOST_DATAGRAM);
            socket.receive(packet);
            return Bytes.copyOf(Arrays.copyOf(packet.getData(), packet.getLength()));
          }
        });
  }

  /// A message as it stands in a TCP stream.
  static byte[] framed(Bytes message) {
    return new WireWriter().u32be(message.size()).bytes(message).toBytes().toArray();
  }

  /// @throws EOFException if the stream ends inside, or says that more follows than ever should
  static Bytes read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length <= 0 || length > MOST_BYTES) {
      throw new EOFException("a length of " + length);
    }
    byte[] message = in.readNBytes(length);
    if (message.length < length) {
      throw new EOFException("an end inside");
    }
    return Bytes.copyOf(message);
  }

  private Result ask(KdcAddress kdc, Asking asking) {
    int millis = (int) world.atMost(PATIENCE).toMillis();
    if (millis <= 0) {
      return new Result.Nothing("silent");
    }
    Optional<InetAddress> address = resolve(kdc.host(), millis);
    if (address.isEmpty()) {
      return new Result.Nothing("unresolved");
    }
    try {
      return new Result.Answer(
          asking.ask(new InetSocketAddress(address.get(), kdc.port()), millis));
    } catch (SocketTimeoutException _) {
      return new Result.Nothing("silent");
    } catch (PortUnreachableException _) {
      return new Result.Nothing("refused");
    } catch (ConnectException e) {
      return new Result.Nothing(
          String.valueOf(e.getMessage()).contains("refused") ? "refused" : "unreachable");
    } catch (EOFException _) {
      return new Result.Nothing("ended");
    } catch (IOException e) {
      return new Result.Nothing(
          String.valueOf(e.getMessage()).contains("reset") ? "ended" : "unreachable");
    }
  }

  /// The system's lookup cannot be bounded, so it runs beside.
  private static Optional<InetAddress> resolve(String host, int millis) {
    var lookup = new FutureTask<>(() -> InetAddress.getByName(host));
    Thread.ofVirtual().start(lookup);
    try {
      return Optional.of(lookup.get(millis, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException) {
        return Optional.empty();
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
