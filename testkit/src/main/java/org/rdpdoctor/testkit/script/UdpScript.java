package org.rdpdoctor.testkit.script;

import org.rdpdoctor.wire.Bytes;

/// What a scripted peer does with RDP over UDP, on the port where it listens for TCP.
public sealed interface UdpScript {
  /// Nothing listens: ICMP says so.
  record Closed() implements UdpScript {}

  /// Hears everything and says nothing.
  record Silent() implements UdpScript {}

  /// Answers a SYN with a SYN+ACK for the version offered, or for `highest` if that is lower:
  /// `0x0001`, `0x0002` or `0x0101`.
  ///
  /// @param ignored how many SYNs stay unanswered first
  record Serve(int highest, int ignored) implements UdpScript {}

  /// Answers a SYN with a SYN+ACK that acknowledges another one.
  record WrongAcknowledgement() implements UdpScript {}

  /// Sends every datagram back as it came.
  record Echo() implements UdpScript {}

  /// Answers every datagram with these bytes.
  record Say(Bytes bytes) implements UdpScript {}
}
