package org.rdpdoctor.reader.capture.ladder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.dialogue.UdpReading;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Conversation.Notice;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.Follower;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection.EndedBy;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection.EndedWith;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.rdpeudp.Datagram;

/// Follows one exchange of datagrams: RDP-UDP shows itself by its SYN, on any port.
final class UdpWitness implements Follower {
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private final Consumer<CapturedConnection> listener;
  private final UdpReading reading;
  private final List<Observation> facts = new ArrayList<>();
  private boolean begun;

  UdpWitness(
      Surroundings surroundings,
      int number,
      Endpoint server,
      Consumer<CapturedConnection> listener) {
    this.listener = listener;
    this.reading =
        new UdpReading(new Peer(server.address(), server.port(), number, surroundings.source()));
  }

  @Override
  public boolean hear(Side from, Bytes bytes, Duration at) {
    if (from == Side.SERVER) {
      if (begun && facts.isEmpty()) {
        reading.heard(bytes, at).ifPresent(facts::add);
      }
      return begun && facts.isEmpty();
    }
    Optional<Datagram.Syn> syn = syn(bytes);
    syn.ifPresent(said -> reading.said(said, at));
    begun |= syn.isPresent();
    return begun && facts.isEmpty();
  }

  /// A first SYN acknowledges nothing, says so, and is padded (MS-RDPEUDP 3.1.5.1.1); a datagram
  /// of another protocol may have its bits by chance, but hardly all of them.
  private Optional<Datagram.Syn> syn(Bytes datagram) {
    try {
      return Datagram.decode(datagram) instanceof Datagram.Syn syn
              && !syn.header().uFlags().isAck()
              && syn.header().snSourceAck() == -1
              && isMtu(syn.synData().uUpStreamMtu())
              && isMtu(syn.synData().uDownStreamMtu())
          ? Optional.of(syn)
          : Optional.empty();
    } catch (DecodeException _) {
      return Optional.empty();
    }
  }

  /// MS-RDPEUDP 2.2.2.5: from 1132 to 1232 bytes.
  private static boolean isMtu(int size) {
    return size >= 1132 && size <= Datagram.LARGEST_MTU;
  }

  @Override
  public boolean miss(Side from, long bytes, Duration at) {
    return begun && facts.isEmpty(); // datagrams are whole or not there
  }

  @Override
  public void end(Conversation whole) {
    boolean isRdp = begun;
    if (!isRdp) {
      listener.accept(CapturedConnection.other(whole));
      return;
    }
    boolean silent = false;
    if (facts.isEmpty()) {
      facts.addAll(unanswered(whole));
      silent = whole.fromServer().packets() == 0;
    }
    listener.accept(
        new CapturedConnection(
            whole,
            true,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            EndedBy.OPEN,
            silent ? Optional.of(EndedWith.TIMEOUT) : Optional.empty(),
            facts,
            List.of()));
  }

  private List<Observation> unanswered(Conversation whole) {
    for (Notice notice : whole.notices()) {
      String words = notice.what() + ", says " + notice.from();
      switch (notice.what()) {
        case "port unreachable" -> {
          return List.of(reading.refused(notice.at()));
        }
        case "administratively prohibited", "host unreachable", "network unreachable" -> {
          return List.of(reading.prohibited(words, notice.at()));
        }
        default -> {
          // says nothing of the port
        }
      }
    }
    Duration length = Duration.between(whole.firstSeen(), whole.lastSeen());
    return reading.attempts() > 1 || length.compareTo(SILENCE) >= 0
        ? List.of(reading.silence(length))
        : List.of();
  }
}
