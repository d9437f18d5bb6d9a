package org.rdpdoctor.reader.eventlog.evtx;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/// The bytes of one chunk, 64 KiB of a log: offsets inside a chunk count from its first byte.
///
/// No read trusts an offset. The same object holds one chunk after the other.
final class Block {
  static final int SIZE = 1 << 16;

  private static final VarHandle U16 = view(short[].class);
  private static final VarHandle I32 = view(int[].class);
  private static final VarHandle I64 = view(long[].class);

  private final byte[] bytes = new byte[SIZE];
  private int limit;

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  /// The whole room; who fills it says with [#limit(int)] how far.
  byte[] room() {
    return bytes;
  }

  void limit(int filled) {
    limit = filled;
  }

  int limit() {
    return limit;
  }

  boolean holds(int at, int length) {
    return at >= 0 && length >= 0 && length <= limit - at;
  }

  void need(int at, int length) throws Unreadable {
    if (!holds(at, length)) {
      throw new Unreadable(at, "it points out of its chunk");
    }
  }

  int u8(int at) throws Unreadable {
    need(at, 1);
    return bytes[at] & 0xFF;
  }

  int u16(int at) throws Unreadable {
    need(at, 2);
    return (short) U16.get(bytes, at) & 0xFFFF;
  }

  int i32(int at) throws Unreadable {
    need(at, 4);
    return (int) I32.get(bytes, at);
  }

  long i64(int at) throws Unreadable {
    need(at, 8);
    return (long) I64.get(bytes, at);
  }

  /// 32 bits, 0 where the block ends before.
  int i32OrZero(int at) {
    return holds(at, 4) ? (int) I32.get(bytes, at) : 0;
  }

  /// A hash of bytes that are known to be there.
  int hash(int at, int length) {
    long hash = length;
    int i = at;
    for (; i <= at + length - 8; i += 8) {
      hash = (hash ^ (long) I64.get(bytes, i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    for (; i < at + length; i++) {
      hash = hash * 31 + bytes[i];
    }
    hash *= 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 32);
  }

  boolean equal(int at, int length, byte[] other) {
    return Arrays.equals(bytes, at, at + length, other, 0, other.length);
  }

  byte[] copy(int at, int length) {
    return Arrays.copyOfRange(bytes, at, at + length);
  }

  boolean isZero(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /// The first offset from `from` on at which these four bytes stand, or -1.
  int find(int from, int fourBytes) {
    for (int at = from; at <= limit - 4; at++) {
      if ((int) I32.get(bytes, at) == fourBytes) {
        return at;
      }
    }
    return -1;
  }

  void addTo(CRC32 sum, int from, int to) {
    sum.update(bytes, from, to - from);
  }
}
