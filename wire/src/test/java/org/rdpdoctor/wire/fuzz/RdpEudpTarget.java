package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.rdpeudp`.
public final class RdpEudpTarget {
  private RdpEudpTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("rdpeudp");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
