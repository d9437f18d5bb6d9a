package org.rdpdoctor.reader.eventlog.evtx;

/// Bytes that are not what they should be; stays inside this package, outside it is a [Damage].
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /// @param offset in the block
  Unreadable(int offset, String why) {
    super(why, null, false, false); // thrown once for each damaged record: a trace would cost more
    this.offset = offset;
  }

  int offset() {
    return offset;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
