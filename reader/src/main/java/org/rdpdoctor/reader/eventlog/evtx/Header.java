package org.rdpdoctor.reader.eventlog.evtx;

/// What the header of a log says of it; how many chunks there are is counted rather than believed.
///
/// @param present whether there is one
/// @param dirty whether the log was not closed when it was copied
/// @param full whether nothing more is written to it
/// @param summed whether its chunks have checksums
record Header(boolean present, boolean dirty, boolean full, boolean summed) {
  static final Header MISSING = new Header(false, false, false, true);

  private static final int FLAGS = 120;
  private static final int DIRTY = 1;
  private static final int FULL = 2;
  private static final int WITHOUT_SUMS = 4;

  /// @param bytes at least 128 of them
  static Header read(byte[] bytes) {
    int flags = bytes[FLAGS];
    return new Header(true, (flags & DIRTY) != 0, (flags & FULL) != 0, (flags & WITHOUT_SUMS) == 0);
  }
}
