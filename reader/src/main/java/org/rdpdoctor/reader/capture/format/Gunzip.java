package org.rdpdoctor.reader.capture.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks gzip (RFC 1952), of one member or several. Where the packed stream is damaged or cut,
/// what came before is still given.
public final class Gunzip extends InputStream {
  private final InputStream packed;
  private final Notes notes;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long before;
  private boolean within;
  private boolean over;

  public Gunzip(InputStream packed, Notes notes) {
    this.packed = packed;
    this.notes = notes;
  }

  static boolean begins(byte[] first) {
    return first.length >= 3 && first[0] == 0x1F && (first[1] & 0xFF) == 0x8B && first[2] == 8;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!over) {
      try {
        if (!within && !beginMember()) {
          over = true;
          break;
        }
        int count = inflater.inflate(to, offset, length);
        if (count > 0) {
          checksum.update(to, offset, count);
          return count;
        }
        if (inflater.finished()) {
          endMember();
        } else if (inflater.needsDictionary()) {
          stop("a member that needs a dictionary");
        } else {
          feed();
        }
      } catch (EOFException e) {
        stop("the packed file ends too early");
      } catch (DataFormatException e) {
        stop("the packed file is damaged");
      }
    }
    return -1;
  }

  private void stop(String what) {
    notes.say("At offset %d of the packed file: %s.".formatted(before + at, what));
    over = true;
  }

  private void feed() throws IOException {
    if (at == end) {
      fill();
    }
    inflater.setInput(buffer, at, end - at);
    at = end;
  }

  /// @return false if there is no further member
  private boolean beginMember() throws IOException {
    int first;
    do {
      if (at == end && !more()) {
        return false;
      }
      first = u8();
    } while (first == 0 && before + at > 1); // zeros behind a member fill a block of a tape
    if (first != 0x1F || u8() != 0x8B || u8() != 8) {
      stop("something that is not gzip follows");
      return false;
    }
    int flags = u8();
    for (int i = 0; i < 6; i++) {
      u8(); // time, flags of the packer, system
    }
    if ((flags & 4) != 0) {
      int extra = u8() | u8() << 8;
      for (int i = 0; i < extra; i++) {
        u8();
      }
    }
    skipText(flags & 8); // name
    skipText(flags & 16); // comment
    if ((flags & 2) != 0) {
      u8();
      u8();
    }
    inflater.reset();
    checksum.reset();
    within = true;
    return true;
  }

  private void skipText(int flag) throws IOException {
    while (flag != 0 && u8() != 0) {
      // up to the zero at its end
    }
  }

  private void endMember() throws IOException {
    at -= inflater.getRemaining();
    within = false;
    long wanted = u8() | u8() << 8 | u8() << 16 | (long) u8() << 24;
    for (int i = 0; i < 4; i++) {
      u8(); // length
    }
    if (wanted != checksum.getValue()) {
      notes.say("At offset %d of the packed file: a checksum is wrong.".formatted(before + at));
    }
  }

  private int u8() throws IOException {
    if (at == end) {
      fill();
    }
    return buffer[at++] & 0xFF;
  }

  private void fill() throws IOException {
    if (!more()) {
      throw new EOFException();
    }
  }

  private boolean more() throws IOException {
    before += end;
    at = 0;
    end = 0;
    int read = packed.read(buffer, 0, buffer.length);
    end = Math.max(read, 0);
    return read > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    packed.close();
  }
}
