package org.rdpdoctor.wire.asn1;

import org.rdpdoctor.wire.SpecifiedIn;

/// Identifier octets: class, form and number of an element in one byte.
@SpecifiedIn("X.690 8.1.2")
public final class Tag {
  private Tag() {}

  public static final int BOOLEAN = 0x01;
  public static final int INTEGER = 0x02;
  public static final int BIT_STRING = 0x03;
  public static final int OCTET_STRING = 0x04;
  public static final int NULL = 0x05;
  public static final int OBJECT_IDENTIFIER = 0x06;
  public static final int ENUMERATED = 0x0A;
  public static final int UTF8_STRING = 0x0C;
  public static final int NUMERIC_STRING = 0x12;
  public static final int PRINTABLE_STRING = 0x13;
  public static final int TELETEX_STRING = 0x14;
  public static final int IA5_STRING = 0x16;
  public static final int UTC_TIME = 0x17;
  public static final int GENERALIZED_TIME = 0x18;
  public static final int VISIBLE_STRING = 0x1A;
  public static final int GENERAL_STRING = 0x1B;
  public static final int UNIVERSAL_STRING = 0x1C;
  public static final int BMP_STRING = 0x1E;
  public static final int SEQUENCE = 0x30;
  public static final int SET = 0x31;

  static final int CONSTRUCTED = 0x20;
  static final int NUMBER = 0x1F;

  /// `[number]` around another element, or in the place of a SEQUENCE.
  public static int context(int number) {
    return 0xA0 | number;
  }

  /// `[number] IMPLICIT` in the place of an element that is not constructed.
  public static int contextPrimitive(int number) {
    return 0x80 | number;
  }

  /// `[APPLICATION number]`.
  public static int application(int number) {
    return 0x60 | number;
  }
}
