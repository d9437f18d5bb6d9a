package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.x224`.
public final class X224Target {
  private X224Target() {}

  static final Fuzzing FUZZING = Fuzzing.in("x224");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
