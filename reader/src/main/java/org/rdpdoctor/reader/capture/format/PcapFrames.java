package org.rdpdoctor.reader.capture.format;

import static org.rdpdoctor.reader.capture.format.Octets.be32;
import static org.rdpdoctor.reader.capture.format.Octets.i32;
import static org.rdpdoctor.reader.capture.format.Octets.u32;

import java.io.IOException;
import java.util.Arrays;

/// The format of libpcap, in both byte orders, with micro- or nanoseconds
/// (draft-ietf-opsawg-pcap), and its variant with longer record headers.
final class PcapFrames implements Frames, Resumption.Shape {
  static final int MICROSECONDS = 0xA1B2_C3D4;
  static final int NANOSECONDS = 0xA1B2_3C4D;

  /// Record headers of 24 bytes, as patched versions of libpcap wrote them.
  static final int MODIFIED = 0xA1B2_CD34;

  private static final int FILE_HEADER = 24;

  /// What tcpdump and Wireshark take for the longest packet; it is more than any snap length.
  private static final int LONGEST = 1 << 18;

  private final Input in;
  private final Notes notes;
  private final boolean little;
  private final int magic;
  private final int header;
  private final long unit;
  private int link;
  private long lastSecond = -1;

  private PcapFrames(Input in, Notes notes, boolean little) {
    this.in = in;
    this.notes = notes;
    this.little = little;
    magic = i32(in.bytes, in.at, little);
    header = magic == MODIFIED ? 24 : 16;
    unit = magic == NANOSECONDS ? 1 : 1000;
    readFileHeader();
  }

  static boolean begins(byte[] first) {
    if (first.length < 4) {
      return false;
    }
    int big = be32(first, 0);
    return isMagic(big) || isMagic(Integer.reverseBytes(big));
  }

  private static boolean isMagic(int number) {
    return number == MICROSECONDS || number == NANOSECONDS || number == MODIFIED;
  }

  /// For a file that [#begins] so.
  static PcapFrames open(Input in, Notes notes) throws IOException {
    boolean whole = in.has(FILE_HEADER);
    boolean little = !isMagic(be32(in.bytes, in.at));
    if (!whole) {
      notes.damage(in.offset(), "the file ends within its header");
      in.bytes = Arrays.copyOf(in.bytes, Math.max(in.bytes.length, in.at + FILE_HEADER));
      in.end = in.at + FILE_HEADER;
    }
    return new PcapFrames(in, notes, little);
  }

  /// The upper bits may tell how long a checksum behind each packet is.
  private void readFileHeader() {
    link = i32(in.bytes, in.at + 20, little) & 0xFFFF;
    in.at += FILE_HEADER;
    in.kept = in.at;
  }

  @Override
  public String format() {
    return "pcap";
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    while (in.end - in.at >= header || in.has(header)) {
      if (i32(in.bytes, in.at, little) == magic && u32(in.bytes, in.at + 8, little) == 0) {
        if (!in.has(FILE_HEADER)) {
          break;
        }
        readFileHeader(); // one file behind the other
        continue;
      }
      long captured = u32(in.bytes, in.at + 8, little);
      if (captured > LONGEST || isBlank(in.at)) {
        if (!resume("no packet begins here")) {
          return false;
        }
      } else if (in.has(header + (int) captured)) {
        fill(frame, (int) captured);
        return true;
      } else if (!resume("the file ends within a packet")) {
        return false;
      }
    }
    if (in.end > in.at) {
      notes.damage(in.offset(), "the file ends within a packet");
      in.at = in.end;
    }
    return false;
  }

  private void fill(Frame frame, int captured) {
    int at = in.at;
    lastSecond = second(at);
    frame.time = lastSecond * 1_000_000_000 + u32(in.bytes, at + 4, little) * unit;
    frame.set(in, at + header, captured, u32(in.bytes, at + 12, little));
    frame.link = link;
    in.kept = at;
    in.at = at + header + captured;
  }

  /// Looks for packets from the header of the last one on: its length may be what is wrong.
  private boolean resume(String what) throws IOException {
    long noticed = in.offset();
    int back = in.at - in.kept;
    if (back >= header) {
      in.at = in.kept + header;
    } else {
      in.at++;
    }
    in.kept = in.at;
    if (new Resumption(in, this).find(lastSecond)) {
      long passed = in.offset() - noticed;
      notes.damage(
          noticed, what + (passed > 0 ? "; %d bytes were passed over".formatted(passed) : ""));
      return true;
    }
    notes.damage(noticed, what);
    in.at = in.end;
    return false;
  }

  private boolean isBlank(int at) {
    for (int i = at; i < at + 16; i++) {
      if (in.bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int header() {
    return header;
  }

  @Override
  public int length(int at) {
    long fraction = u32(in.bytes, at + 4, little);
    long captured = u32(in.bytes, at + 8, little);
    long original = u32(in.bytes, at + 12, little);
    return fraction * unit < 1_000_000_000
            && captured > 0
            && captured <= original
            && original <= LONGEST
        ? header + (int) captured
        : -1;
  }

  @Override
  public long second(int at) {
    return u32(in.bytes, at, little);
  }
}
