package org.rdpdoctor.reader.eventlog;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.facts.EventRecord;

/// Writes events as JSON, one a line: `recordId`, `timeCreated`, `channel`, `provider`, `eventId`,
/// `computer` and `data`, all fields of the event by name as texts. Times are in UTC with seven
/// digits behind the second, which is what Windows counts in.
public final class EventDump implements Consumer<EventRecord>, Closeable {
  private static final byte[] HEX = bytes("0123456789abcdef");
  private static final long FIRST_YEAR = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_YEAR = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  /// Characters that stand for themselves in JSON.
  private static final boolean[] PLAIN = new boolean[0x80];

  static {
    for (char c = ' '; c < 0x80; c++) {
      PLAIN[c] = c != '"' && c != '\\';
    }
  }

  private static final byte[] RECORD_ID = bytes("{\"recordId\":");
  private static final byte[] TIME_CREATED = bytes(",\"timeCreated\":\"");
  private static final byte[] CHANNEL = bytes("\",\"channel\":");
  private static final byte[] PROVIDER = bytes(",\"provider\":");
  private static final byte[] EVENT_ID = bytes(",\"eventId\":");
  private static final byte[] COMPUTER = bytes(",\"computer\":");
  private static final byte[] DATA = bytes(",\"data\":{");
  private static final byte[] END = bytes("}}\n");

  private static final int KNOWN = 1 << 10;
  private static final int LONGEST_KNOWN = 200;

  private final OutputStream out;
  private byte[] buffer = new byte[1 << 17];
  private int size;
  private long day = Long.MIN_VALUE;
  private byte[] date = {};
  private final @Nullable String[] knownTexts = new @Nullable String[KNOWN];
  private final byte[][] knownBytes = new byte[KNOWN][];
  private final BiConsumer<String, String> field = this::field;

  /// @param out is closed with this; need not be buffered
  public EventDump(OutputStream out) {
    this.out = out;
  }

  /// @throws UncheckedIOException if it cannot be written
  @Override
  public void accept(EventRecord event) {
    ascii(RECORD_ID);
    number(event.recordId());
    ascii(TIME_CREATED);
    time(event.timeCreated());
    ascii(CHANNEL);
    known(event.channel());
    ascii(PROVIDER);
    known(event.provider());
    ascii(EVENT_ID);
    number(event.eventId());
    ascii(COMPUTER);
    known(event.computer());
    ascii(DATA);
    event.data().forEach(field);
    if (buffer[size - 1] == ',') { // behind the last one
      size--;
    }
    ascii(END);
    if (size > 1 << 16) {
      write();
    }
  }

  private void field(String name, String value) {
    known(name);
    octet(':');
    text(value);
    octet(',');
  }

  /// A text that many events have: it is written once and remembered.
  private void known(String text) {
    if (text.length() > LONGEST_KNOWN) {
      text(text);
      return;
    }
    int place = text.hashCode() & (KNOWN - 1);
    @Nullable String before = knownTexts[place];
    byte[] bytes;
    if (before != null && before.equals(text)) {
      bytes = knownBytes[place];
    } else {
      room(text.length() * 6 + 2);
      int start = size;
      text(text);
      bytes = Arrays.copyOfRange(buffer, start, size);
      size = start;
      knownTexts[place] = text;
      knownBytes[place] = bytes;
    }
    ascii(bytes);
  }

  private void time(Instant time) {
    long seconds = time.getEpochSecond();
    if (seconds < FIRST_YEAR || seconds > LAST_YEAR) {
      ascii(bytes(time.toString()));
      return;
    }
    if (Math.floorDiv(seconds, 86_400L) != day) {
      day = Math.floorDiv(seconds, 86_400L);
      date = bytes(LocalDate.ofEpochDay(day).toString());
    }
    int ofDay = (int) Math.floorMod(seconds, 86_400L);
    ascii(date);
    octet('T');
    digits(ofDay / 3600, 2);
    octet(':');
    digits(ofDay / 60 % 60, 2);
    octet(':');
    digits(ofDay % 60, 2);
    octet('.');
    digits(time.getNano() / 100, 7);
    octet('Z');
  }

  private void digits(long value, int count) {
    room(count);
    long rest = value;
    for (int i = size + count - 1; i >= size; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += count;
  }

  private void number(long value) {
    if (value < 0) {
      ascii(bytes(Long.toString(value)));
      return;
    }
    int count = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      count++;
    }
    digits(value, count);
  }

  private void octet(char ascii) {
    room(1);
    buffer[size++] = (byte) ascii;
  }

  private void ascii(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  /// A JSON string; half of a surrogate pair without the other is written as an escape.
  private void text(String text) {
    int length = text.length();
    room(length * 6 + 2);
    byte[] to = buffer;
    int next = size;
    to[next++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80 && PLAIN[c]) {
        to[next++] = (byte) c;
      } else if (c >= 0x80 && c < 0x800) {
        to[next++] = (byte) (0xC0 | c >> 6);
        to[next++] = (byte) (0x80 | c & 0x3F);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        to[next++] = (byte) (0xF0 | point >> 18);
        to[next++] = (byte) (0x80 | point >> 12 & 0x3F);
        to[next++] = (byte) (0x80 | point >> 6 & 0x3F);
        to[next++] = (byte) (0x80 | point & 0x3F);
      } else if (c >= 0x800 && !Character.isSurrogate(c)) {
        to[next++] = (byte) (0xE0 | c >> 12);
        to[next++] = (byte) (0x80 | c >> 6 & 0x3F);
        to[next++] = (byte) (0x80 | c & 0x3F);
      } else {
        next = escape(c, to, next);
      }
    }
    to[next++] = '"';
    size = next;
  }

  private static int escape(char c, byte[] to, int at) {
    to[at] = '\\';
    if (c == '"' || c == '\\') {
      to[at + 1] = (byte) c;
      return at + 2;
    }
    int letter = "\n\r\t".indexOf(c);
    if (letter >= 0) {
      to[at + 1] = (byte) "nrt".charAt(letter);
      return at + 2;
    }
    to[at + 1] = 'u';
    for (int i = 0; i < 4; i++) {
      to[at + 2 + i] = HEX[c >> (12 - 4 * i) & 0xF];
    }
    return at + 6;
  }

  private void room(int more) {
    if (more > buffer.length - size) {
      write();
      if (more > buffer.length) {
        buffer = new byte[more];
      }
    }
  }

  private void write() {
    try {
      out.write(buffer, 0, size);
      size = 0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    write();
    out.close();
  }
}
