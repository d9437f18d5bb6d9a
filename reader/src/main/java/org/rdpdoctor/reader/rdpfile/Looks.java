package org.rdpdoctor.reader.rdpfile;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;

/// What a file that is no .rdp file looks like, so that its owner finds the right one.
final class Looks {
  private static final Map<Bytes, String> BEGINNINGS = beginnings();

  private Looks() {}

  /// What its first bytes say; nothing if it may be text.
  static Optional<String> foreign(Bytes content) {
    if (content.isEmpty()) {
      return Optional.of("empty");
    }
    for (Map.Entry<Bytes, String> beginning : BEGINNINGS.entrySet()) {
      if (content.startsWith(beginning.getKey())) {
        return Optional.of(beginning.getValue());
      }
    }
    return Optional.empty();
  }

  /// Whether a text is that of a page or a program, which may have lines that look like settings.
  static boolean isMarkup(String text) {
    String start = text.stripLeading();
    return start.startsWith("<") || start.startsWith("{");
  }

  /// What a text without any setting looks like.
  static String text(String text) {
    String start = text.strip().toLowerCase(Locale.ROOT);
    if (start.isEmpty()) {
      return "blank";
    }
    if (start.chars().limit(512).filter(Looks::isUnprintable).count() > 8) {
      return "binary data of a kind that is not known here";
    }
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "a web page; if it was downloaded, the download asked for a logon or failed";
    }
    if (start.startsWith("<") && start.contains("<rdcman")) {
      return "a file of Remote Desktop Connection Manager (.rdg), which holds many connections";
    }
    if (start.startsWith("<")) {
      return "an XML file";
    }
    if (start.startsWith("{") || start.startsWith("[{")) {
      return "a JSON file";
    }
    if (start.startsWith("rdp://") || start.startsWith("ms-rd:")) {
      return "a link (rdp://), not the settings themselves";
    }
    if (start.startsWith("[")) {
      return "a file of sections and keys, as Remmina (.remmina) and .ini files are";
    }
    return "text without a single line of the form name:type:value";
  }

  private static boolean isUnprintable(int c) {
    return (c < ' ' && c != '\r' && c != '\n' && c != '\t') || c == 0xFFFD;
  }

  private static Map<Bytes, String> beginnings() {
    var known = new LinkedHashMap<Bytes, String>();
    known.put(Bytes.ascii("PK"), "a ZIP archive: unpack it first");
    known.put(Bytes.ascii("MZ"), "a Windows program: do not open it if it came as an .rdp file");
    known.put(Bytes.of(0x7F, 'E', 'L', 'F'), "a Linux program");
    known.put(Bytes.of(0x4C, 0, 0, 0, 1, 0x14, 2, 0), "a Windows shortcut (.lnk)");
    known.put(Bytes.ascii("%PDF"), "a PDF document");
    known.put(Bytes.ascii("ElfFile"), "a Windows event log (.evtx): rdpdoctor events reads it");
    known.put(Bytes.of(0xD4, 0xC3, 0xB2, 0xA1), "a packet capture: rdpdoctor capture reads it");
    known.put(Bytes.of(0xA1, 0xB2, 0xC3, 0xD4), "a packet capture: rdpdoctor capture reads it");
    known.put(Bytes.of(0x4D, 0x3C, 0xB2, 0xA1), "a packet capture: rdpdoctor capture reads it");
    known.put(Bytes.of(0x0A, 0x0D, 0x0D, 0x0A), "a packet capture: rdpdoctor capture reads it");
    known.put(Bytes.of(0x89, 'P', 'N', 'G'), "a picture");
    known.put(Bytes.of(0xFF, 0xD8, 0xFF), "a picture");
    known.put(Bytes.of(0x1F, 0x8B), "a gzip archive: unpack it first");
    known.put(Bytes.of(0x30, 0x82), "a certificate or key in DER form");
    known.put(Bytes.ascii("-----BEGIN"), "a certificate or key in PEM form");
    return known;
  }
}
