package org.rdpdoctor.reader.eventlog;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.rdpdoctor.facts.EventRecord;

/// Writes events as JSON, one a line: `recordId`, `timeCreated`, `channel`, `provider`, `eventId`,
/// `computer` and `data`, all fields of the event by name as texts. Times are in UTC with seven
/// digits behind the second, which is what Windows counts in.
public final class EventDump implements Consumer<EventRecord>, Closeable {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final long FIRST_YEAR = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_YEAR = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private final OutputStream out;
  private byte[] buffer = new byte[1 << 17];
  private int size;
  private long day = Long.MIN_VALUE;
  private String date = "";

  /// @param out is closed with this; need not be buffered
  public EventDump(OutputStream out) {
    this.out = out;
  }

  /// @throws UncheckedIOException if it cannot be written
  @Override
  public void accept(EventRecord event) {
    ascii("{\"recordId\":");
    number(event.recordId());
    ascii(",\"timeCreated\":\"");
    time(event.timeCreated());
    ascii("\",\"channel\":");
    text(event.channel());
    ascii(",\"provider\":");
    text(event.provider());
    ascii(",\"eventId\":");
    number(event.eventId());
    ascii(",\"computer\":");
    text(event.computer());
    ascii(",\"data\":{");
    Iterator<Map.Entry<String, String>> fields = event.data().entrySet().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, String> field = fields.next();
      text(field.getKey());
      octet(':');
      text(field.getValue());
      if (fields.hasNext()) {
        octet(',');
      }
    }
    ascii("}}\n");
    if (size > 1 << 16) {
      write();
    }
  }

  private void time(Instant time) {
    long seconds = time.getEpochSecond();
    if (seconds < FIRST_YEAR || seconds > LAST_YEAR) {
      ascii(time.toString());
      return;
    }
    if (Math.floorDiv(seconds, 86_400L) != day) {
      day = Math.floorDiv(seconds, 86_400L);
      date = LocalDate.ofEpochDay(day).toString();
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

  private void digits(int value, int count) {
    room(count);
    int rest = value;
    for (int i = size + count - 1; i >= size; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += count;
  }

  private void number(long value) {
    ascii(Long.toString(value));
  }

  private void octet(char ascii) {
    room(1);
    buffer[size++] = (byte) ascii;
  }

  private void ascii(String text) {
    int length = text.length();
    room(length);
    for (int i = 0; i < length; i++) {
      buffer[size + i] = (byte) text.charAt(i);
    }
    size += length;
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
      if (c < 0x80 && c >= ' ' && c != '"' && c != '\\') {
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
