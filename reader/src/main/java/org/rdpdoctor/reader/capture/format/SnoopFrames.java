package org.rdpdoctor.reader.capture.format;

import static org.rdpdoctor.reader.capture.format.Octets.be32;
import static org.rdpdoctor.reader.capture.format.Octets.u32;

import java.io.IOException;

/// What Solaris' `snoop -o` writes (RFC 1761). All numbers are big-endian.
final class SnoopFrames implements Frames, Resumption.Shape {
  static final String MAGIC = "snoop\0\0\0";

  private static final int FILE_HEADER = 16;
  private static final int HEADER = 24;
  private static final int LONGEST = 1 << 18;

  private final Input in;
  private final Notes notes;
  private final int link;
  private long lastSecond = -1;

  private SnoopFrames(Input in, Notes notes, int link) {
    this.in = in;
    this.notes = notes;
    this.link = link;
  }

  /// For a file that begins with [#MAGIC] and has the header's 16 bytes.
  static SnoopFrames open(Input in, Notes notes) {
    int version = be32(in.bytes, in.at + 8);
    if (version != 2) {
      notes.say(
          "The file calls itself version %d of snoop's format; 2 is known.".formatted(version));
    }
    int dataLink = be32(in.bytes, in.at + 12);
    in.at += FILE_HEADER;
    in.kept = in.at;
    return new SnoopFrames(in, notes, linkOf(dataLink));
  }

  private static int linkOf(int dataLink) {
    return switch (dataLink) {
      case 0, 4 -> 1; // IEEE 802.3, Ethernet
      default -> 0x1_0000 + dataLink; // none of the registry's
    };
  }

  @Override
  public String format() {
    return "snoop";
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    while (in.has(HEADER)) {
      int length = length(in.at);
      if (length >= 0 && in.has(length)) {
        int at = in.at;
        lastSecond = second(at);
        frame.time = lastSecond * 1_000_000_000 + u32(in.bytes, at + 20, false) * 1000;
        frame.set(in, at + HEADER, be32(in.bytes, at + 4), u32(in.bytes, at, false));
        frame.link = link;
        in.kept = at;
        in.at = at + length;
        return true;
      }
      if (!resume(length < 0 ? "no packet begins here" : "the file ends within a packet")) {
        return false;
      }
    }
    if (in.end > in.at) {
      notes.damage(in.offset(), "the file ends within a packet");
    }
    return false;
  }

  private boolean resume(String what) throws IOException {
    long noticed = in.offset();
    in.at = in.at - in.kept >= HEADER ? in.kept + HEADER : in.at + 1;
    in.kept = in.at;
    boolean found = new Resumption(in, this).find(lastSecond);
    notes.damage(noticed, what + (found ? "; reading goes on behind it" : ""));
    if (!found) {
      in.at = in.end;
    }
    return found;
  }

  @Override
  public int header() {
    return HEADER;
  }

  @Override
  public int length(int at) {
    long original = u32(in.bytes, at, false);
    long included = u32(in.bytes, at + 4, false);
    long record = u32(in.bytes, at + 8, false);
    return included <= original
            && included <= LONGEST
            && record >= HEADER + included
            && record <= HEADER + included + 16
            && u32(in.bytes, at + 20, false) < 1_000_000
        ? (int) record
        : -1;
  }

  @Override
  public long second(int at) {
    return u32(in.bytes, at + 16, false);
  }
}
