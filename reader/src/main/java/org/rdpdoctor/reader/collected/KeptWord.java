package org.rdpdoctor.reader.collected;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/// An unpacked entry that must have the size and the checksum that the directory promised.
final class KeptWord extends FilterInputStream {
  private final ZipEntryInfo entry;
  private final CRC32 checksum = new CRC32();
  private long count;
  private boolean ended;

  KeptWord(InputStream unpacked, ZipEntryInfo entry) {
    super(unpacked);
    this.entry = entry;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int got;
    try {
      got = in.read(into, offset, length);
    } catch (ZipException | EOFException e) {
      throw new ZipFault("it cannot be unpacked: it is damaged or cut off");
    }
    if (got < 0) {
      ended = true;
      ZipFault.check(count == entry.size(), "it unpacks to less than it says");
      ZipFault.check(checksum.getValue() == entry.crc(), "its checksum is wrong");
      return -1;
    }
    count += got;
    ZipFault.check(count <= entry.size(), "it unpacks to more than it says");
    checksum.update(into, offset, got);
    return got;
  }

  /// Through [#read], so that nothing is left out of the count.
  @Override
  public long skip(long wanted) throws IOException {
    var waste = new byte[(int) Math.min(Math.max(wanted, 0), 1 << 14)];
    long skipped = 0;
    while (skipped < wanted) {
      int got = read(waste, 0, (int) Math.min(waste.length, wanted - skipped));
      if (got < 0) {
        break;
      }
      skipped += got;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
