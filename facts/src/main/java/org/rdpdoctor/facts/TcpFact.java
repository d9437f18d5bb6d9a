package org.rdpdoctor.facts;

import java.time.Duration;

/// What can be seen while a TCP connection is opened, and of what answers there if it is not RDP.
public sealed interface TcpFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.TCP;
  }

  record Connected(String address, int port, Duration elapsed, Evidence evidence)
      implements TcpFact {}

  /// RST in answer to the SYN: nothing listens, or a firewall pretends so.
  record ConnectRefused(String address, int port, Duration elapsed, Evidence evidence)
      implements TcpFact {}

  /// No answer to the SYN and its repetitions.
  record ConnectUnanswered(String address, int port, Duration waited, Evidence evidence)
      implements TcpFact {}

  /// ICMP says that this port may not be reached, while the host is alive.
  record ConnectProhibited(String address, int port, String reason, Evidence evidence)
      implements TcpFact {}

  /// The system could not even try, or failed in a way that has no fact of its own.
  record ConnectFailed(String address, int port, String reason, Evidence evidence)
      implements TcpFact {}

  /// The peer ended a connection on which nothing had been said.
  record ClosedUnasked(String address, int port, Ending how, Duration elapsed, Evidence evidence)
      implements TcpFact {}

  /// The peer kept a connection open on which nothing had been said, and said nothing, as RDP
  /// servers do.
  record StayedOpenUnasked(String address, int port, Duration watched, Evidence evidence)
      implements TcpFact {}

  /// Another service than RDP answers: `service` is `ssh`, `http`, `https`, `smtp`, `ftp`, `smb`,
  /// `vnc`, `tls`, …, and `something unknown` for what speaks first and is none of these.
  record ForeignService(String address, int port, String service, String banner, Evidence evidence)
      implements TcpFact {}

  /// A port that was not asked for speaks RDP.
  record RdpOnOtherPort(String address, int asked, int found, Evidence evidence)
      implements TcpFact {}

  /// The peer's machine never acknowledged what was sent: it did not arrive. `what` is
  /// `connection request`, `connection request without cookie`, or `ClientHello` with its name.
  record RequestUnacknowledged(String what, int bytes, Evidence evidence) implements TcpFact {}

  /// Connects to the same port of the same address went differently.
  record ConnectsVaried(
      String address, int port, int connected, int refused, int unanswered, Evidence evidence)
      implements TcpFact {}

  /// One address of the name answers, another one does not.
  record AddressesVaried(
      String working, String dead, String deadFamily, String how, Evidence evidence)
      implements TcpFact {}

  /// The first connections were served, then no more: a limit or a ban. `how` is what the refused
  /// ones met.
  record ServiceStopped(int served, String how, Evidence evidence) implements TcpFact {}

  /// How soon the end of a connection came after what was said on it, against the least that a
  /// packet to this address and back has taken in this run: `percent` of it. What comes in much
  /// less was sent by somebody nearer than whoever accepts connections there; what takes as long
  /// proves nothing. `after` is `connection request` or `ClientHello`. Only told where a connection
  /// stays open on which the same is not said, so that the end is an answer to it.
  record EndTimed(
      String after,
      Ending how,
      Duration elapsed,
      Duration roundTrip,
      int percent,
      boolean usual,
      Evidence evidence)
      implements TcpFact {}

  /// A captured connection came to its end. `by` is `client`, `server` or `third-party`, which
  /// spoke in the name of one of them; `rung` is the last that the two were seen on.
  record ConnectionEnded(String by, Ending how, String rung, Duration elapsed, Evidence evidence)
      implements TcpFact {}

  /// What ended a captured connection in the name of `side` came over another number of hops than
  /// everything else from there: `usual` and `seen` are the TTL, or hop limit, as it arrived.
  record EndHopsDiffer(String side, Ending how, int usual, int seen, Evidence evidence)
      implements TcpFact {}

  /// What ended a captured connection in the name of `side` does not count on where the packet
  /// before it stopped: `last` and `seen` are their IP identifications. That alone proves
  /// nothing, for not every system counts.
  record EndIdDiffers(String side, Ending how, int last, int seen, Evidence evidence)
      implements TcpFact {}

  /// A captured connection was reset in the name of `side`, which then went on to speak in it, in
  /// so many `packets`: whoever resets a connection has forgotten it.
  record SpokeAfterReset(String side, int packets, Evidence evidence) implements TcpFact {}

  /// The peer accepted the connection and took not one byte: its receive window stayed closed.
  record NothingTaken(String address, int port, int bytes, Duration waited, Evidence evidence)
      implements TcpFact {}

  /// The same server was met at another address, as the user said it would be: `rung` is the last
  /// that was climbed there, `none` if not even the port opened.
  record ElsewhereClimbed(String elsewhere, String rung, String heard, Evidence evidence)
      implements TcpFact {}

  /// The whole climb was repeated, and did not always end the same: in `failed` of `rounds` it
  /// broke on this `rung`, in `served` it did not break at all. `percent` is the share that was
  /// served, and from `leastPercent` to `mostPercent` is what as many rounds tell of the truth (95
  /// of 100 such intervals contain it). `how` is the break that was seen most often there.
  record RoundsVaried(
      String rung,
      int rounds,
      int served,
      int failed,
      int percent,
      int leastPercent,
      int mostPercent,
      String how,
      Evidence evidence)
      implements TcpFact {}

  /// The whole climb was repeated, and always ended the same: `served` is `rounds` or 0.
  record RoundsAgreed(int rounds, int served, int leastPercent, int mostPercent, Evidence evidence)
      implements TcpFact {}
}
