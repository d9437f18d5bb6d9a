package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.tsgu` and `wire.rpch`.
public final class TsguTarget {
  private TsguTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("tsgu", "rpch");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
