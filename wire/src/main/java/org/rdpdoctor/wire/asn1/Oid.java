package org.rdpdoctor.wire.asn1;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;

/// OBJECT IDENTIFIER, written as `1.3.6.1.5.5.2`.
@SpecifiedIn("X.690 8.19")
public record Oid(String dotted) {
  /// Longer than any in use; a longer one is a fault.
  static final int MAX_SIZE = 128;

  private static final Pattern FORM = Pattern.compile("[0-2](\\.\\d{1,300}){1,128}");

  /// Takes the numbers as people write them.
  ///
  /// @throws IllegalArgumentException unless `dotted` is two or more numbers that may begin an OID
  public Oid {
    if (!FORM.matcher(dotted).matches() || startsTooHigh(dotted)) {
      throw new IllegalArgumentException("no object identifier: " + dotted);
    }
  }

  public static Oid of(String dotted) {
    return new Oid(dotted);
  }

  /// Below 0 and 1 there are 40 arcs each, as both share one number on the wire.
  private static boolean startsTooHigh(String dotted) {
    return dotted.charAt(0) < '2' && new BigInteger(dotted.split("\\.", -1)[1]).intValue() > 39;
  }

  /// Reads the contents of an OBJECT IDENTIFIER; `offset` is where they stand, for faults.
  static Oid decode(Bytes contents, String field, int offset) throws DecodeException {
    if (contents.size() > MAX_SIZE) {
      throw new DecodeException(
          new DecodeFault.WrongLength(field, offset, contents.size(), MAX_SIZE));
    }
    if (contents.isEmpty() || (contents.at(contents.size() - 1) & 0x80) != 0) {
      throw new DecodeException(
          new DecodeFault.Malformed(field, offset, "an object identifier without its end"));
    }
    var dotted = new StringBuilder();
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < contents.size(); i++) {
      int octet = contents.at(i);
      number = number.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7F));
      if ((octet & 0x80) == 0) {
        append(dotted, number);
        number = BigInteger.ZERO;
      }
    }
    return new Oid(dotted.toString());
  }

  private static void append(StringBuilder dotted, BigInteger number) {
    if (!dotted.isEmpty()) {
      dotted.append('.').append(number);
      return;
    }
    int first = number.min(BigInteger.valueOf(80)).intValue() / 40;
    dotted.append(first).append('.').append(number.subtract(BigInteger.valueOf(40L * first)));
  }

  /// The contents, without tag and length.
  Bytes encode() {
    String[] arcs = dotted.split("\\.", -1);
    var out = new WireWriter();
    BigInteger first = new BigInteger(arcs[0]).multiply(BigInteger.valueOf(40));
    write(out, first.add(new BigInteger(arcs[1])));
    for (int i = 2; i < arcs.length; i++) {
      write(out, new BigInteger(arcs[i]));
    }
    return out.toBytes();
  }

  private static void write(WireWriter out, BigInteger number) {
    int septets = Math.max(1, (number.bitLength() + 6) / 7);
    for (int i = septets - 1; i >= 0; i--) {
      int septet = number.shiftRight(7 * i).intValue() & 0x7F;
      out.u8(i == 0 ? septet : septet | 0x80);
    }
  }

  @Override
  public String toString() {
    return dotted;
  }
}
