package org.rdpdoctor.wire;

import java.io.ByteArrayOutputStream;

/// Writes a message field by field; each call takes the low bits that its width can hold.
public final class WireWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public WireWriter u8(int value) {
    out.write(value);
    return this;
  }

  public WireWriter u16le(int value) {
    return u8(value).u8(value >> 8);
  }

  public WireWriter u16be(int value) {
    return u8(value >> 8).u8(value);
  }

  public WireWriter u24be(int value) {
    return u8(value >> 16).u16be(value);
  }

  public WireWriter u32le(int value) {
    return u16le(value).u16le(value >> 16);
  }

  public WireWriter u32be(int value) {
    return u16be(value >> 16).u16be(value);
  }

  public WireWriter u64le(long value) {
    return u32le((int) value).u32le((int) (value >> 32));
  }

  public WireWriter bytes(Bytes bytes) {
    out.writeBytes(bytes.toArray());
    return this;
  }

  public WireWriter zeros(int count) {
    for (int i = 0; i < count; i++) {
      u8(0);
    }
    return this;
  }

  /// A one-byte length in front of `bytes`.
  public WireWriter u8Prefixed(Bytes bytes) {
    return u8(bytes.size()).bytes(bytes);
  }

  /// A two-byte big-endian length in front of `bytes`.
  public WireWriter u16bePrefixed(Bytes bytes) {
    return u16be(bytes.size()).bytes(bytes);
  }

  /// A three-byte big-endian length in front of `bytes`.
  public WireWriter u24bePrefixed(Bytes bytes) {
    return u24be(bytes.size()).bytes(bytes);
  }

  public int size() {
    return out.size();
  }

  public Bytes toBytes() {
    return Bytes.copyOf(out.toByteArray());
  }
}
