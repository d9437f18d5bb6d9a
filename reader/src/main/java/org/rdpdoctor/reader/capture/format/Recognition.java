package org.rdpdoctor.reader.capture.format;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/// Tells what a file is by its first bytes, never by its name.
public final class Recognition {
  private static final int LOOK = 512;

  private Recognition() {}

  /// Whether a file that begins so is packed with gzip.
  public static boolean isPacked(byte[] first) {
    return Gunzip.begins(first);
  }

  /// The packets of a capture; if it is none, `notes` say what it looks like.
  public static Optional<Frames> open(Input in, Notes notes, Consumer<String> keyLog)
      throws IOException {
    byte[] first = in.peek(LOOK);
    if (PcapFrames.begins(first)) {
      return Optional.of(PcapFrames.open(in, notes));
    }
    if (first.length >= 12 && Octets.be32(first, 0) == PcapngFrames.SECTION_HEADER) {
      return Optional.of(new PcapngFrames(in, notes, keyLog));
    }
    if (first.length >= 16 && starts(first, SnoopFrames.MAGIC)) {
      return Optional.of(SnoopFrames.open(in, notes));
    }
    notes.say("This is no capture: " + lookOf(first) + ".");
    return Optional.empty();
  }

  private static String lookOf(byte[] first) {
    if (first.length == 0) {
      return "it is empty";
    }
    if (starts(first, "GMBU") || starts(first, "RTSS")) {
      return "it looks like one of Microsoft Network Monitor, in a format of its own;"
          + " `editcap -F pcapng FILE.cap FILE.pcapng` (it comes with Wireshark) converts it";
    }
    if (isEventTrace(first)) {
      return "it looks like an event trace (.etl), as `netsh trace` and `pktmon` write them;"
          + " `etl2pcapng FILE.etl FILE.pcapng` or `pktmon etl2pcap FILE.etl` converts it";
    }
    if (starts(first, "ElfFile\0")) {
      return "it is a Windows event log (.evtx); `rdpdoctor events` reads it";
    }
    if (starts(first, "PK\3\4")) {
      return "it is a ZIP archive; unpack it first";
    }
    for (Packing packing : Packing.values()) {
      if (starts(first, packing.magic)) {
        return "it is packed with %s; `%s` unpacks it".formatted(packing.program, packing.command);
      }
    }
    if (starts(first, "TRSNIFF data") || starts(first, "XCP\0") || starts(first, "iptrace ")) {
      return "it looks like a capture in a format that is not known here;"
          + " `editcap -F pcapng FILE FILE.pcapng` (it comes with Wireshark) may convert it";
    }
    return lookOfText(first);
  }

  private enum Packing {
    ZSTANDARD("(\u00B5/\u00FD", "Zstandard", "zstd -d FILE"),
    LZ4("\4\"M\30", "LZ4", "lz4 -d FILE"),
    XZ("\u00FD7zXZ\0", "XZ", "xz -d FILE"),
    BZIP2("BZh", "bzip2", "bzip2 -d FILE"),
    SEVEN_ZIP("7z\u00BC\u00AF'\34", "7-Zip", "7z x FILE");

    private final String magic;
    private final String program;
    private final String command;

    Packing(String magic, String program, String command) {
      this.magic = magic;
      this.program = program;
      this.command = command;
    }
  }

  private static String lookOfText(byte[] first) {
    String text = new String(first, encodingOf(first)).replaceAll("^\uFEFF|\uFFFD$", "").strip();
    if (text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFD)) {
      return "it is in no format that is known here (pcap, pcapng and snoop are, also with gzip);"
          + " if Wireshark opens it, `editcap -F pcapng FILE FILE.pcapng` converts it";
    }
    if (text.contains("full address:s:") || text.contains("screen mode id:i:")) {
      return "it looks like an .rdp file; `rdpdoctor rdpfile lint` reads it";
    }
    if (text.startsWith("{") && text.contains("\"log\"")) {
      return "it looks like a browser's HTTP archive (.har), which has no packets;"
          + " a capture is made with Wireshark, `tcpdump -w FILE.pcap` or `pktmon`";
    }
    return "it looks like text; what a program printed about packets is not enough,"
        + " the packets themselves are written by Wireshark, `tcpdump -w FILE.pcap` or `pktmon`";
  }

  private static Charset encodingOf(byte[] first) {
    if (first.length >= 2 && (first[0] & 0xFF) == 0xFF && (first[1] & 0xFF) == 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    boolean ascii = true;
    for (byte octet : first) {
      ascii &= octet >= 0;
    }
    return ascii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8;
  }

  /// The first buffer of a trace has a header of 72 bytes (`WMI_BUFFER_HEADER`), then a
  /// `SYSTEM_TRACE_HEADER` with its marker 0xC0.
  private static boolean isEventTrace(byte[] first) {
    if (first.length < 80) {
      return false;
    }
    int size = Octets.le32(first, 0);
    return size >= 1024
        && size <= 1 << 24
        && size % 1024 == 0
        && (first[75] & 0xFF) == 0xC0
        && (first[74] == 1 || first[74] == 2);
  }

  private static boolean starts(byte[] first, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    return first.length >= wanted.length
        && Arrays.equals(first, 0, wanted.length, wanted, 0, wanted.length);
  }
}
