package org.rdpdoctor.wire.x509;

import java.util.List;
import java.util.stream.IntStream;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.BitString;

/// `KeyUsage`: what the key may be used for. Unnamed bits are kept.
@SpecifiedIn("RFC 5280 4.2.1.3")
public record KeyUsage(BitString bits) {
  public static final int DIGITAL_SIGNATURE = 0;
  public static final int KEY_ENCIPHERMENT = 2;
  public static final int KEY_AGREEMENT = 4;
  public static final int KEY_CERT_SIGN = 5;

  private static final List<String> NAMES =
      List.of(
          "digitalSignature",
          "contentCommitment",
          "keyEncipherment",
          "dataEncipherment",
          "keyAgreement",
          "keyCertSign",
          "cRLSign",
          "encipherOnly",
          "decipherOnly");

  public boolean allows(int use) {
    return bits.has(use);
  }

  /// The names of the bits that are set; a bit without a name as `bit 9`.
  public List<String> names() {
    return IntStream.range(0, bits.bits().size() * 8)
        .filter(bits::has)
        .mapToObj(bit -> bit < NAMES.size() ? NAMES.get(bit) : "bit " + bit)
        .toList();
  }

  @Override
  public String toString() {
    return String.join(", ", names());
  }
}
