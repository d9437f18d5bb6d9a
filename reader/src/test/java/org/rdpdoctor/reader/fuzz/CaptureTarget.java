package org.rdpdoctor.reader.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Follower;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.file.CaptureFile;
import org.rdpdoctor.reader.capture.file.CaptureOptions;
import org.rdpdoctor.reader.capture.file.CaptureTally;
import org.rdpdoctor.wire.Bytes;

/// Fuzz target for everything between a capture file and what is said in its conversations.
public final class CaptureTarget {
  private CaptureTarget() {}

  /// Called by the fuzzer. Whatever is thrown is a finding.
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    var ends = new int[1];
    CaptureTally tally =
        CaptureFile.read(
            new ByteArrayInputStream(data),
            OptionalLong.of(data.length),
            CaptureOptions.USUAL,
            (_, _, _, _, _) -> new Follows(ends));
    if (ends[0] != tally.tcp() + tally.udp()) {
      throw new IllegalStateException(ends[0] + " ends of " + tally);
    }
  }

  /// Holds the reader to its promises.
  private static final class Follows implements Follower {
    private final int[] ends;
    private Duration last = Duration.ZERO;
    private boolean over;

    Follows(int[] ends) {
      this.ends = ends;
    }

    @Override
    public boolean hear(Side from, Bytes bytes, Duration at) {
      return go(!bytes.isEmpty(), at);
    }

    @Override
    public boolean miss(Side from, long bytes, Duration at) {
      return go(bytes > 0, at);
    }

    private boolean go(boolean something, Duration at) {
      if (over || !something || at.isNegative()) {
        throw new IllegalStateException("told " + something + " at " + at + " after " + last);
      }
      last = at;
      return true;
    }

    @Override
    public void end(Conversation whole) {
      if (over || whole.toString().isEmpty() || whole.fromClient().missing() < 0) {
        throw new IllegalStateException("a second or a senseless end: " + whole);
      }
      over = true;
      ends[0]++;
    }
  }
}
