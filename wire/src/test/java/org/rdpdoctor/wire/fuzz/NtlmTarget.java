package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.ntlm`.
public final class NtlmTarget {
  private NtlmTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("ntlm");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
