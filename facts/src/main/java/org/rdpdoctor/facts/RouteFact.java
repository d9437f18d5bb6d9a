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

  /// Round-trip time as the TCP handshakes of this run showed it.
  record RoundTrip(
      String address,
      int samples,
      Duration median,
      Duration least,
      Duration most,
      Evidence evidence)
      implements RouteFact {}

  /// A TCP connect took as long as the kernel needs to repeat a lost SYN (1 s, 3 s, 7 s …).
  record SynRepeated(String address, int repeats, Duration elapsed, Evidence evidence)
      implements RouteFact {}

  /// The server's answer to a ClientHello came through only when it was told to send small pieces:
  /// its full-size packets vanish. `piece` is the size that passed, in bytes.
  record LargeAnswerMissing(int piece, Evidence evidence) implements RouteFact {}

  /// A small ClientHello was answered, a large one to the same server was not.
  record LargePacketUnanswered(int answered, int unanswered, Evidence evidence)
      implements RouteFact {}

  /// An answer came much more slowly than its size and the round trip explain: `bytes` of it in
  /// `over`.
  record BytesTrickled(int bytes, Duration over, Evidence evidence) implements RouteFact {}
}
