package org.rdpdoctor.reader.collected;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// A zip file of a stranger, after PKWARE's APPNOTE 6.3: as little of it is believed as can be, and
/// what it unpacks to is bounded.
///
/// Names that lead elsewhere, entries twice or on top of each other, entries that are encrypted,
/// too large or packed too tightly are refused one by one; the rest is read.
final class Zip {
  static final int LOCAL_HEADER = 30;
  static final int MOST_ENTRIES = 500;
  static final long LARGEST_ENTRY = 1L << 30;
  static final long LARGEST_WHOLE = 2L << 30;

  /// Tighter than this only bombs are packed; small files may be, being mostly zeros.
  static final long TIGHTEST = 200;

  private static final long SMALL = 1L << 20;
  private static final int DIRECTORY_END = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int DIRECTORY_ENTRY = 46;
  private static final int LARGEST_DIRECTORY = 1 << 20;
  private static final int LONGEST_NAME = 300;
  private static final Charset OLD_NAMES = Charset.forName("windows-1252");

  private final ZipBytes bytes;
  private final Map<String, ZipEntryInfo> entries = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();

  private Zip(ZipBytes bytes) {
    this.bytes = bytes;
  }

  /// @throws ZipFault if it is no zip file, or cut off
  static Zip open(ZipBytes bytes) throws IOException {
    var zip = new Zip(bytes);
    zip.readDirectory();
    return zip;
  }

  /// What may be read, by name.
  Map<String, ZipEntryInfo> entries() {
    return entries;
  }

  /// What may not, and why: a sentence each.
  List<String> refused() {
    return refused;
  }

  private void readDirectory() throws IOException {
    int length = (int) Math.min(bytes.size(), DIRECTORY_END + LONGEST_COMMENT);
    byte[] tail = bytes.read(bytes.size() - length, length);
    int at = length - DIRECTORY_END;
    while (at >= 0 && u32(tail, at) != 0x06054b50L) {
      at--;
    }
    ZipFault.check(at >= 0, "it has no end of a directory: it is cut off, or no zip file");
    int count = u16(tail, at + 10);
    long size = u32(tail, at + 12);
    long start = u32(tail, at + 16);
    ZipFault.check(
        start != 0xffffffffL && count != 0xffff, "it is of the kind for huge files (Zip64)");
    ZipFault.check(count <= MOST_ENTRIES, "it has " + count + " entries; a bundle has few");
    ZipFault.check(size <= LARGEST_DIRECTORY, "its directory is larger than any bundle's");
    byte[] directory = bytes.read(start, (int) size);
    var listed = new ArrayList<ZipEntryInfo>();
    int next = 0;
    for (int i = 0; i < count; i++) {
      ZipFault.check(
          next + DIRECTORY_ENTRY <= directory.length && u32(directory, next) == 0x02014b50L,
          "its directory is damaged");
      int name = u16(directory, next + 28);
      ZipFault.check(next + DIRECTORY_ENTRY + name <= directory.length, "its directory is damaged");
      listed.add(entry(directory, next, name));
      next += DIRECTORY_ENTRY + name + u16(directory, next + 30) + u16(directory, next + 32);
    }
    choose(listed, start);
  }

  private static ZipEntryInfo entry(byte[] directory, int at, int nameLength) {
    int flags = u16(directory, at + 8);
    var charset = (flags & 0x0800) != 0 ? StandardCharsets.UTF_8 : OLD_NAMES;
    String name = new String(directory, at + DIRECTORY_ENTRY, nameLength, charset);
    return new ZipEntryInfo(
        name.replace('\\', '/'),
        (flags & 1) != 0,
        u16(directory, at + 10),
        u32(directory, at + 16),
        u32(directory, at + 20),
        u32(directory, at + 24),
        u32(directory, at + 42));
  }

  private void choose(List<ZipEntryInfo> listed, long directoryStart) {
    var names = new HashSet<String>();
    var doubled = new HashSet<String>();
    for (ZipEntryInfo entry : listed) {
      if (!names.add(entry.name().toLowerCase(Locale.ROOT))) {
        doubled.add(entry.name().toLowerCase(Locale.ROOT));
      }
    }
    long whole = 0;
    long end = 0;
    for (ZipEntryInfo entry :
        listed.stream().sorted(Comparator.comparingLong(ZipEntryInfo::header)).toList()) {
      String trouble = trouble(entry);
      if (doubled.contains(entry.name().toLowerCase(Locale.ROOT))) {
        trouble = "stands in it twice";
      } else if (entry.header() < end || entry.end() > directoryStart) {
        trouble = "lies on top of something else";
      } else if (whole + entry.size() > LARGEST_WHOLE) {
        trouble = "would make more than " + (LARGEST_WHOLE >> 20) + " MiB of it";
      }
      end = Math.max(end, entry.end());
      if (!trouble.isEmpty()) {
        refused.add("Not read, it " + trouble + ": " + Row.plain(entry.name()));
      } else if (!entry.isFolder()) {
        whole += entry.size();
        entries.put(entry.name(), entry);
      }
    }
  }

  private static String trouble(ZipEntryInfo entry) {
    String name = entry.name();
    boolean leadsElsewhere =
        name.isEmpty()
            || name.length() > LONGEST_NAME
            || name.startsWith("/")
            || name.indexOf(':') >= 0
            || name.chars().anyMatch(Character::isISOControl)
            || List.of(name.split("/", -1)).contains("..");
    if (leadsElsewhere) {
      return "has a name that leads elsewhere";
    }
    if (entry.encrypted()) {
      return "is encrypted";
    }
    if (entry.method() != ZipEntryInfo.STORED && entry.method() != ZipEntryInfo.DEFLATED) {
      return "is packed in a way that is not known here (" + entry.method() + ")";
    }
    if (entry.size() > LARGEST_ENTRY) {
      return "is larger than " + (LARGEST_ENTRY >> 20) + " MiB";
    }
    boolean tight = entry.size() > SMALL && entry.size() / TIGHTEST > entry.packed();
    return tight ? "is packed more tightly than anything that Windows writes" : "";
  }

  /// The entry unpacked; reading fails with a [ZipFault] where it does not keep its word.
  InputStream open(ZipEntryInfo entry) throws IOException {
    byte[] header = bytes.read(entry.header(), LOCAL_HEADER);
    ZipFault.check(u32(header, 0) == 0x04034b50L, "it is not where the directory says");
    ZipFault.check(
        u16(header, 8) == entry.method(), "the directory does not tell how it is packed");
    long start = entry.header() + LOCAL_HEADER + u16(header, 26) + u16(header, 28);
    ZipFault.check(start + entry.packed() <= bytes.size(), "it is cut off");
    InputStream packed = bytes.stream(start, entry.packed());
    InputStream unpacked =
        entry.method() == ZipEntryInfo.STORED
            ? packed
            : new InflaterInputStream(packed, new Inflater(true), 1 << 14);
    return new KeptWord(unpacked, entry);
  }

  static int u16(byte[] from, int at) {
    return from[at] & 0xff | (from[at + 1] & 0xff) << 8;
  }

  static long u32(byte[] from, int at) {
    return u16(from, at) | (long) u16(from, at + 2) << 16;
  }
}
