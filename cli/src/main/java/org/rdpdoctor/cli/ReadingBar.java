package org.rdpdoctor.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.rdpdoctor.report.Look;

/// A line on the terminal that shows how far the reading of a file is, gone when that is over.
///
/// Drawn at most ten times a second, and not at all where the reading is over at once.
final class ReadingBar implements AutoCloseable {
  private static final long FIRST_NANOS = 400_000_000;
  private static final long PAUSE_NANOS = 100_000_000;
  private static final double MEGA = 1e6;
  private static final int CELLS = 24;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final Look look;
  private final String name;
  private final LongSupplier nanoClock;
  private final long begun;
  private long next;
  private boolean drawn;

  /// @param nanoClock as [System#nanoTime]
  ReadingBar(PrintWriter err, Look look, String name, LongSupplier nanoClock) {
    this.err = err;
    this.look = look;
    this.name = name;
    this.nanoClock = nanoClock;
    this.begun = nanoClock.getAsLong();
    this.next = begun + FIRST_NANOS;
  }

  /// @param read bytes
  /// @param size of the file, if it is known
  void show(long read, OptionalLong size, long packets, long connections) {
    long now = nanoClock.getAsLong();
    if (now - next < 0) {
      return;
    }
    next = now + PAUSE_NANOS;
    drawn = true;
    err.print(CLEAR + line(read, size, packets, connections, (now - begun) / 1e9));
    err.flush();
  }

  private String line(
      long read, OptionalLong size, long packets, long connections, double seconds) {
    double rate = read / Math.max(seconds, 1e-3);
    var line = new StringBuilder();
    if (size.isPresent() && size.getAsLong() > 0) {
      double done = Math.min(1, (double) read / size.getAsLong());
      int full = (int) Math.round(done * CELLS);
      line.append(look.unicode() ? "━".repeat(full) : "#".repeat(full));
      line.append((look.unicode() ? "·" : ".").repeat(CELLS - full));
      line.append(String.format(Locale.ROOT, " %3.0f %%", Math.floor(done * 100)));
      line.append("  ").append(left((size.getAsLong() - read) / rate));
    } else {
      line.append(String.format(Locale.ROOT, "%,.0f MB", read / MEGA));
    }
    line.append(String.format(Locale.ROOT, "  %,.0f MB/s", rate / MEGA));
    line.append(String.format(Locale.ROOT, "  %,d packets, %,d of RDP", packets, connections));
    line.append("  ").append(name);
    return line.substring(0, Math.min(line.length(), look.width() - 1));
  }

  private static String left(double seconds) {
    if (seconds >= 90) {
      return String.format(Locale.ROOT, "%.0f min left", seconds / 60);
    }
    return String.format(Locale.ROOT, "%.0f s left", Math.ceil(Math.max(0, seconds)));
  }

  @Override
  public void close() {
    if (drawn) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
