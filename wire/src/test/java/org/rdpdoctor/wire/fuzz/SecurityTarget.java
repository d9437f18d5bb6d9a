package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.security`.
public final class SecurityTarget {
  private SecurityTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("security");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
