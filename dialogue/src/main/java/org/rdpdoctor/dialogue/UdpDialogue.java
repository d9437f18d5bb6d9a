package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.UdpFact.UdpAnswered;
import org.rdpdoctor.facts.UdpFact.UdpNotSent;
import org.rdpdoctor.facts.UdpFact.UdpProhibited;
import org.rdpdoctor.facts.UdpFact.UdpRefused;
import org.rdpdoctor.facts.UdpFact.UdpUnanswered;
import org.rdpdoctor.facts.UdpFact.UdpUnreadable;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.rdpeudp.CorrelationId;
import org.rdpdoctor.wire.rdpeudp.Datagram;
import org.rdpdoctor.wire.rdpeudp.FecHeader;
import org.rdpdoctor.wire.rdpeudp.Flags;
import org.rdpdoctor.wire.rdpeudp.ProtocolVersion;
import org.rdpdoctor.wire.rdpeudp.SynData;
import org.rdpdoctor.wire.rdpeudp.SynDataEx;

/// Asks a server for RDP over UDP, and leaves it at the answer.
///
/// Up to three SYNs go out from one port: the first offers version 3, the second 2, the third 1, so
/// that a server that minds a version still answers another. Version 3 needs a cookie that only a
/// session brings; without it, servers that look go down to version 2 (MS-RDPEUDP 3.1.5.1.1).
///
/// The SYN+ACK is not acknowledged: a server that hears no ACK forgets the connection after three
/// more SYN+ACKs, 800 ms apart, while an established one would last 65 seconds (MS-RDPEUDP 3.1.5.2
/// and 3.1.6.2). The protocol has no word for goodbye (1.3.1).
public final class UdpDialogue {
  /// Random bytes that a dialogue needs: for three sequence numbers and a correlation id.
  public static final int SEED = 28;

  private static final List<ProtocolVersion> OFFERS =
      List.of(ProtocolVersion.VERSION_3, ProtocolVersion.VERSION_2, ProtocolVersion.VERSION_1);

  /// What current Windows clients announce, as captures of them show.
  private static final int WINDOW = 64;

  /// Whoever answers with more than this is not listened to any longer.
  private static final int MOST_DATAGRAMS = 16;

  private static final int PREVIEW = 32;

  /// What came of a SYN. `at` is the time since the run began.
  public sealed interface Met {
    Duration at();

    /// One datagram.
    record Answer(Bytes datagram, Duration at) implements Met {}

    /// Nothing, for as long as patience lasted.
    record Silence(Duration at) implements Met {}

    /// ICMP: port unreachable.
    record Refusal(Duration at) implements Met {}

    /// ICMP: unreachable in another way; `reason` in the system's words.
    record Prohibition(String reason, Duration at) implements Met {}

    /// The SYN never left this machine; `reason` in the system's words.
    record Failure(String reason, Duration at) implements Met {}
  }

  private final Peer peer;
  private final Duration pause;
  private final CorrelationId correlationId;
  private final int[] sequenceNumbers = new int[OFFERS.size()];
  private final Duration[] sentAt = new Duration[OFFERS.size()];
  private int attempts;
  private int heard;
  private Optional<UdpUnreadable> unreadable = Optional.empty();

  /// @param pause how long each SYN waits for its answer
  /// @param seed [#SEED] random bytes
  public UdpDialogue(Peer peer, Duration pause, Bytes seed) {
    this.peer = peer;
    this.pause = pause;
    this.correlationId = CorrelationId.of(seed.from(4 * OFFERS.size()));
    var in = new WireReader(seed);
    try {
      for (int i = 0; i < sequenceNumbers.length; i++) {
        sequenceNumbers[i] = in.u32be("seed");
      }
    } catch (DecodeException e) {
      throw new IllegalArgumentException("a seed has " + SEED + " bytes", e);
    }
  }

  public Turn begin(Duration at) {
    return say(at);
  }

  public Turn hear(Met met) {
    return switch (met) {
      case Met.Answer(Bytes datagram, Duration at) -> answer(datagram, at);
      case Met.Silence(Duration at) -> attempts < OFFERS.size() ? say(at) : silence(at);
      case Met.Refusal(Duration at) ->
          done(
              new UdpRefused(
                  peer.port(),
                  at.minus(sentAt[0]),
                  evidence("ICMP: nothing listens on the UDP port", at)));
      case Met.Prohibition(String reason, Duration at) ->
          done(
              new UdpProhibited(
                  peer.port(), reason, evidence("ICMP, which the system calls: " + reason, at)));
      case Met.Failure(String reason, Duration at) ->
          done(
              new UdpNotSent(
                  peer.port(),
                  reason,
                  Evidence.of("nothing: the system would not send a SYN", reason, at)));
    };
  }

  private Turn say(Duration at) {
    sentAt[attempts] = at;
    Bytes syn = syn(attempts).encode();
    attempts++;
    return new Turn.Say(syn, pause);
  }

  private Datagram.Syn syn(int attempt) {
    ProtocolVersion offered = OFFERS.get(attempt);
    boolean named = !offered.equals(ProtocolVersion.VERSION_1);
    int flags = Flags.SYN | Flags.CORRELATION_ID | (named ? Flags.SYNEX : 0);
    return new Datagram.Syn(
        new FecHeader(-1, WINDOW, new Flags(flags)),
        new SynData(sequenceNumbers[attempt], Datagram.LARGEST_MTU, Datagram.LARGEST_MTU),
        Optional.of(correlationId),
        named ? Optional.of(SynDataEx.of(offered)) : Optional.empty(),
        Datagram.LARGEST_MTU);
  }

  private Turn answer(Bytes datagram, Duration at) {
    heard++;
    try {
      if (!(Datagram.decode(datagram) instanceof Datagram.Syn syn)
          || !syn.header().uFlags().isAck()) {
        return other("it is no SYN+ACK", datagram, at);
      }
      int attempt = attemptOf(syn.header().snSourceAck());
      return attempt < 0
          ? other("it acknowledges what was not sent", datagram, at)
          : answered(syn, attempt, at);
    } catch (DecodeException e) {
      return other(e.fault().describe(), datagram, at);
    }
  }

  /// Which SYN has this sequence number, from 0; -1 if none was sent with it.
  private int attemptOf(int acknowledged) {
    for (int i = attempts - 1; i >= 0; i--) {
      if (sequenceNumbers[i] == acknowledged) {
        return i;
      }
    }
    return -1;
  }

  private Turn answered(Datagram.Syn syn, int attempt, Duration at) {
    String offered = OFFERS.get(attempt).toString();
    Duration elapsed = at.minus(sentAt[attempt]);
    return done(
        new UdpAnswered(
            syn.version().toString(),
            offered,
            attempt + 1,
            syn.synData().uUpStreamMtu(),
            syn.synData().uDownStreamMtu(),
            elapsed,
            peer.evidence(
                "an RDP-UDP SYN that offers version " + offered,
                "a SYN+ACK for version " + syn.version() + " after " + elapsed.toMillis() + " ms",
                at)));
  }

  /// Not what was asked for; the proper answer may still be on its way.
  private Turn other(String trouble, Bytes datagram, Duration at) {
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
    Duration left = sentAt[attempts - 1].plus(pause).minus(at);
    if (left.isPositive() && heard < MOST_DATAGRAMS) {
      return new Turn.Listen(left);
    }
    return attempts < OFFERS.size() && heard < MOST_DATAGRAMS ? say(at) : silence(at);
  }

  private Turn silence(Duration at) {
    if (unreadable.isPresent()) {
      return done(unreadable.get());
    }
    Duration waited = at.minus(sentAt[0]);
    return done(
        new UdpUnanswered(
            peer.port(),
            attempts,
            waited,
            evidence("nothing over UDP for " + waited.toMillis() + " ms", at)));
  }

  private Evidence evidence(String what, Duration at) {
    String sent = attempts == 1 ? "an RDP-UDP SYN" : attempts + " RDP-UDP SYNs";
    return peer.evidence(sent + " to UDP port " + peer.port(), what, at);
  }

  private static Turn done(Observation fact) {
    return new Turn.Done(List.of(fact));
  }
}
