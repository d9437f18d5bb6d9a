package org.rdpdoctor.reader.collected;

/// One entry as the central directory has it.
///
/// @param name with `/` between its parts: Windows PowerShell writes `\`
/// @param packed how many bytes it takes in the file
/// @param size how many bytes it says that it unpacks to
/// @param header where its local header begins
record ZipEntryInfo(
    String name, boolean encrypted, int method, long crc, long packed, long size, long header) {
  static final int STORED = 0;
  static final int DEFLATED = 8;

  boolean isFolder() {
    return name.endsWith("/");
  }

  /// Where its packed bytes end at the earliest.
  long end() {
    return header + Zip.LOCAL_HEADER + packed;
  }
}
