package org.rdpdoctor.reader.capture.format;

import static org.rdpdoctor.reader.capture.format.Octets.be32;
import static org.rdpdoctor.reader.capture.format.Octets.i32;
import static org.rdpdoctor.reader.capture.format.Octets.le32;
import static org.rdpdoctor.reader.capture.format.Octets.u16;
import static org.rdpdoctor.reader.capture.format.Octets.u32;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The block format of Wireshark (draft-ietf-opsawg-pcapng): sections in either byte order, each
/// with its own interfaces.
final class PcapngFrames implements Frames {
  static final int SECTION_HEADER = 0x0A0D_0D0A;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int OLD_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int DECRYPTION_SECRETS = 0x0A;
  private static final int CUSTOM = 0x4000_0BAD;
  private static final int TLS_KEY_LOG = 0x544C_534B;
  private static final int BYTE_ORDER = 0x1A2B_3C4D;
  private static final int SMALLEST = 12;
  private static final int MOST_INTERFACES = 1 << 16;

  private record Interface(int link, long snapLength, Clock clock) {}

  private final Input in;
  private final Notes notes;
  private final Consumer<String> keyLog;
  private final List<Interface> interfaces = new ArrayList<>();
  private boolean little;

  PcapngFrames(Input in, Notes notes, Consumer<String> keyLog) {
    this.in = in;
    this.notes = notes;
    this.keyLog = keyLog;
  }

  @Override
  public String format() {
    return "pcapng";
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    while (in.end - in.at >= SMALLEST || in.has(SMALLEST)) {
      int at = in.at;
      in.kept = at;
      if (be32(in.bytes, at) == SECTION_HEADER && !readByteOrder()) {
        resume("a section without a byte order");
        continue;
      }
      long length = (u32(in.bytes, in.at + 4, little) + 3) & ~3L;
      if (length < SMALLEST) {
        resume("no block begins here");
      } else if (length > Input.LARGEST) {
        passOver(length);
      } else if (!in.has((int) length)) {
        resume("the file ends within a block");
      } else if (!isClosed(in.at, (int) length)) {
        resume("a block has two lengths");
      } else if (read(frame, (int) length)) {
        return true;
      }
    }
    if (in.end > in.at) {
      notes.damage(in.offset(), "the file ends within a block");
      in.at = in.end;
    }
    return false;
  }

  private boolean readByteOrder() throws IOException {
    if (!in.has(SMALLEST + 4)) {
      return false;
    }
    int magic = be32(in.bytes, in.at + 8);
    if (magic != BYTE_ORDER && magic != Integer.reverseBytes(BYTE_ORDER)) {
      return false;
    }
    little = magic != BYTE_ORDER;
    return true;
  }

  /// Every block ends with its length again. Some writers count the padding there and not here.
  private boolean isClosed(int at, int length) {
    int stated = i32(in.bytes, at + 4, little);
    int trailer = i32(in.bytes, at + length - 4, little);
    return trailer == stated
        || trailer == length
        || stated != length && i32(in.bytes, at + stated - 4, little) == stated;
  }

  /// @return whether the block is a packet, which is now in `frame`
  private boolean read(Frame frame, int length) {
    int at = in.at;
    int end = at + length - 4;
    in.at += length;
    switch (i32(in.bytes, at, little)) {
      case ENHANCED_PACKET -> {
        return end - at >= 28 && readPacket(frame, at, end, i32(in.bytes, at + 8, little));
      }
      case OLD_PACKET -> {
        return end - at >= 28 && readPacket(frame, at, end, u16(in.bytes, at + 8, little));
      }
      case SIMPLE_PACKET -> {
        return end - at >= 12 && readSimplePacket(frame, at, end);
      }
      case SECTION_HEADER -> interfaces.clear();
      case INTERFACE_DESCRIPTION -> readInterface(at, end);
      case DECRYPTION_SECRETS -> readSecrets(at, end);
      default -> {} // names, statistics, comments and what others invented
    }
    return false;
  }

  /// Enhanced and old Packet Block differ in how wide the number of the interface is.
  private boolean readPacket(Frame frame, int at, int end, int number) {
    if (number < 0 || number >= interfaces.size()) {
      notes.damage(in.offset() - (in.at - at), "a packet of an interface that is not described");
      return false;
    }
    Interface from = interfaces.get(number);
    long ticks = (long) i32(in.bytes, at + 12, little) << 32 | u32(in.bytes, at + 16, little);
    long captured = u32(in.bytes, at + 20, little);
    int room = end - at - 28;
    if (captured > room) {
      notes.damage(in.offset() - (in.at - at), "a packet that is longer than its block");
      captured = room;
    }
    frame.time = from.clock.nanoseconds(ticks);
    frame.link = from.link;
    frame.set(in, at + 28, (int) captured, u32(in.bytes, at + 24, little));
    return true;
  }

  private boolean readSimplePacket(Frame frame, int at, int end) {
    if (interfaces.isEmpty()) {
      notes.damage(in.offset() - (in.at - at), "a packet of an interface that is not described");
      return false;
    }
    Interface from = interfaces.getFirst();
    long original = u32(in.bytes, at + 8, little);
    long limit = from.snapLength == 0 ? Long.MAX_VALUE : from.snapLength;
    long captured = Math.min(Math.min(original, limit), end - at - 12);
    frame.link = from.link;
    frame.set(in, at + 12, (int) captured, original);
    return true;
  }

  private void readInterface(int at, int end) {
    if (end - at < 16 || interfaces.size() >= MOST_INTERFACES) {
      notes.damage(in.offset() - (in.at - at), "an interface that cannot be read");
      return;
    }
    int resolution = 6;
    long offset = 0;
    int option = at + 16;
    while (option + 4 <= end) {
      int code = u16(in.bytes, option, little);
      int length = u16(in.bytes, option + 2, little);
      if (code == 0 || option + 4 + length > end) {
        break;
      }
      if (code == 9 && length >= 1) {
        resolution = in.bytes[option + 4] & 0xFF;
      } else if (code == 14 && length >= 8) {
        offset = i64(option + 4);
      }
      option += 4 + ((length + 3) & ~3);
    }
    interfaces.add(
        new Interface(
            u16(in.bytes, at + 8, little),
            u32(in.bytes, at + 12, little),
            Clock.of(resolution, offset)));
  }

  private long i64(int at) {
    int first = i32(in.bytes, at, little);
    int second = i32(in.bytes, at + 4, little);
    return little
        ? (long) second << 32 | first & 0xFFFF_FFFFL
        : (long) first << 32 | second & 0xFFFF_FFFFL;
  }

  private void readSecrets(int at, int end) {
    if (end - at < 16) {
      return;
    }
    int kind = i32(in.bytes, at + 8, little);
    int length = (int) Math.min(u32(in.bytes, at + 12, little), end - at - 16);
    if (kind == TLS_KEY_LOG) {
      keyLog.accept(new String(in.bytes, at + 16, length, StandardCharsets.UTF_8));
    } else {
      notes.say(
          "The file carries secrets of a kind (0x%08x) that is no TLS key log.".formatted(kind));
    }
  }

  /// Nobody writes packets that are so long; what programs add to a file may be.
  private void passOver(long length) throws IOException {
    long offset = in.offset();
    int type = i32(in.bytes, in.at, little);
    boolean addition = type == DECRYPTION_SECRETS || (type | 0x4000_0000) == CUSTOM;
    if (!addition) {
      resume("no block begins here");
    } else if (in.skip(length)) {
      notes.damage(offset, "a block of %d bytes was passed over".formatted(length));
    } else {
      notes.damage(offset, "the file ends within a block of %d bytes".formatted(length));
    }
  }

  /// Moves on to where a block begins whose two lengths are the same.
  private void resume(String what) throws IOException {
    long noticed = in.offset();
    do {
      in.at++;
      in.kept = in.at;
      if (!in.has(SMALLEST)) {
        notes.damage(noticed, what);
        in.at = in.end;
        return;
      }
    } while (!isBlock(in.at));
    long passed = in.offset() - noticed;
    notes.damage(noticed, what + "; %d bytes were passed over".formatted(passed));
  }

  private boolean isBlock(int at) throws IOException {
    if (be32(in.bytes, at) == SECTION_HEADER) {
      return in.has(SMALLEST + 4)
          && (be32(in.bytes, in.at + 8) == BYTE_ORDER || le32(in.bytes, in.at + 8) == BYTE_ORDER);
    }
    int type = i32(in.bytes, at, little);
    long length = u32(in.bytes, at + 4, little);
    return type > 0
        && type <= DECRYPTION_SECRETS
        && length >= SMALLEST
        && length % 4 == 0
        && length <= Input.LARGEST / 4
        && in.has((int) length)
        && i32(in.bytes, in.at + (int) length - 4, little) == (int) length;
  }
}
