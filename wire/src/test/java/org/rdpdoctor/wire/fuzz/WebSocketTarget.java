package org.rdpdoctor.wire.fuzz;

/// Fuzz target for the decoders of `wire.websocket`.
public final class WebSocketTarget {
  private WebSocketTarget() {}

  static final Fuzzing FUZZING = Fuzzing.in("websocket");

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) {
    FUZZING.feed(data);
  }
}
