package org.rdpdoctor.reader.eventlog.evtx;

import java.util.ArrayList;
import java.util.List;

/// Values as text, as the XML of an event has them (MS-EVEN6 3.1.4.7.3).
final class Rendering {
  private static final String[] SMALL = new String[1024];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = Integer.toString(i);
    }
  }

  private final Block block;
  private final Texts texts;

  Rendering(Block block, Texts texts) {
    this.block = block;
    this.texts = texts;
  }

  /// A value as text; that of another size than its type has, and that of a type nobody knows, is
  /// hex.
  String text(int type, int at, int size) throws Unreadable {
    block.need(at, size);
    return switch (type) {
      case ValueType.NULL -> "";
      case ValueType.STRING -> texts.utf16(block, at, size);
      case ValueType.ANSI_STRING -> texts.ansi(block, at, size);
      case ValueType.BOOL -> bool(at, size);
      case ValueType.GUID -> size == 16 ? texts.guid(block, at) : binary(at, size);
      case ValueType.SID -> texts.sid(block, at, size);
      case ValueType.SYS_TIME -> size == 16 ? Numbers.systemTime(block, at) : binary(at, size);
      case ValueType.REAL32, ValueType.REAL64 -> real(at, size);
      case ValueType.BINARY -> binary(at, size);
      default -> isNumber(type, size) ? number(type, at, size) : other(type, at, size);
    };
  }

  private String other(int type, int at, int size) throws Unreadable {
    return (type & ValueType.ARRAY) == 0
        ? binary(at, size)
        : String.join(", ", items(type, at, size));
  }

  /// Whether a type holds a number, and the size fits one.
  static boolean isNumber(int type, int size) {
    return switch (type) {
      case ValueType.INT8,
          ValueType.UINT8,
          ValueType.INT16,
          ValueType.UINT16,
          ValueType.INT32,
          ValueType.UINT32,
          ValueType.INT64,
          ValueType.UINT64,
          ValueType.SIZE_T,
          ValueType.FILE_TIME,
          ValueType.HEX_INT32,
          ValueType.HEX_INT64 ->
          size == 1 || size == 2 || size == 4 || size == 8;
      default -> false;
    };
  }

  /// All bits of a number; one without a sign is filled with zeros.
  long bits(int type, int at, int size) throws Unreadable {
    boolean signed =
        switch (type) {
          case ValueType.INT8, ValueType.INT16, ValueType.INT32, ValueType.INT64 -> true;
          default -> false;
        };
    return switch (size) {
      case 1 -> signed ? (byte) block.u8(at) : block.u8(at);
      case 2 -> signed ? (short) block.u16(at) : block.u16(at);
      case 4 -> signed ? block.i32(at) : block.i32(at) & 0xFFFFFFFFL;
      default -> block.i64(at);
    };
  }

  private String number(int type, int at, int size) throws Unreadable {
    long bits = bits(type, at, size);
    return switch (type) {
      case ValueType.HEX_INT32, ValueType.HEX_INT64, ValueType.SIZE_T -> Numbers.hex(bits);
      case ValueType.FILE_TIME ->
          size == 8 ? Numbers.dateTime(Numbers.fileTime(bits)) : binary(at, size);
      case ValueType.UINT64 -> bits < 0 ? Long.toUnsignedString(bits) : decimal(bits);
      default -> decimal(bits);
    };
  }

  private static String decimal(long value) {
    return value >= 0 && value < SMALL.length ? SMALL[(int) value] : Long.toString(value);
  }

  /// Anything but zero is true: some programs write other numbers than 1.
  private String bool(int at, int size) {
    return block.isZero(at, at + size) ? "false" : "true";
  }

  private String real(int at, int size) throws Unreadable {
    return switch (size) {
      case 4 -> {
        float value = Float.intBitsToFloat(block.i32(at));
        yield Numbers.real(value, Float.toString(value));
      }
      case 8 -> {
        double value = Double.longBitsToDouble(block.i64(at));
        yield Numbers.real(value, Double.toString(value));
      }
      default -> binary(at, size);
    };
  }

  private String binary(int at, int size) {
    return Numbers.binary(block.room(), at, size);
  }

  /// The items of an array, one empty text if it has none.
  List<String> items(int arrayType, int at, int size) throws Unreadable {
    int type = arrayType & ~ValueType.ARRAY;
    block.need(at, size);
    var items = new ArrayList<String>();
    int end = at + size;
    for (int from = at; from < end; ) {
      int length = itemLength(type, from, end, size);
      boolean ended = type == ValueType.STRING || type == ValueType.ANSI_STRING;
      items.add(text(type, from, length));
      from += length + (ended ? type == ValueType.STRING ? 2 : 1 : 0);
    }
    return items.isEmpty() ? List.of("") : items;
  }

  private int itemLength(int type, int from, int end, int size) throws Unreadable {
    int left = end - from;
    int length =
        switch (type) {
          case ValueType.STRING -> terminated(from, end, 2);
          case ValueType.ANSI_STRING -> terminated(from, end, 1);
          case ValueType.SID -> left < 8 ? left : 8 + block.u8(from + 1) * 4;
          case ValueType.SIZE_T -> size % 8 == 0 ? 8 : 4;
          default -> ValueType.width(type);
        };
    boolean ended = type == ValueType.STRING || type == ValueType.ANSI_STRING;
    return length > left || length == 0 && !ended ? left : length;
  }

  /// How many bytes stand before the zero that ends a text, or before the end.
  private int terminated(int from, int end, int step) {
    int at = from;
    while (at + step <= end && !block.isZero(at, at + step)) {
      at += step;
    }
    return Math.min(at, end) - from;
  }
}
