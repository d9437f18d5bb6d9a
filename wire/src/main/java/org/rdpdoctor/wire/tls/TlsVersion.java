package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.SpecifiedIn;

/// A `ProtocolVersion`. Every value is legal; one without a name is shown as hex.
@SpecifiedIn("RFC 8446 4.2.1")
public record TlsVersion(int value) implements Comparable<TlsVersion> {
  public static final TlsVersion SSL2 = new TlsVersion(0x0002);
  public static final TlsVersion SSL3 = new TlsVersion(0x0300);
  public static final TlsVersion TLS10 = new TlsVersion(0x0301);
  public static final TlsVersion TLS11 = new TlsVersion(0x0302);
  public static final TlsVersion TLS12 = new TlsVersion(0x0303);
  public static final TlsVersion TLS13 = new TlsVersion(0x0304);

  /// Numbers of DTLS count down; they are comparable with each other only in that sense.
  public static final TlsVersion DTLS10 = new TlsVersion(0xFEFF);

  public static final TlsVersion DTLS12 = new TlsVersion(0xFEFD);
  private static final TlsVersion DTLS13 = new TlsVersion(0xFEFC);

  /// The high byte of every TLS 1.3 draft version; the low byte is the number of the draft.
  private static final int DRAFT = 0x7F;

  public boolean isDtls() {
    return value >> 8 == DtlsRecord.MAJOR_VERSION;
  }

  /// True from TLS 1.3 on, drafts included: the server encrypts all that follows its hello.
  public boolean encryptsHandshake() {
    return isDtls() ? value <= DTLS13.value : value >= TLS13.value;
  }

  public boolean isBefore(TlsVersion other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(TlsVersion other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return switch (value) {
      case 0x0002 -> "SSL 2.0";
      case 0x0300 -> "SSL 3.0";
      case 0x0301 -> "TLS 1.0";
      case 0x0302 -> "TLS 1.1";
      case 0x0303 -> "TLS 1.2";
      case 0x0304 -> "TLS 1.3";
      case 0xFEFF -> "DTLS 1.0";
      case 0xFEFD -> "DTLS 1.2";
      case 0xFEFC -> "DTLS 1.3";
      default ->
          value >> 8 == DRAFT
              ? "TLS 1.3 draft " + (value & 0xFF)
              : "TLS version 0x%04X".formatted(value);
    };
  }
}
