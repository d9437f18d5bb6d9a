package org.rdpdoctor.wire.asn1;

import java.math.BigInteger;
import java.time.Instant;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;

/// Writes DER: each method gives one whole element, and elements go into others.
@SpecifiedIn("X.690 10")
public final class Der {
  private Der() {}

  public static Bytes element(int tag, Bytes... contents) {
    var inside = new WireWriter();
    for (Bytes part : contents) {
      inside.bytes(part);
    }
    var out = new WireWriter().u8(tag);
    writeLength(out, inside.size());
    return out.bytes(inside.toBytes()).toBytes();
  }

  /// `[APPLICATION number]` for a number from 31 to 127, which takes a byte of its own.
  public static Bytes application(int number, Bytes... contents) {
    var out = new WireWriter().u8(Tag.application(Tag.NUMBER)).u8(number);
    var inside = new WireWriter();
    for (Bytes part : contents) {
      inside.bytes(part);
    }
    writeLength(out, inside.size());
    return out.bytes(inside.toBytes()).toBytes();
  }

  public static Bytes sequence(Bytes... elements) {
    return element(Tag.SEQUENCE, elements);
  }

  public static Bytes sequence(Iterable<Bytes> elements) {
    var inside = new WireWriter();
    elements.forEach(inside::bytes);
    return element(Tag.SEQUENCE, inside.toBytes());
  }

  public static Bytes set(Bytes... elements) {
    return element(Tag.SET, elements);
  }

  /// `[number] EXPLICIT`.
  public static Bytes context(int number, Bytes element) {
    return element(Tag.context(number), element);
  }

  public static Bytes bool(boolean value) {
    return element(Tag.BOOLEAN, Bytes.of(value ? 0xFF : 0));
  }

  public static Bytes integer(long value) {
    return integer(BigInteger.valueOf(value));
  }

  public static Bytes integer(BigInteger value) {
    return element(Tag.INTEGER, Bytes.copyOf(value.toByteArray()));
  }

  public static Bytes enumerated(int value) {
    return element(Tag.ENUMERATED, Bytes.copyOf(BigInteger.valueOf(value).toByteArray()));
  }

  public static Bytes octetString(Bytes octets) {
    return element(Tag.OCTET_STRING, octets);
  }

  public static Bytes bitString(BitString bits) {
    return element(Tag.BIT_STRING, Bytes.of(bits.unused()), bits.bits());
  }

  public static Bytes oid(Oid oid) {
    return element(Tag.OBJECT_IDENTIFIER, oid.encode());
  }

  public static Bytes nothing() {
    return element(Tag.NULL);
  }

  public static Bytes utf8String(String text) {
    return element(Tag.UTF8_STRING, Bytes.utf8(text));
  }

  public static Bytes printableString(String text) {
    return element(Tag.PRINTABLE_STRING, Bytes.ascii(text));
  }

  public static Bytes ia5String(String text) {
    return element(Tag.IA5_STRING, Bytes.ascii(text));
  }

  public static Bytes generalString(String text) {
    return element(Tag.GENERAL_STRING, Bytes.utf8(text));
  }

  public static Bytes utcTime(Instant instant) {
    return element(Tag.UTC_TIME, Bytes.ascii(Times.utc(instant)));
  }

  public static Bytes generalizedTime(Instant instant) {
    return element(Tag.GENERALIZED_TIME, Bytes.ascii(Times.generalized(instant)));
  }

  private static void writeLength(WireWriter out, int length) {
    if (length < 0x80) {
      out.u8(length);
      return;
    }
    int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    out.u8(0x80 | octets);
    for (int i = octets - 1; i >= 0; i--) {
      out.u8(length >> (8 * i));
    }
  }
}
