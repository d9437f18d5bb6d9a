package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.x509`.
public final class X509Target {
  private X509Target() {}

  static final Fuzzing FUZZING = Fuzzing.in("x509");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
