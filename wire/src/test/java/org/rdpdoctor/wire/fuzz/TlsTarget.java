package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.tls`.
public final class TlsTarget {
  private TlsTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("tls");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
