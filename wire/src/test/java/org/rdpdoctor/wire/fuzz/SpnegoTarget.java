package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.spnego`.
public final class SpnegoTarget {
  private SpnegoTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("spnego");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
