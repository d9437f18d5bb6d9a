package org.rdpdoctor.reader.capture.file;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;

/// A capture of one TCP connection, packet by packet, 10 ms apart.
final class Talk {
  static final int PORT = 50_000;

  final List<Shot> shots = new ArrayList<>();
  private double seconds;

  /// The client's first byte has number 1000, the server's 5000.
  static Talk established() {
    return new Talk()
        .up(999, 0, Sent.SYN, "")
        .down(4999, 1000, Sent.SYN | Sent.ACK, "")
        .up(1000, 5000, Sent.ACK, "");
  }

  Talk add(Bytes frame) {
    shots.add(Shot.at(seconds, frame));
    seconds += 0.01;
    return this;
  }

  Talk pause(double more) {
    seconds += more;
    return this;
  }

  Talk up(long sequence, long ack, int flags, String text) {
    return add(Sent.up(PORT, shots.size() + 1, sequence, ack, flags, Bytes.latin1(text)));
  }

  Talk down(long sequence, long ack, int flags, String text) {
    return add(Sent.down(PORT, shots.size() + 1, sequence, ack, flags, Bytes.latin1(text)));
  }

  Talk up(long sequence, long ack, String text) {
    return up(sequence, ack, Sent.ACK, text);
  }

  Talk down(long sequence, long ack, String text) {
    return down(sequence, ack, Sent.ACK, text);
  }

  Bytes file() {
    return Written.pcap(1, shots);
  }
}
