package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.share`.
public final class ShareTarget {
  private ShareTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("share");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
