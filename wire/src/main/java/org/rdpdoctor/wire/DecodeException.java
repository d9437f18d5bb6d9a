package org.rdpdoctor.wire;

/// Carries a [DecodeFault] out of a decoder; checked, so that no caller forgets that peers send
/// nonsense.
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient DecodeFault fault;

  public DecodeException(DecodeFault fault) {
    super(fault.describe(), null, false, false); // no stack trace: this is about the peer's bytes
    this.fault = fault;
  }

  public DecodeFault fault() {
    return fault;
  }
}
