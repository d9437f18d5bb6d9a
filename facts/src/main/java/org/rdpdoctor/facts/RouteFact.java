package org.rdpdoctor.facts;

import java.time.Duration;

/// What can be seen of the path between client and server.
public sealed interface RouteFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.ROUTE;
  }

  /// This machine itself has no route to the address.
  record RouteMissing(String address, Evidence evidence) implements RouteFact {}

  /// Somebody on the way says that the network cannot be reached.
  record NetworkUnreachable(String address, Evidence evidence) implements RouteFact {}

  /// Somebody on the way says that the host cannot be reached, on every port that was tried.
  record HostUnreachable(String address, Evidence evidence) implements RouteFact {}

  /// The host sent something back on another way than the RDP port: `how` says which.
  record HostAlive(String address, String how, Evidence evidence) implements RouteFact {}

  /// Nothing that was tried brought any packet back from the host: `tried` says what.
  record HostSilent(String address, String tried, Evidence evidence) implements RouteFact {}

  /// Round-trip time as the TCP handshakes of this run showed it, without those whose SYN was
  /// repeated.
  ///
  /// @param jitter how far a handshake was from the median, on average
  /// @param slow how many took more than twice the median, and 100 ms longer than it
  record RoundTrip(
      String address,
      int samples,
      Duration median,
      Duration least,
      Duration most,
      Duration jitter,
      int slow,
      Evidence evidence)
      implements RouteFact {}

  /// A TCP connect took as long as the kernel needs to repeat a SYN (1 s, 3 s, 7 s …): the SYN was
  /// lost, or the answer to it, `repeats` times.
  record SynRepeated(String address, int repeats, Duration elapsed, Evidence evidence)
      implements RouteFact {}

  /// What the SYNs to the RDP port say of loss: `lost` of `sent` brought no answer back, whichever
  /// of the two was lost. In 95 of 100 such samples, what the path really loses is from
  /// `lowPercent` to `highPercent`.
  record LossEstimated(
      String address,
      int sent,
      int lost,
      int percent,
      int lowPercent,
      int highPercent,
      Evidence evidence)
      implements RouteFact {}

  /// What the kernel says of the connections to the RDP port (TCP_INFO of Linux).
  ///
  /// @param roundTrip the median of what it measured on each
  /// @param variation of the round trip on one connection, at most
  /// @param sentSegments that carried data, repetitions among them
  /// @param repeatedSegments how many of them were sent again
  /// @param segmentSize the most that it puts into one segment, in bytes
  /// @param receivedSegment the largest that came from the server; 0 if none was large enough to
  ///     tell
  /// @param pathMtu in bytes, as far as the kernel knows it
  record TcpMeasured(
      String address,
      int connections,
      Duration roundTrip,
      Duration least,
      Duration most,
      Duration variation,
      int sentSegments,
      int repeatedSegments,
      int repeatedPercent,
      int segmentSize,
      int receivedSegment,
      int pathMtu,
      Evidence evidence)
      implements RouteFact {}

  /// Packets of the server's answer arrived behind a gap that was never filled: what was in it got
  /// lost again and again. `hello` is the ClientHello that was answered.
  record AnswerTorn(String hello, int packetsBehind, Evidence evidence) implements RouteFact {}

  /// The server's answer to a ClientHello came through only when it was told to send small pieces:
  /// its full-size packets vanish. `piece` is the size that passed, in bytes.
  record LargeAnswerMissing(int piece, Evidence evidence) implements RouteFact {}

  /// A small ClientHello was answered, a large one to the same server was not.
  record LargePacketUnanswered(int answered, int unanswered, Evidence evidence)
      implements RouteFact {}

  /// An answer came much more slowly than its size and the round trip explain: `bytes` of it in
  /// `over`.
  record BytesTrickled(int bytes, Duration over, Evidence evidence) implements RouteFact {}

  /// Of the packets of one `side` of a captured connection, so many said what had been said
  /// before: they, or what acknowledged them, got lost.
  record SegmentsRepeated(String side, int packets, int repeated, int percent, Evidence evidence)
      implements RouteFact {}

  /// In a captured connection, segments of one `side` that were as large as `size` were said again
  /// and again and never acknowledged, while smaller ones came through.
  record LargeSegmentsLost(String side, int size, int repeated, Evidence evidence)
      implements RouteFact {}

  /// Somebody on the way says that a packet is too large for what follows: `mtu` is what would
  /// pass, 0 if it did not say.
  record FragmentationNeeded(String from, int mtu, Evidence evidence) implements RouteFact {}
}
