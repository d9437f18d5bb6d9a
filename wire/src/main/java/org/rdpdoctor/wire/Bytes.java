package org.rdpdoctor.wire;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// An immutable run of bytes: what is said to a peer and what is heard from it.
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] octets;

  private Bytes(byte[] octets) {
    this.octets = octets;
  }

  /// Bytes from numbers; each is cut to its low eight bits, so that `0xFF` can be written as it is.
  public static Bytes of(int... values) {
    byte[] octets = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      octets[i] = (byte) values[i];
    }
    return new Bytes(octets);
  }

  public static Bytes copyOf(byte[] octets) {
    return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
  }

  public static Bytes copyOf(byte[] octets, int offset, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(octets, offset, offset + length));
  }

  public static Bytes ascii(String text) {
    return new Bytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /// Annotated hex: white space is free, and `#` starts a comment that ends with its line.
  ///
  /// @throws IllegalArgumentException if anything else than hex digits in pairs is left
  public static Bytes hex(String annotated) {
    String digits = annotated.replaceAll("#[^\n]*", "").replaceAll("\\s+", "");
    return new Bytes(HexFormat.of().parseHex(digits));
  }

  /// Each character as the byte with its number; characters that have none become `?`.
  public static Bytes latin1(String text) {
    return new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// UTF-16, little-endian and without a mark: how Windows writes text on the wire.
  public static Bytes utf16le(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_16LE));
  }

  public int size() {
    return octets.length;
  }

  public boolean isEmpty() {
    return octets.length == 0;
  }

  /// The byte at `index` as a number from 0 to 255.
  public int at(int index) {
    return octets[index] & 0xFF;
  }

  /// The bytes from `from` (inclusive) to `to` (exclusive).
  public Bytes slice(int from, int to) {
    if (from == 0 && to == octets.length) {
      return this;
    }
    return copyOf(octets, from, to - from);
  }

  /// The bytes from `from` to the end.
  public Bytes from(int from) {
    return slice(from, octets.length);
  }

  /// The first `length` bytes, or all of them if there are fewer.
  public Bytes first(int length) {
    return slice(0, Math.min(length, octets.length));
  }

  public Bytes plus(Bytes more) {
    if (octets.length == 0) {
      return more;
    }
    if (more.octets.length == 0) {
      return this;
    }
    byte[] joined = Arrays.copyOf(octets, octets.length + more.octets.length);
    System.arraycopy(more.octets, 0, joined, octets.length, more.octets.length);
    return new Bytes(joined);
  }

  public boolean startsWith(Bytes prefix) {
    return octets.length >= prefix.octets.length
        && Arrays.equals(octets, 0, prefix.octets.length, prefix.octets, 0, prefix.octets.length);
  }

  public boolean startsWithAscii(String prefix) {
    return startsWith(ascii(prefix));
  }

  /// Where `part` first stands in these bytes, or -1.
  public int indexOf(Bytes part) {
    for (int i = 0; i + part.octets.length <= octets.length; i++) {
      if (Arrays.equals(octets, i, i + part.octets.length, part.octets, 0, part.octets.length)) {
        return i;
      }
    }
    return -1;
  }

  public byte[] toArray() {
    return octets.clone();
  }

  public String decode(Charset charset) {
    return new String(octets, charset);
  }

  public String toHex() {
    return HexFormat.of().formatHex(octets);
  }

  /// At most `limit` bytes as printable ASCII, every other byte as a dot: safe on any screen.
  public String preview(int limit) {
    var text = new StringBuilder();
    for (int i = 0; i < Math.min(limit, octets.length); i++) {
      int octet = at(i);
      text.append(octet >= 0x20 && octet < 0x7F ? (char) octet : '.');
    }
    return octets.length > limit ? text.append('…').toString() : text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /// Hex of at most 32 bytes, with the size when there are more.
  @Override
  public String toString() {
    String hex = HexFormat.ofDelimiter(" ").formatHex(octets, 0, Math.min(32, octets.length));
    return octets.length > 32 ? hex + " … (" + octets.length + " bytes)" : hex;
  }
}
