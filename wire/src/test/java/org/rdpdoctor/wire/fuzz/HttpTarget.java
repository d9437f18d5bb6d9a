package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.http`.
public final class HttpTarget {
  private HttpTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("http");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
