package org.rdpdoctor.reader.capture.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers that stand in bytes. The caller has made sure that the bytes are there.
public final class Octets {
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Octets() {}

  public static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  public static int be16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  public static int be32(byte[] bytes, int at) {
    return (int) BIG.get(bytes, at);
  }

  public static long be64(byte[] bytes, int at) {
    return (long) BIG_LONG.get(bytes, at);
  }

  public static int le32(byte[] bytes, int at) {
    return (int) LITTLE.get(bytes, at);
  }

  static int u16(byte[] bytes, int at, boolean little) {
    int big = be16(bytes, at);
    return little ? (big & 0xFF) << 8 | big >> 8 : big;
  }

  static int i32(byte[] bytes, int at, boolean little) {
    return little ? le32(bytes, at) : be32(bytes, at);
  }

  static long u32(byte[] bytes, int at, boolean little) {
    return i32(bytes, at, little) & 0xFFFF_FFFFL;
  }
}
