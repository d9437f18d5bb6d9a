package org.rdpdoctor.peers;

import java.util.List;

/// A device on a [SlowCable], at the end of its first machine: sees every packet, and may keep it,
/// change it, or answer in the name of whoever it was meant for.
@FunctionalInterface
interface Meddler {
  /// What leaves the device for one packet that came in.
  ///
  /// @param on what goes on the way of the packet
  /// @param back what is sent to where the packet came from
  record Leaving(List<byte[]> on, List<byte[]> back) {
    static final Leaving NOTHING = new Leaving(List.of(), List.of());

    static Leaving on(byte[] packet) {
      return new Leaving(List.of(packet), List.of());
    }

    static Leaving back(byte[] packet) {
      return new Leaving(List.of(), List.of(packet));
    }
  }

  /// A plain cable.
  Meddler NONE = (_, packet) -> Leaving.on(packet);

  /// @param there true if the packet comes from the first machine
  Leaving pass(boolean there, byte[] packet);

  /// This device, and `next` behind it.
  default Meddler then(Meddler next) {
    return (there, packet) -> {
      Leaving first = pass(there, packet);
      if (first.on().isEmpty()) {
        return first;
      }
      Leaving second = next.pass(there, first.on().getFirst());
      return first.back().isEmpty() ? second : new Leaving(second.on(), first.back());
    };
  }
}
