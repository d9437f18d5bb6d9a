package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.UdpFact.UdpNotSent;
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
public final class UdpDialogue implements DatagramDialogue {
  /// Random bytes that a dialogue needs: for three sequence numbers and a correlation id.
  public static final int SEED = 28;

  private static final List<ProtocolVersion> OFFERS =
      List.of(ProtocolVersion.VERSION_3, ProtocolVersion.VERSION_2, ProtocolVersion.VERSION_1);

  /// What current Windows clients announce, as captures of them show.
  private static final int WINDOW = 64;

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

  private final UdpReading reading;
  private final Duration pause;
  private final CorrelationId correlationId;
  private final int[] sequenceNumbers = new int[OFFERS.size()];

  /// @param pause how long each SYN waits for its answer
  /// @param seed [#SEED] random bytes
  public UdpDialogue(Peer peer, Duration pause, Bytes seed) {
    this.reading = new UdpReading(peer);
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

  @Override
  public Turn begin(Duration at) {
    return say(at);
  }

  @Override
  public Turn hear(Met met) {
    return switch (met) {
      case Met.Answer(Bytes datagram, Duration at) -> answer(datagram, at);
      case Met.Silence(Duration at) ->
          reading.attempts() < OFFERS.size() ? say(at) : done(reading.silence(at));
      case Met.Refusal(Duration at) -> done(reading.refused(at));
      case Met.Prohibition(String reason, Duration at) -> done(reading.prohibited(reason, at));
      case Met.Failure(String reason, Duration at) ->
          done(
              new UdpNotSent(
                  reading.port(),
                  reason,
                  Evidence.of("nothing: the system would not send a SYN", reason, at)));
    };
  }

  private Turn say(Duration at) {
    Datagram.Syn syn = syn(reading.attempts());
    reading.said(syn, at);
    return new Turn.Say(syn.encode(), pause);
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

  /// What is not the proper answer may be followed by it.
  private Turn answer(Bytes datagram, Duration at) {
    Optional<Observation> answered = reading.heard(datagram, at);
    if (answered.isPresent()) {
      return done(answered.get());
    }
    Duration left = reading.lastSaid().plus(pause).minus(at);
    if (reading.isPatient() && left.isPositive()) {
      return new Turn.Listen(left);
    }
    return reading.attempts() < OFFERS.size() && reading.isPatient()
        ? say(at)
        : done(reading.silence(at));
  }

  private static Turn done(Observation fact) {
    return new Turn.Done(List.of(fact));
  }
}
