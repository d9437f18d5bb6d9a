package org.rdpdoctor.wire.tls;

import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;

/// An `ExtensionType`; unknown numbers are kept.
@SpecifiedIn("RFC 8446 4.2")
public record ExtensionType(int value) {
  public static final ExtensionType SERVER_NAME = new ExtensionType(0);
  public static final ExtensionType STATUS_REQUEST = new ExtensionType(5);
  public static final ExtensionType SUPPORTED_GROUPS = new ExtensionType(10);
  public static final ExtensionType EC_POINT_FORMATS = new ExtensionType(11);
  public static final ExtensionType SIGNATURE_ALGORITHMS = new ExtensionType(13);
  public static final ExtensionType ALPN = new ExtensionType(16);
  public static final ExtensionType PADDING = new ExtensionType(21);
  public static final ExtensionType EXTENDED_MASTER_SECRET = new ExtensionType(23);
  public static final ExtensionType SESSION_TICKET = new ExtensionType(35);
  public static final ExtensionType SUPPORTED_VERSIONS = new ExtensionType(43);
  public static final ExtensionType COOKIE = new ExtensionType(44);
  public static final ExtensionType PSK_KEY_EXCHANGE_MODES = new ExtensionType(45);
  public static final ExtensionType POST_HANDSHAKE_AUTH = new ExtensionType(49);
  public static final ExtensionType KEY_SHARE = new ExtensionType(51);
  public static final ExtensionType RENEGOTIATION_INFO = new ExtensionType(0xFF01);

  // IANA "TLS ExtensionType Values"; numbers in hex.
  private static final Map<Integer, String> NAMES =
      Names.of(
          """
          00 server_name  01 max_fragment_length  02 client_certificate_url
          03 trusted_ca_keys  04 truncated_hmac  05 status_request  06 user_mapping
          07 client_authz  08 server_authz  09 cert_type  0A supported_groups
          0B ec_point_formats  0C srp  0D signature_algorithms  0E use_srtp  0F heartbeat
          10 application_layer_protocol_negotiation  11 status_request_v2
          12 signed_certificate_timestamp  13 client_certificate_type
          14 server_certificate_type  15 padding  16 encrypt_then_mac
          17 extended_master_secret  18 token_binding  19 cached_info  1A tls_lts
          1B compress_certificate  1C record_size_limit  1D pwd_protect  1E pwd_clear
          1F password_salt  20 ticket_pinning  21 tls_cert_with_extern_psk
          22 delegated_credential  23 session_ticket  24 TLMSP  25 TLMSP_proxying
          26 TLMSP_delegate  27 supported_ekt_ciphers  29 pre_shared_key  2A early_data
          2B supported_versions  2C cookie  2D psk_key_exchange_modes
          2F certificate_authorities  30 oid_filters  31 post_handshake_auth
          32 signature_algorithms_cert  33 key_share  34 transparency_info
          36 connection_id  37 external_id_hash  38 external_session_id
          39 quic_transport_parameters  3A ticket_request  3B dnssec_chain
          3C sequence_number_encryption_algorithms  3D rrc
          FD00 ech_outer_extensions  FE0D encrypted_client_hello  FF01 renegotiation_info
          """);

  public boolean isKnown() {
    return NAMES.containsKey(value);
  }

  /// The registered name, or the number as `extension 0x1234`.
  @Override
  public String toString() {
    if (Names.isGrease(value)) {
      return "GREASE 0x%04X".formatted(value);
    }
    String name = NAMES.get(value);
    return name != null ? name : "extension 0x%04X".formatted(value);
  }
}
