package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.mcs`.
public final class McsTarget {
  private McsTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("mcs");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
