package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.tsgu`.
public final class TsguTarget {
  private TsguTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("tsgu");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
