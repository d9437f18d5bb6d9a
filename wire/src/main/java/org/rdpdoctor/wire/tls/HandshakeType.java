package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.SpecifiedIn;

/// The `HandshakeType`; unknown numbers are kept.
@SpecifiedIn("RFC 8446 4")
public record HandshakeType(int value) {
  public static final HandshakeType HELLO_REQUEST = new HandshakeType(0);
  public static final HandshakeType CLIENT_HELLO = new HandshakeType(1);
  public static final HandshakeType SERVER_HELLO = new HandshakeType(2);
  public static final HandshakeType HELLO_VERIFY_REQUEST = new HandshakeType(3);
  public static final HandshakeType NEW_SESSION_TICKET = new HandshakeType(4);
  public static final HandshakeType ENCRYPTED_EXTENSIONS = new HandshakeType(8);
  public static final HandshakeType CERTIFICATE = new HandshakeType(11);
  public static final HandshakeType SERVER_KEY_EXCHANGE = new HandshakeType(12);
  public static final HandshakeType CERTIFICATE_REQUEST = new HandshakeType(13);
  public static final HandshakeType SERVER_HELLO_DONE = new HandshakeType(14);
  public static final HandshakeType CERTIFICATE_VERIFY = new HandshakeType(15);
  public static final HandshakeType CLIENT_KEY_EXCHANGE = new HandshakeType(16);
  public static final HandshakeType FINISHED = new HandshakeType(20);
  public static final HandshakeType CERTIFICATE_STATUS = new HandshakeType(22);

  @Override
  public String toString() {
    return switch (value) {
      case 0 -> "hello_request";
      case 1 -> "client_hello";
      case 2 -> "server_hello";
      case 3 -> "hello_verify_request";
      case 4 -> "new_session_ticket";
      case 5 -> "end_of_early_data";
      case 6 -> "hello_retry_request";
      case 8 -> "encrypted_extensions";
      case 11 -> "certificate";
      case 12 -> "server_key_exchange";
      case 13 -> "certificate_request";
      case 14 -> "server_hello_done";
      case 15 -> "certificate_verify";
      case 16 -> "client_key_exchange";
      case 20 -> "finished";
      case 21 -> "certificate_url";
      case 22 -> "certificate_status";
      case 23 -> "supplemental_data";
      case 24 -> "key_update";
      case 25 -> "compressed_certificate";
      default -> "handshake type " + value;
    };
  }
}
