package org.rdpdoctor.reader.collected;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.rdpdoctor.wire.Bytes;

/// Where a zip file's bytes come from: they are read in places, never as a whole.
interface ZipBytes {
  long size();

  /// Exactly `length` bytes from there.
  ///
  /// @throws ZipFault if the file ends before
  byte[] read(long from, int length) throws IOException;

  static ZipBytes of(FileChannel channel) throws IOException {
    long size = channel.size();
    return new ZipBytes() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public byte[] read(long from, int length) throws IOException {
        ZipFault.check(from >= 0 && from + length <= size, "it is cut off");
        var buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
          ZipFault.check(channel.read(buffer, from + buffer.position()) > 0, "it is cut off");
        }
        return buffer.array();
      }
    };
  }

  static ZipBytes of(Bytes bytes) {
    byte[] all = bytes.toArray();
    return new ZipBytes() {
      @Override
      public long size() {
        return all.length;
      }

      @Override
      public byte[] read(long from, int length) throws IOException {
        ZipFault.check(from >= 0 && from + length <= all.length, "it is cut off");
        var part = new byte[length];
        System.arraycopy(all, (int) from, part, 0, length);
        return part;
      }
    };
  }

  /// The bytes from there on, a piece at a time.
  default InputStream stream(long from, long length) {
    return new InputStream() {
      private static final int PIECE = 1 << 16;
      private long next = from;
      private byte[] piece = new byte[0];
      private int at;

      @Override
      public int read() throws IOException {
        return isFilled() ? piece[at++] & 0xff : -1;
      }

      @Override
      public int read(byte[] into, int offset, int wanted) throws IOException {
        if (wanted == 0) {
          return 0;
        }
        if (!isFilled()) {
          return -1;
        }
        int count = Math.min(wanted, piece.length - at);
        System.arraycopy(piece, at, into, offset, count);
        at += count;
        return count;
      }

      private boolean isFilled() throws IOException {
        if (at == piece.length) {
          int size = (int) Math.min(PIECE, from + length - next);
          piece = size > 0 ? ZipBytes.this.read(next, size) : new byte[0];
          next += piece.length;
          at = 0;
        }
        return at < piece.length;
      }
    };
  }
}
