package org.rdpdoctor.reader.capture.format;

/// One packet as it stands in a capture. There is one of these for the whole file: it is filled
/// again for every packet, and its bytes are only there until the next one is asked for.
public final class Frame {
  /// Holds the packet, among others.
  public byte[] bytes = {};

  /// Where in `bytes` the packet begins.
  public int from;

  /// How many of its bytes were captured.
  public int captured;

  /// How many it had on the wire; never less than `captured`.
  public int original;

  /// Nanoseconds since 1970, or that of the packet before it where the file does not say.
  public long time;

  /// Link type, as the registry of the Tcpdump Group numbers them.
  public int link;

  void set(Input in, int from, int captured, long original) {
    bytes = in.bytes;
    this.from = from;
    this.captured = captured;
    this.original = Math.clamp(original, captured, Integer.MAX_VALUE);
  }
}
