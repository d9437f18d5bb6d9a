package org.rdpdoctor.reader.capture.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stream of any length, of which a part stands in a buffer that is used over and over.
public final class Input {
  /// What can stand in the buffer at once.
  static final int LARGEST = 1 << 21;

  /// Small enough to stay in the processor's cache between the system's copy and ours.
  private static final int READ = 1 << 18;

  /// The buffer; another one may take its place whenever `has` is called.
  byte[] bytes = new byte[READ << 1];

  /// Where the next byte to be read stands in the buffer.
  int at;

  /// Where the bytes in the buffer end.
  int end;

  /// Bytes from here on stay in the buffer, though they were read before.
  int kept;

  private final InputStream in;
  private long before;
  private boolean ended;

  public Input(InputStream in) {
    this.in = in;
  }

  /// Where the next byte to be read stands in the stream.
  long offset() {
    return before + at;
  }

  /// Whether `wanted` more bytes, at most [#LARGEST], are there; they then stand in the buffer.
  boolean has(int wanted) throws IOException {
    if (end - at >= wanted) {
      return true;
    }
    if (ended) {
      return false;
    }
    if (wanted > LARGEST) {
      throw new IllegalArgumentException("more than the buffer may hold: " + wanted);
    }
    makeRoom(wanted);
    while (end - at < wanted) {
      int read = in.read(bytes, end, Math.min(bytes.length - end, READ));
      if (read < 0) {
        ended = true;
        return false;
      }
      end += read;
    }
    return true;
  }

  private void makeRoom(int wanted) {
    if (bytes.length - end >= Math.max(READ, wanted - (end - at))) {
      return;
    }
    int stays = Math.min(kept, at);
    int room = Math.max(bytes.length, Integer.highestOneBit(at - stays + wanted + READ) << 1);
    byte[] to = room > bytes.length ? new byte[room] : bytes;
    System.arraycopy(bytes, stays, to, 0, end - stays);
    bytes = to;
    before += stays;
    at -= stays;
    end -= stays;
    kept = 0;
  }

  /// Passes over `count` bytes, however many.
  ///
  /// @return false if there are fewer
  boolean skip(long count) throws IOException {
    long left = count;
    while (left > end - at) {
      left -= end - at;
      at = end;
      kept = at;
      if (!has(1)) {
        return false;
      }
    }
    at += (int) left;
    return true;
  }

  /// The first bytes from here on, at most `most` of them.
  byte[] peek(int most) throws IOException {
    has(most);
    return Arrays.copyOfRange(bytes, at, Math.min(end, at + most));
  }
}
