package org.rdpdoctor.wire;

/// Reads a message field by field; every read names its field, so that every fault can name it too.
///
/// Never trusts a length: each read is checked against what is left. Numbers are unsigned.
public final class WireReader {
  private final Bytes source;
  private final int end;
  private final int base;
  private int position;

  public WireReader(Bytes source) {
    this(source, 0, source.size(), 0);
  }

  private WireReader(Bytes source, int start, int end, int base) {
    this.source = source;
    this.position = start;
    this.end = end;
    this.base = base;
  }

  /// Bytes read since the first byte of the message.
  public int offset() {
    return base + position;
  }

  public int remaining() {
    return end - position;
  }

  public boolean isEmpty() {
    return position == end;
  }

  public int u8(String field) throws DecodeException {
    need(field, 1);
    return source.at(position++);
  }

  public int u16le(String field) throws DecodeException {
    need(field, 2);
    int value = source.at(position) | source.at(position + 1) << 8;
    position += 2;
    return value;
  }

  public int u16be(String field) throws DecodeException {
    need(field, 2);
    int value = source.at(position) << 8 | source.at(position + 1);
    position += 2;
    return value;
  }

  public int u24be(String field) throws DecodeException {
    return u8(field) << 16 | u16be(field);
  }

  /// 32 bits; the `int` may be negative, as all 32 bits are kept.
  public int u32le(String field) throws DecodeException {
    need(field, 4);
    return u16le(field) | u16le(field) << 16;
  }

  /// 32 bits; the `int` may be negative, as all 32 bits are kept.
  public int u32be(String field) throws DecodeException {
    need(field, 4);
    return u16be(field) << 16 | u16be(field);
  }

  public long u64le(String field) throws DecodeException {
    need(field, 8);
    return (u32le(field) & 0xFFFFFFFFL) | (long) u32le(field) << 32;
  }

  public Bytes bytes(String field, int length) throws DecodeException {
    need(field, length);
    Bytes taken = source.slice(position, position + length);
    position += length;
    return taken;
  }

  /// Everything that is left.
  public Bytes rest() {
    Bytes taken = source.slice(position, end);
    position = end;
    return taken;
  }

  /// A reader for the next `length` bytes alone; offsets go on counting from the same first byte.
  public WireReader part(String field, int length) throws DecodeException {
    need(field, length);
    var part = new WireReader(source, position, position + length, base);
    position += length;
    return part;
  }

  /// A reader that stands at `offset` of the same bytes and ends where they end.
  public WireReader at(String field, int offset) throws DecodeException {
    if (offset < 0 || offset > end) {
      throw new DecodeException(new DecodeFault.WrongLength(field, offset(), offset, end));
    }
    return new WireReader(source, offset, end, base);
  }

  /// What was read since `from`, an [#offset] that this reader gave before.
  public Bytes since(int from) {
    return source.slice(from - base, position);
  }

  /// Looks at the next byte without taking it.
  public int peek(String field) throws DecodeException {
    need(field, 1);
    return source.at(position);
  }

  public void skip(String field, int length) throws DecodeException {
    need(field, length);
    position += length;
  }

  /// Stops unless the field just read, `size` bytes ago, has the one value that is allowed.
  public void require(String field, int size, long expected, long found) throws DecodeException {
    if (expected != found) {
      throw new DecodeException(
          new DecodeFault.WrongValue(field, offset() - size, expected, found));
    }
  }

  public DecodeException unknownType(String field, int at, long found) {
    return new DecodeException(new DecodeFault.UnknownType(field, at, found));
  }

  public DecodeException wrongLength(String field, int at, long found, long limit) {
    return new DecodeException(new DecodeFault.WrongLength(field, at, found, limit));
  }

  public DecodeException malformed(String field, int at, String trouble) {
    return new DecodeException(new DecodeFault.Malformed(field, at, trouble));
  }

  private void need(String field, int wanted) throws DecodeException {
    if (wanted < 0 || wanted > remaining()) {
      throw new DecodeException(new DecodeFault.Truncated(field, offset(), wanted, remaining()));
    }
  }
}
