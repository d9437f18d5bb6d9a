package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.gcc`.
public final class GccTarget {
  private GccTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("gcc");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
