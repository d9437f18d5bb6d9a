package org.rdpdoctor.reader.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.facts.Ending;

/// A TCP connection or an exchange of datagrams as its packets tell it, without what was said.
///
/// All durations are counted from `firstSeen`. Who of the two is the client is told by the SYN or
/// its answer. Where the capture has neither, it is a guess: the side with the lower port is the
/// server (3389 counts as the lowest), and with equal ports the one that spoke second.
///
/// @param number in the order of first packets, from 1
/// @param firstSeen time of the first packet
/// @param lastSeen time of the last one
/// @param fromClient what the packets of the client show
/// @param fromServer what the packets of the server show
/// @param notices what routers and hosts said about it over ICMP
public record Conversation(
    int number,
    Transport transport,
    Endpoint client,
    Endpoint server,
    Instant firstSeen,
    Instant lastSeen,
    Opening opening,
    Way fromClient,
    Way fromServer,
    List<Notice> notices) {

  public Conversation {
    notices = List.copyOf(notices);
  }

  /// The way that this side's packets took.
  public Way way(Side from) {
    return from == Side.CLIENT ? fromClient : fromServer;
  }

  public enum Transport {
    TCP,
    UDP
  }

  /// How a connection began. `answered` is how long the answer to the (last) SYN took, `syns` how
  /// often the SYN was sent.
  public record Opening(How how, int syns, Optional<Duration> answered) {
    public enum How {
      ESTABLISHED,
      /// RST in answer to the SYN.
      REFUSED,
      /// No answer to the SYN.
      UNANSWERED,
      /// The capture began later.
      MIDSTREAM,
      /// Datagrams have no opening.
      NONE
    }
  }

  /// One direction. Where the capture holds a packet twice, the second one is a copy and counts
  /// nowhere else than in `packets` and `copies`.
  ///
  /// @param packets all of them
  /// @param bytes of payload, repetitions left out
  /// @param repeated packets whose payload had been sent before
  /// @param missing bytes that were acknowledged or passed over and are not in the capture
  /// @param zeroWindows how often this side said that it can take no more
  /// @param mss the segment size that it offered
  /// @param largest payload of one packet, in bytes
  /// @param hopLimit the TTL or hop limit of its first packet, or of its SYN; empty if it sent
  ///     none
  /// @param end its last word, if it spoke one
  /// @param copies packets that were captured more than once, as on two interfaces of one machine
  /// @param largestRepeated payload of the largest packet in `repeated`, in bytes
  /// @param unacknowledged bytes of payload at its end that the other side never acknowledged; of
  ///     datagrams none
  /// @param lastPacket when its last packet passed; empty if it sent none
  public record Way(
      long packets,
      long bytes,
      long repeated,
      long missing,
      int zeroWindows,
      OptionalInt mss,
      int largest,
      OptionalInt hopLimit,
      Optional<Farewell> end,
      long copies,
      int largestRepeated,
      long unacknowledged,
      Optional<Duration> lastPacket) {

    /// That of a side which sent nothing.
    public static final Way SILENT =
        new Way(
            0,
            0,
            0,
            0,
            0,
            OptionalInt.empty(),
            0,
            OptionalInt.empty(),
            Optional.empty(),
            0,
            0,
            0,
            Optional.empty());
  }

  /// FIN or RST of one side, the first of the two.
  ///
  /// @param hopLimit of this packet
  /// @param ipId of this packet, -1 with IPv6
  /// @param usualIpId that of the packet before it in the same direction, -1 if there is none
  /// @param bare true for an RST without ACK
  /// @param ahead its sequence number, counted from the one that was due: 0 for one that fits
  /// @param after packets of this direction that came later and are neither FIN nor RST: a side
  ///     that has reset a connection has nothing more to say in it
  public record Farewell(
      Ending how,
      Duration at,
      int hopLimit,
      int ipId,
      int usualIpId,
      boolean bare,
      int ahead,
      long after) {}

  /// An ICMP message about this connection.
  ///
  /// @param what as in `host unreachable`, `port unreachable`, `administratively prohibited`,
  ///     `fragmentation needed`, `time exceeded`
  /// @param mtu that it asks for; 0 if it asks for none
  public record Notice(String from, String what, int mtu, Duration at) {}
}
