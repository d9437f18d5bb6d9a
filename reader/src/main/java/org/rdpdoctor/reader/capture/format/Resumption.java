package org.rdpdoctor.reader.capture.format;

import java.io.IOException;

/// Finds the place where records begin again behind damage, in formats that do not mark it: where
/// several in a row make sense.
final class Resumption {
  private static final int IN_A_ROW = 3;

  /// Knows how a record looks.
  interface Shape {
    /// Bytes before the packet.
    int header();

    /// @param at where a header stands in the buffer
    /// @return the length of the whole record, or -1 if this can be none
    int length(int at);

    /// Seconds since 1970 in the header at `at`.
    long second(int at);
  }

  private final Input in;
  private final Shape shape;

  Resumption(Input in, Shape shape) {
    this.in = in;
    this.shape = shape;
  }

  /// Moves to the next place at or after `in.at` where records begin.
  ///
  /// @param second of the last good record, or -1
  /// @return false if there is none
  boolean find(long second) throws IOException {
    while (in.has(shape.header())) {
      if (isBeginning(second)) {
        return true;
      }
      in.at++;
      in.kept = in.at;
    }
    return false;
  }

  private boolean isBeginning(long second) throws IOException {
    long last = second;
    int reach = 0;
    for (int count = 0; count < IN_A_ROW; count++) {
      if (!in.has(reach + shape.header())) {
        return count > 1 || count > 0 && in.end - in.at == reach;
      }
      int length = shape.length(in.at + reach);
      long here = shape.second(in.at + reach);
      if (length < 0 || last >= 0 && Math.abs(here - last) > 86_400) {
        return false;
      }
      last = here;
      reach += length;
      if (reach > Input.LARGEST / 2) {
        return true;
      }
    }
    return true;
  }
}
