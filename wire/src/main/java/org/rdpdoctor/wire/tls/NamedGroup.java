package org.rdpdoctor.wire.tls;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdpdoctor.wire.SpecifiedIn;

/// A `NamedGroup`: an elliptic curve, a finite field or a hybrid to exchange keys with. Unknown
/// numbers are kept.
@SpecifiedIn("RFC 8446 4.2.7")
public record NamedGroup(int value) {
  public static final NamedGroup SECP256R1 = new NamedGroup(0x0017);
  public static final NamedGroup SECP384R1 = new NamedGroup(0x0018);
  public static final NamedGroup SECP521R1 = new NamedGroup(0x0019);
  public static final NamedGroup X25519 = new NamedGroup(0x001D);
  public static final NamedGroup X448 = new NamedGroup(0x001E);
  public static final NamedGroup FFDHE2048 = new NamedGroup(0x0100);
  public static final NamedGroup X25519MLKEM768 = new NamedGroup(0x11EC);

  // IANA "TLS Supported Groups"; the last lines are reserved numbers and drafts that peers do send.
  private static final Map<Integer, String> NAMES =
      Names.of(
          """
          0001 sect163k1  0002 sect163r1  0003 sect163r2  0004 sect193r1  0005 sect193r2
          0006 sect233k1  0007 sect233r1  0008 sect239k1  0009 sect283k1  000A sect283r1
          000B sect409k1  000C sect409r1  000D sect571k1  000E sect571r1  000F secp160k1
          0010 secp160r1  0011 secp160r2  0012 secp192k1  0013 secp192r1  0014 secp224k1
          0015 secp224r1  0016 secp256k1  0017 secp256r1  0018 secp384r1  0019 secp521r1
          001A brainpoolP256r1  001B brainpoolP384r1  001C brainpoolP512r1
          001D x25519  001E x448
          001F brainpoolP256r1tls13  0020 brainpoolP384r1tls13  0021 brainpoolP512r1tls13
          0022 GC256A  0023 GC256B  0024 GC256C  0025 GC256D
          0026 GC512A  0027 GC512B  0028 GC512C  0029 curveSM2
          0100 ffdhe2048  0101 ffdhe3072  0102 ffdhe4096  0103 ffdhe6144  0104 ffdhe8192
          0200 MLKEM512  0201 MLKEM768  0202 MLKEM1024
          11EB SecP256r1MLKEM768  11EC X25519MLKEM768  11ED SecP384r1MLKEM1024
          11EE curveSM2MLKEM768
          6399 X25519Kyber768Draft00  639A SecP256r1Kyber768Draft00
          FF01 arbitrary_explicit_prime_curves  FF02 arbitrary_explicit_char2_curves
          """);

  private static final Pattern SIZE = Pattern.compile("(?:sec[pt]|brainpoolP|ffdhe|GC|x)(\\d+)");

  /// The group that is registered under this name.
  public static Optional<NamedGroup> named(String name) {
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(entry -> new NamedGroup(entry.getKey()))
        .findFirst();
  }

  public boolean isKnown() {
    return NAMES.containsKey(value);
  }

  /// The size of the curve or of the prime; absent for hybrids and unknown groups.
  public OptionalInt bits() {
    Matcher size = SIZE.matcher(toString());
    return size.lookingAt() ? OptionalInt.of(Integer.parseInt(size.group(1))) : OptionalInt.empty();
  }

  /// The registered name, or the number as `group 0x1234`.
  @Override
  public String toString() {
    if (Names.isGrease(value)) {
      return "GREASE 0x%04X".formatted(value);
    }
    String name = NAMES.get(value);
    return name != null ? name : "group 0x%04X".formatted(value);
  }
}
