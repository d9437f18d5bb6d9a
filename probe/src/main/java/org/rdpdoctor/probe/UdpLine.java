package org.rdpdoctor.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.dialogue.DatagramDialogue;
import org.rdpdoctor.dialogue.Turn;
import org.rdpdoctor.dialogue.UdpDialogue.Met;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;

/// One UDP socket that speaks with one peer alone, so that the system passes on what ICMP says of
/// it. Blocking; meant for a thread of its own.
final class UdpLine implements AutoCloseable {
  /// The largest datagram that there can be.
  private static final int ROOM = 65_535;

  private final DatagramSocket socket;
  private final Clock clock;

  private UdpLine(DatagramSocket socket, Clock clock) {
    this.socket = socket;
    this.clock = clock;
  }

  /// Holds `dialogue` with `address` over a socket of its own, until it is done.
  static List<Observation> hold(
      DatagramDialogue dialogue, InetAddress address, int port, Clock clock) {
    try (var line = new UdpLine(new DatagramSocket(), clock)) {
      line.socket.connect(new InetSocketAddress(address, port));
      Turn turn = dialogue.begin(clock.now());
      while (!(turn instanceof Turn.Done)) {
        turn = dialogue.hear(line.take(turn));
      }
      return seenIn(turn);
    } catch (SocketException e) {
      dialogue.begin(clock.now());
      return seenIn(dialogue.hear(new Met.Failure(wordsOf(e), clock.now())));
    }
  }

  private static List<Observation> seenIn(Turn turn) {
    return turn instanceof Turn.Done(var seen, _) ? seen : List.of();
  }

  private Met take(Turn turn) {
    return switch (turn) {
      case Turn.Say(Bytes message, Duration patience) ->
          say(message).orElseGet(() -> listen(patience));
      case Turn.Listen(Duration patience) -> listen(patience);
      case Turn.Done _ -> throw new IllegalStateException("nothing is left to be heard");
    };
  }

  /// What stopped the message, if anything did: what ICMP said of an earlier one comes up here.
  private Optional<Met> say(Bytes message) {
    try {
      socket.send(new DatagramPacket(message.toArray(), message.size()));
      return Optional.empty();
    } catch (PortUnreachableException _) {
      return Optional.of(new Met.Refusal(clock.now()));
    } catch (IOException e) {
      return Optional.of(new Met.Failure(wordsOf(e), clock.now()));
    }
  }

  private Met listen(Duration patience) {
    Duration bounded = clock.atMost(patience);
    if (!bounded.isPositive()) {
      return new Met.Silence(clock.now());
    }
    var packet = new DatagramPacket(new byte[ROOM], ROOM);
    try {
      socket.setSoTimeout((int) Math.max(1, bounded.toMillis()));
      socket.receive(packet);
      return new Met.Answer(Bytes.copyOf(packet.getData(), 0, packet.getLength()), clock.now());
    } catch (SocketTimeoutException _) {
      return new Met.Silence(clock.now());
    } catch (PortUnreachableException _) {
      return new Met.Refusal(clock.now());
    } catch (IOException e) {
      return isProhibition(e)
          ? new Met.Prohibition(wordsOf(e), clock.now())
          : new Met.Silence(clock.now()); // the run is over, or the system knows no more than we
    }
  }

  /// What systems make of the ICMP messages that say: not here, not for you.
  private static boolean isProhibition(IOException e) {
    String words = wordsOf(e).toLowerCase(Locale.ROOT);
    return words.contains("no route to host")
        || words.contains("unreachable")
        || words.contains("permission denied")
        || words.contains("host is down");
  }

  private static String wordsOf(IOException e) {
    return String.valueOf(e.getMessage());
  }

  @Override
  public void close() {
    socket.close();
  }
}
