package org.rdpdoctor.wire.asn1;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;

/// Reads DER element by element, and as much of BER as peers really send: lengths may take more
/// bytes than they need, numbers may have leading zeros. Indefinite lengths and tag numbers over 30
/// are faults.
///
/// Every read names its field, as with [WireReader]; offsets count from the first byte of the
/// message.
@SpecifiedIn("X.690 8, 10")
public final class DerReader {
  /// Deeper than any message here; elements nested deeper are a fault.
  public static final int MAX_DEPTH = 32;

  private static final int INDEFINITE = 0x80;

  private final WireReader in;
  private final int depth;

  public DerReader(Bytes source) {
    this(new WireReader(source), 0);
  }

  private DerReader(WireReader in, int depth) {
    this.in = in;
    this.depth = depth;
  }

  /// The whole size of the element that begins with `head`, or -1 while too few bytes are known.
  ///
  /// @param limit more than this is a fault
  /// @throws DecodeException as soon as these bytes cannot begin an element with this tag
  public static int sizeOf(Bytes head, String field, int tag, int limit) throws DecodeException {
    if (head.isEmpty()) {
      return -1;
    }
    var in = new WireReader(head);
    in.require(field, 1, tag, in.u8(field));
    int lengthOctets = head.size() > 1 && head.at(1) > INDEFINITE ? head.at(1) & 0x7F : 0;
    if (head.size() < 2 + lengthOctets) {
      return -1;
    }
    int length = readLength(in, field, limit);
    if (in.offset() + (long) length > limit) {
      throw in.wrongLength(field + " length", 1, in.offset() + (long) length, limit);
    }
    return in.offset() + length;
  }

  public boolean isEmpty() {
    return in.isEmpty();
  }

  public int offset() {
    return in.offset();
  }

  /// True if an element with this tag comes next.
  public boolean nextIs(int tag) throws DecodeException {
    return !in.isEmpty() && in.peek("tag") == tag;
  }

  /// Whatever comes next.
  public Element element(String field) throws DecodeException {
    int start = in.offset();
    int tag = readTag(field);
    Bytes contents = in.bytes(field, readLength(in, field, Integer.MAX_VALUE));
    return new Element(tag, contents, in.since(start));
  }

  /// Goes into the element that comes next and must have this tag.
  public DerReader enter(String field, int tag) throws DecodeException {
    return new DerReader(open(field, tag), deeper(field));
  }

  /// Goes into an `[APPLICATION number]` element whose number is above 30 and takes one more byte.
  public DerReader application(String field, int number) throws DecodeException {
    in.require(field + " tag", 1, Tag.application(Tag.NUMBER), in.u8(field));
    in.require(field + " tag number", 1, number, in.u8(field));
    return new DerReader(in.part(field, readLength(in, field, in.remaining())), deeper(field));
  }

  public DerReader sequence(String field) throws DecodeException {
    return enter(field, Tag.SEQUENCE);
  }

  public DerReader set(String field) throws DecodeException {
    return enter(field, Tag.SET);
  }

  /// Reads one field out of the `[number]` around it.
  @FunctionalInterface
  public interface Field<T> {
    T read(DerReader in) throws DecodeException;
  }

  /// Reads what stands in `[number]` if that comes next; an OPTIONAL field that is absent is passed
  /// over.
  public <T> Optional<T> optional(String field, int number, Field<T> content)
      throws DecodeException {
    return nextIs(Tag.context(number))
        ? Optional.of(content.read(enter(field, Tag.context(number))))
        : Optional.empty();
  }

  /// An `[number] OCTET STRING OPTIONAL`.
  public Optional<Bytes> optionalOctets(String field, int number) throws DecodeException {
    return optional(field, number, in -> in.octetString(field));
  }

  /// The contents of an element that must have this tag, read as a DER message of its own.
  public Bytes contents(String field, int tag) throws DecodeException {
    return open(field, tag).rest();
  }

  public boolean bool(String field) throws DecodeException {
    return open(field, Tag.BOOLEAN).u8(field) != 0;
  }

  public BigInteger integer(String field) throws DecodeException {
    WireReader value = open(field, Tag.INTEGER);
    if (value.isEmpty()) {
      throw value.malformed(field, value.offset(), "a number without bytes");
    }
    return new BigInteger(value.rest().toArray());
  }

  /// An INTEGER of at most 32 bits, signed or not: 0xC000006D is read alike from both its forms.
  ///
  /// @throws DecodeException if it has more bits
  public int int32(String field) throws DecodeException {
    int at = in.offset();
    BigInteger value = integer(field);
    if (value.bitLength() > Integer.SIZE) {
      throw in.wrongLength(field + " bits", at, value.bitLength(), Integer.SIZE);
    }
    return value.intValue();
  }

  public int enumerated(String field) throws DecodeException {
    WireReader value = open(field, Tag.ENUMERATED);
    int at = value.offset();
    if (value.isEmpty() || value.remaining() > Integer.BYTES) {
      throw value.wrongLength(field + " length", at, value.remaining(), Integer.BYTES);
    }
    return new BigInteger(value.rest().toArray()).intValue();
  }

  public Bytes octetString(String field) throws DecodeException {
    return contents(field, Tag.OCTET_STRING);
  }

  public BitString bitString(String field) throws DecodeException {
    WireReader value = open(field, Tag.BIT_STRING);
    int at = value.offset();
    int unused = value.u8(field + " unused bits");
    if (unused > 7 || (unused > 0 && value.isEmpty())) {
      throw value.wrongLength(field + " unused bits", at, unused, value.isEmpty() ? 0 : 7);
    }
    return new BitString(value.rest(), unused);
  }

  public Oid oid(String field) throws DecodeException {
    WireReader value = open(field, Tag.OBJECT_IDENTIFIER);
    int at = value.offset();
    return Oid.decode(value.rest(), field, at);
  }

  /// Any of the string types, as text.
  public String string(String field) throws DecodeException {
    int at = in.offset();
    Element element = element(field);
    return Strings.decode(element)
        .orElseThrow(() -> in.unknownType(field + " tag", at, element.tag()));
  }

  /// UTCTime or GeneralizedTime. A time without a zone, which DER forbids, is taken as UTC.
  public Instant time(String field) throws DecodeException {
    int at = in.offset();
    Element element = element(field);
    if (element.tag() != Tag.UTC_TIME && element.tag() != Tag.GENERALIZED_TIME) {
      throw in.unknownType(field + " tag", at, element.tag());
    }
    return Times.decode(element)
        .orElseThrow(() -> in.malformed(field, at, "no time: " + element.contents().preview(32)));
  }

  public DecodeException unknownType(String field, int at, long found) {
    return in.unknownType(field, at, found);
  }

  /// Everything that is left, as it stands.
  public Bytes rest() {
    return in.rest();
  }

  private WireReader open(String field, int tag) throws DecodeException {
    int found = readTag(field);
    in.require(field + " tag", 1, tag, found);
    return in.part(field, readLength(in, field, Integer.MAX_VALUE));
  }

  private int readTag(String field) throws DecodeException {
    int at = in.offset();
    int tag = in.u8(field);
    if ((tag & Tag.NUMBER) == Tag.NUMBER) {
      throw in.unknownType(field + " tag", at, tag);
    }
    return tag;
  }

  private static int readLength(WireReader in, String field, int limit) throws DecodeException {
    String name = field + " length";
    int at = in.offset();
    int first = in.u8(name);
    if (first < INDEFINITE) {
      return first;
    }
    if (first == INDEFINITE) {
      throw in.malformed(name, at, "indefinite");
    }
    long length = 0;
    for (int i = first & 0x7F; i > 0; i--) {
      length = length << 8 | in.u8(name);
      if (length > limit) {
        throw in.wrongLength(name, at, length, limit);
      }
    }
    return (int) length;
  }

  private int deeper(String field) throws DecodeException {
    if (depth == MAX_DEPTH) {
      throw in.wrongLength(field + " depth", in.offset(), depth + 1L, MAX_DEPTH);
    }
    return depth + 1;
  }
}
