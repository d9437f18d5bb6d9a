package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.socks`.
public final class SocksTarget {
  private SocksTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("socks");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
