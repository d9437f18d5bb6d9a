package org.rdpdoctor.reader;

import java.util.List;
import java.util.regex.Pattern;
import org.rdpdoctor.wire.Bytes;

/// What a file is, told by its first bytes and never by its name.
public enum FileKind {
  RDP_FILE(".rdp file"),
  /// The secrets of TLS sessions, as SSLKEYLOGFILE makes programs write them.
  KEY_LOG("TLS key log"),
  CAPTURE("packet capture"),
  EVENT_LOG("event log"),
  BUNDLE("bundle"),
  TEXT("text"),
  /// Packed with gzip: what it is can only be told unpacked.
  GZIP("gzip"),
  /// Nothing that is read here.
  OTHER("something else");

  /// How many bytes are enough to tell.
  public static final int HEAD = 1 << 14;

  private static final List<Bytes> CAPTURES =
      List.of(
          Bytes.of(0xa1, 0xb2, 0xc3, 0xd4),
          Bytes.of(0xd4, 0xc3, 0xb2, 0xa1),
          Bytes.of(0xa1, 0xb2, 0x3c, 0x4d),
          Bytes.of(0x4d, 0x3c, 0xb2, 0xa1),
          Bytes.of(0xa1, 0xb2, 0xcd, 0x34),
          Bytes.of(0x34, 0xcd, 0xb2, 0xa1),
          Bytes.of(0x0a, 0x0d, 0x0d, 0x0a),
          Bytes.ascii("snoop\0\0\0"));

  private static final Pattern SETTING =
      Pattern.compile("(?m)^\\s*[A-Za-z][^:\\r\\n]{1,60}:[isbISB]:");
  private static final Pattern EVENT_XML = Pattern.compile("<(\\w+:)?Events?[\\s>]");
  private static final Pattern EVENT_JSON =
      Pattern.compile(
          "\"(winlog|event_id|EventID|EventId|event_data|EventData|Event|Channel|log_name)\"\\s*:");

  private static final Pattern SECRET =
      Pattern.compile(
          "(?m)^(RSA|(CLIENT|SERVER|EXPORTER|EARLY_EXPORTER)_[A-Z_0-9]+) [0-9a-fA-F]{16,}");

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /// For people.
  public String words() {
    return words;
  }

  /// @param head the first [#HEAD] bytes, or all if there are fewer
  public static FileKind of(Bytes head) {
    if (CAPTURES.stream().anyMatch(head::startsWith)) {
      return CAPTURE;
    }
    if (head.startsWithAscii("ElfFile\0") || head.startsWithAscii("ElfChnk\0")) {
      return EVENT_LOG;
    }
    if (head.startsWith(Bytes.of('P', 'K', 3, 4)) || head.startsWith(Bytes.of('P', 'K', 5, 6))) {
      return BUNDLE;
    }
    if (head.startsWith(Bytes.of(0x1f, 0x8b))) {
      return GZIP;
    }
    return TextFile.decode(head).map(FileKind::ofText).orElse(OTHER);
  }

  private static FileKind ofText(String text) {
    String begin = text.stripLeading();
    if (begin.startsWith("<")) {
      return EVENT_XML.matcher(begin).find() ? EVENT_LOG : TEXT;
    }
    if (begin.startsWith("{") || begin.startsWith("[")) {
      return EVENT_JSON.matcher(begin).find() ? EVENT_LOG : TEXT;
    }
    if (SECRET.matcher(begin).find()) {
      return KEY_LOG;
    }
    return isMostlySettings(begin) ? RDP_FILE : TEXT;
  }

  /// A text may quote a line of an .rdp file; the file itself holds little else.
  private static boolean isMostlySettings(String text) {
    long lines = text.lines().filter(line -> !line.isBlank()).count();
    long settings = SETTING.matcher(text).results().count();
    return settings > 0 && settings * 2 >= lines;
  }
}
