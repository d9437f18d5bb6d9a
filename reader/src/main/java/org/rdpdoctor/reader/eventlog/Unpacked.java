package org.rdpdoctor.reader.eventlog;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.rdpdoctor.reader.eventlog.draft.Damage;

/// What is packed with gzip, as far as it can be unpacked; not without end, since little can be
/// packed into much.
final class Unpacked extends FilterInputStream {
  private static final long MOST = 16L << 30;

  private final Consumer<Damage> damages;
  private long read;
  private boolean ended;

  Unpacked(InputStream in, Consumer<Damage> damages) {
    super(in);
    this.damages = damages;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (ended) {
      return -1;
    }
    try {
      int count = super.read(into, from, length);
      read += Math.max(0, count);
      if (read > MOST) {
        end("more than 16 GiB are packed here; the rest is not read");
      }
      return count;
    } catch (EOFException | ZipException broken) {
      end("the gzip file is cut or damaged here");
      return -1;
    }
  }

  private void end(String why) {
    ended = true;
    damages.accept(new Damage(read, why));
  }
}
