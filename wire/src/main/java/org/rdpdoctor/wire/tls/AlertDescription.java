package org.rdpdoctor.wire.tls;

import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;

/// The `AlertDescription`: why a peer ends the connection; unknown numbers are kept.
@SpecifiedIn("RFC 8446 6")
public record AlertDescription(int value) {
  public static final AlertDescription CLOSE_NOTIFY = new AlertDescription(0);
  public static final AlertDescription UNEXPECTED_MESSAGE = new AlertDescription(10);
  public static final AlertDescription HANDSHAKE_FAILURE = new AlertDescription(40);
  public static final AlertDescription CERTIFICATE_EXPIRED = new AlertDescription(45);
  public static final AlertDescription ILLEGAL_PARAMETER = new AlertDescription(47);
  public static final AlertDescription UNKNOWN_CA = new AlertDescription(48);
  public static final AlertDescription ACCESS_DENIED = new AlertDescription(49);
  public static final AlertDescription DECODE_ERROR = new AlertDescription(50);
  public static final AlertDescription DECRYPT_ERROR = new AlertDescription(51);
  public static final AlertDescription PROTOCOL_VERSION = new AlertDescription(70);
  public static final AlertDescription INSUFFICIENT_SECURITY = new AlertDescription(71);
  public static final AlertDescription INTERNAL_ERROR = new AlertDescription(80);
  public static final AlertDescription MISSING_EXTENSION = new AlertDescription(109);
  public static final AlertDescription UNRECOGNIZED_NAME = new AlertDescription(112);
  public static final AlertDescription CERTIFICATE_REQUIRED = new AlertDescription(116);

  // IANA "TLS Alerts", with the names of the RFC that defined each; numbers in hex.
  private static final Map<Integer, String> NAMES =
      Names.of(
          """
          00 close_notify  01 end_of_early_data  0A unexpected_message  14 bad_record_mac
          15 decryption_failed  16 record_overflow  1E decompression_failure
          28 handshake_failure  29 no_certificate  2A bad_certificate
          2B unsupported_certificate  2C certificate_revoked  2D certificate_expired
          2E certificate_unknown  2F illegal_parameter  30 unknown_ca  31 access_denied
          32 decode_error  33 decrypt_error  34 too_many_cids_requested
          3C export_restriction  46 protocol_version  47 insufficient_security
          50 internal_error  56 inappropriate_fallback  5A user_canceled
          64 no_renegotiation  6D missing_extension  6E unsupported_extension
          6F certificate_unobtainable  70 unrecognized_name
          71 bad_certificate_status_response  72 bad_certificate_hash_value
          73 unknown_psk_identity  74 certificate_required  75 general_error
          78 no_application_protocol  79 ech_required
          """);

  public boolean isKnown() {
    return NAMES.containsKey(value);
  }

  /// The name as the RFC spells it, such as `handshake_failure`, or `alert 255`.
  @Override
  public String toString() {
    return NAMES.getOrDefault(value, "alert " + value);
  }
}
