package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.licensing`.
public final class LicensingTarget {
  private LicensingTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("licensing");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
