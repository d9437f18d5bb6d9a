package org.rdpdoctor.reader.eventlog.evtx;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/// Cuts a log into chunks: each 64 KiB from the end of the file header on, or where a chunk says
/// that it begins, if bytes were lost or added before it.
final class Blocks {
  /// The size of the file header, also where it does not say so itself.
  static final int FILE_HEADER = 1 << 12;

  /// `ElfFile` and a zero.
  static final long FILE_MAGIC = 0x00656C6946666C45L;

  private static final VarHandle I64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SMALLEST = 512;

  private final InputStream in;
  private final byte[] window = new byte[2 * Block.SIZE];
  private int filled;
  private long offset;

  /// A piece of the file that is read as one chunk.
  ///
  /// @param size in bytes, at most [Block#SIZE]
  record Piece(long offset, int size) {}

  Blocks(InputStream in) {
    this.in = in;
  }

  /// Reads the file header, which may be missing.
  Header header() throws IOException {
    fill();
    long magic = filled < 8 ? 0 : at(0);
    if (magic == ChunkReader.MAGIC) {
      return Header.MISSING;
    }
    Header header = magic == FILE_MAGIC && filled >= 128 ? Header.read(window) : Header.MISSING;
    drop(Math.min(filled, FILE_HEADER));
    return header;
  }

  /// The next piece; its bytes are copied to `into`.
  Optional<Piece> next(byte[] into) throws IOException {
    while (true) {
      fill();
      if (filled < SMALLEST) {
        return Optional.empty();
      }
      int size = Math.min(filled, Block.SIZE);
      boolean known = at(0) == ChunkReader.MAGIC;
      if (!known && isZero(size)) {
        drop(size);
        continue;
      }
      if (!known || !isFollowed()) {
        size = untilNextChunk(size);
      }
      System.arraycopy(window, 0, into, 0, size);
      var piece = new Piece(offset, size);
      drop(size);
      return Optional.of(piece);
    }
  }

  /// Whether a chunk, zeros or nothing stands where the next chunk should begin.
  private boolean isFollowed() {
    if (filled < Block.SIZE + 8) {
      return true;
    }
    long next = at(Block.SIZE);
    return next == ChunkReader.MAGIC || next == 0;
  }

  private int untilNextChunk(int size) {
    for (int i = 1; i < Math.min(size, filled - 7); i++) {
      if (at(i) == ChunkReader.MAGIC) {
        return i;
      }
    }
    return size;
  }

  private long at(int index) {
    return (long) I64.get(window, index);
  }

  private boolean isZero(int size) {
    for (int i = 0; i < size; i++) {
      if (window[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private void fill() throws IOException {
    filled += in.readNBytes(window, filled, window.length - filled);
  }

  private void drop(int size) {
    System.arraycopy(window, size, window, 0, filled - size);
    filled -= size;
    offset += size;
  }
}
