package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.SpecifiedIn;

/// The `ContentType` of a record: what its fragment holds.
@SpecifiedIn("RFC 8446 5.1")
public record ContentType(int value) {
  public static final ContentType CHANGE_CIPHER_SPEC = new ContentType(20);
  public static final ContentType ALERT = new ContentType(21);
  public static final ContentType HANDSHAKE = new ContentType(22);
  public static final ContentType APPLICATION_DATA = new ContentType(23);
  public static final ContentType HEARTBEAT = new ContentType(24);

  /// True for the types that a peer may send; anything else is not TLS.
  public boolean isKnown() {
    return value >= CHANGE_CIPHER_SPEC.value && value <= HEARTBEAT.value;
  }

  @Override
  public String toString() {
    return switch (value) {
      case 20 -> "change_cipher_spec";
      case 21 -> "alert";
      case 22 -> "handshake";
      case 23 -> "application_data";
      case 24 -> "heartbeat";
      default -> "content type " + value;
    };
  }
}
