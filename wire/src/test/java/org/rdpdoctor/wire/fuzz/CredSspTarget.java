package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.credssp`.
public final class CredSspTarget {
  private CredSspTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("credssp");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
