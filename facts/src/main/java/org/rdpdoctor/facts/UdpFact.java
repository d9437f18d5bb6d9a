package org.rdpdoctor.facts;

import java.time.Duration;
import java.util.List;

/// What can be seen of RDP over UDP, beside TCP.
public sealed interface UdpFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.UDP;
  }

  /// The server answered an RDP-UDP SYN: UDP passes in both directions, and the server does RDP
  /// over it.
  ///
  /// @param version that both sides have: `1`, `2` or `3`, or hex for one that is not specified
  /// @param offered the highest version that the answered SYN named
  /// @param attempt which SYN was answered, from 1
  /// @param upStreamMtu the largest datagram that the server will send, in bytes
  /// @param downStreamMtu the largest datagram that the server will take, in bytes
  record UdpAnswered(
      String version,
      String offered,
      int attempt,
      int upStreamMtu,
      int downStreamMtu,
      Duration elapsed,
      Evidence evidence)
      implements UdpFact {}

  /// Nothing came back for any of the SYNs: a firewall that drops them, a path that does, or a
  /// server that says nothing to them.
  record UdpUnanswered(int port, int attempts, Duration waited, Evidence evidence)
      implements UdpFact {}

  /// ICMP says that nothing listens on the UDP port.
  record UdpRefused(int port, Duration elapsed, Evidence evidence) implements UdpFact {}

  /// ICMP says that the UDP port may not be reached, while TCP passes.
  record UdpProhibited(int port, String reason, Evidence evidence) implements UdpFact {}

  /// This machine would not send the SYN.
  record UdpNotSent(int port, String reason, Evidence evidence) implements UdpFact {}

  /// Something came back over UDP that is no answer to an RDP-UDP SYN.
  ///
  /// @param trouble what is wrong with it
  /// @param size in bytes
  /// @param preview its first bytes, as far as they are printable
  record UdpUnreadable(int port, String trouble, int size, String preview, Evidence evidence)
      implements UdpFact {}

  /// The server said over TCP that it does RDP over UDP.
  ///
  /// @param transports as the server named them, such as `UDPFECR`
  record UdpOffered(List<String> transports, Evidence evidence) implements UdpFact {
    public UdpOffered {
      transports = List.copyOf(transports);
    }
  }
}
