package org.rdpdoctor.reader.eventlog.evtx;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Texts made from bytes, each made once as long as it is remembered: the same computer, channel,
/// user and address stand in event after event.
final class Texts {
  /// What a log writes in one byte a character; it does not say which code page that was.
  private static final Charset ANSI = Charset.forName("windows-1252");

  private static final int REMEMBERED = 1 << 12;
  private static final int LONGEST = 160;

  private final @Nullable Entry[] entries = new @Nullable Entry[REMEMBERED];

  /// How bytes are written.
  private enum Form {
    UTF_16(0),
    GUID(1),
    BARE_GUID(2),
    SID(3);

    private final int apart;

    Form(int apart) {
      this.apart = apart;
    }
  }

  /// Not a record: those hold no arrays.
  private static final class Entry {
    private final Form form;
    private final byte[] bytes;
    private final String text;

    Entry(Form form, byte[] bytes, String text) {
      this.form = form;
      this.bytes = bytes;
      this.text = text;
    }
  }

  /// UTF-16 up to the first NUL.
  String utf16(Block block, int at, int size) {
    int even = size & ~1;
    return even == 0 ? "" : remembered(Form.UTF_16, block, at, even);
  }

  String ansi(Block block, int at, int size) {
    String text = new String(block.room(), at, size, ANSI);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /// A GUID in braces.
  String guid(Block block, int at) {
    return remembered(Form.GUID, block, at, 16);
  }

  String guidWithoutBraces(Block block, int at) {
    return remembered(Form.BARE_GUID, block, at, 16);
  }

  /// A SID as text (MS-DTYP 2.4.2.1).
  String sid(Block block, int at, int size) {
    return remembered(Form.SID, block, at, size);
  }

  private String remembered(Form form, Block block, int at, int size) {
    if (size > LONGEST) {
      return make(form, block, at, size);
    }
    int place = (block.hash(at, size) + form.apart) & (REMEMBERED - 1);
    Entry entry = entries[place];
    if (entry != null && entry.form == form && block.equal(at, size, entry.bytes)) {
      return entry.text;
    }
    String text = make(form, block, at, size);
    entries[place] = new Entry(form, block.copy(at, size), text);
    return text;
  }

  private static String make(Form form, Block block, int at, int size) {
    return switch (form) {
      case UTF_16 -> plain(block.room(), at, size);
      case GUID -> "{" + Numbers.guid(block.room(), at) + "}";
      case BARE_GUID -> Numbers.guid(block.room(), at);
      case SID -> Numbers.sid(block.room(), at, size);
    };
  }

  private static String plain(byte[] bytes, int at, int size) {
    byte[] narrow = new byte[size / 2];
    int length = 0;
    for (int i = at; i < at + size; i += 2) {
      if (bytes[i + 1] != 0) {
        return wide(bytes, at, size);
      }
      if (bytes[i] == 0) {
        break;
      }
      narrow[length++] = bytes[i];
    }
    return new String(narrow, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static String wide(byte[] bytes, int at, int size) {
    String text = new String(bytes, at, size, StandardCharsets.UTF_16LE);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
