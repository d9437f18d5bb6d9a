package org.rdpdoctor.wire.asn1;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;

/// BIT STRING: the bits, and how many at the end of the last byte do not count.
@SpecifiedIn("X.690 8.6")
public record BitString(Bytes bits, int unused) {
  /// True if the bit with this number is set; the first bit, number 0, is the highest.
  public boolean has(int number) {
    int octet = number / 8;
    return octet < bits.size()
        && number < bits.size() * 8 - unused
        && (bits.at(octet) & 0x80 >> number % 8) != 0;
  }
}
