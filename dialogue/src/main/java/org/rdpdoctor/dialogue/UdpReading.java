package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.UdpFact.UdpAnswered;
import org.rdpdoctor.facts.UdpFact.UdpProhibited;
import org.rdpdoctor.facts.UdpFact.UdpRefused;
import org.rdpdoctor.facts.UdpFact.UdpUnanswered;
import org.rdpdoctor.facts.UdpFact.UdpUnreadable;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.rdpeudp.Datagram;

/// What comes back to RDP-UDP SYNs, whether we have sent them or only hear them sent.
public final class UdpReading {
  /// Whoever answers with more than this is not listened to any longer.
  private static final int MOST_DATAGRAMS = 16;

  /// More SYNs than any client sends.
  private static final int MOST_SYNS = 64;

  private static final int PREVIEW = 32;

  private final Peer peer;
  private final List<Said> said = new ArrayList<>();
  private int attempts;
  private int heard;
  private Optional<UdpUnreadable> unreadable = Optional.empty();

  private record Said(int sequenceNumber, String offered, Duration at) {}

  public UdpReading(Peer peer) {
    this.peer = peer;
  }

  /// A SYN went to the server.
  public void said(Datagram.Syn syn, Duration at) {
    attempts++;
    if (said.size() < MOST_SYNS) {
      said.add(new Said(syn.synData().snInitialSequenceNumber(), syn.version().toString(), at));
    }
  }

  /// This came from the server. What is no answer is kept in mind for [#silence].
  ///
  /// @return a fact if it answers one of the SYNs
  public Optional<Observation> heard(Bytes datagram, Duration at) {
    heard++;
    try {
      if (!(Datagram.decode(datagram) instanceof Datagram.Syn syn)
          || !syn.header().uFlags().isAck()) {
        return other("it is no SYN+ACK", datagram, at);
      }
      int attempt = attemptOf(syn.header().snSourceAck());
      return attempt < 0
          ? other("it acknowledges what was not sent", datagram, at)
          : Optional.of(answered(syn, attempt, at));
    } catch (DecodeException e) {
      return other(e.fault().describe(), datagram, at);
    }
  }

  /// Which SYN has this sequence number, from 0; -1 if none was sent with it. Of a SYN that was
  /// repeated, the last counts.
  private int attemptOf(int acknowledged) {
    for (int i = said.size() - 1; i >= 0; i--) {
      if (said.get(i).sequenceNumber == acknowledged) {
        return i;
      }
    }
    return -1;
  }

  private Observation answered(Datagram.Syn syn, int attempt, Duration at) {
    String offered = said.get(attempt).offered;
    Duration elapsed = at.minus(said.get(attempt).at);
    return new UdpAnswered(
        syn.version().toString(),
        offered,
        attempt + 1,
        syn.synData().uUpStreamMtu(),
        syn.synData().uDownStreamMtu(),
        elapsed,
        peer.evidence(
            "an RDP-UDP SYN that offers version " + offered,
            "a SYN+ACK for version " + syn.version() + " after " + elapsed.toMillis() + " ms",
            at));
  }

  /// Not what was asked for; the proper answer may still be on its way.
  private Optional<Observation> other(String trouble, Bytes datagram, Duration at) {
    if (unreadable.isEmpty()) {
      String preview = datagram.preview(PREVIEW);
      unreadable =
          Optional.of(
              new UdpUnreadable(
                  peer.port(),
                  trouble,
                  datagram.size(),
                  preview,
                  evidence(datagram.size() + " bytes over UDP: " + preview, at)));
    }
    return Optional.empty();
  }

  /// Nothing else comes.
  public Observation silence(Duration at) {
    if (unreadable.isPresent()) {
      return unreadable.get();
    }
    Duration waited = at.minus(said.getFirst().at);
    return new UdpUnanswered(
        peer.port(),
        attempts,
        waited,
        evidence("nothing over UDP for " + waited.toMillis() + " ms", at));
  }

  /// ICMP: port unreachable.
  public Observation refused(Duration at) {
    return new UdpRefused(
        peer.port(),
        at.minus(said.getFirst().at),
        evidence("ICMP: nothing listens on the UDP port", at));
  }

  /// ICMP: unreachable in another way.
  ///
  /// @param reason in the words of whoever has read it
  public Observation prohibited(String reason, Duration at) {
    return new UdpProhibited(
        peer.port(), reason, evidence("ICMP, which the system calls: " + reason, at));
  }

  /// How many SYNs went out.
  public int attempts() {
    return attempts;
  }

  int port() {
    return peer.port();
  }

  Duration lastSaid() {
    return said.getLast().at;
  }

  /// False for a server that has said too much that makes no sense.
  boolean isPatient() {
    return heard < MOST_DATAGRAMS;
  }

  private Evidence evidence(String what, Duration at) {
    String sent = attempts == 1 ? "an RDP-UDP SYN" : attempts + " RDP-UDP SYNs";
    return peer.evidence(sent + " to UDP port " + peer.port(), what, at);
  }
}
