package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;

/// Everything that may stand in plain text in a handshake.
@SpecifiedIn("RFC 5246 7.4")
public sealed interface HandshakeMessage
    permits ClientHello,
        ServerHello,
        CertificateMessage,
        ServerKeyExchange,
        CertificateRequest,
        ServerHelloDone,
        HandshakeMessage.Other {
  /// The message with its header, as it stands in the fragments of its records.
  Bytes encode();

  /// A message of another kind, known (`certificate_status`) or not.
  @SpecifiedIn("RFC 8446 4")
  record Other(Handshake message) implements HandshakeMessage {
    @Override
    public Bytes encode() {
      return message.encode();
    }
  }

  /// Some messages mean something only in the light of the server's hello: `version` and `suite`
  /// are what it chose.
  static HandshakeMessage decode(Bytes message, TlsVersion version, CipherSuite suite)
      throws DecodeException {
    Handshake handshake = Handshake.decode(message);
    return switch (handshake.type().value()) {
      case 1 -> ClientHello.decode(message);
      case 2 -> ServerHello.decode(message);
      case 11 -> CertificateMessage.decode(message);
      case 12 -> ServerKeyExchange.decode(message, version, suite);
      case 13 -> CertificateRequest.decode(message, version);
      case 14 -> ServerHelloDone.decode(message);
      default -> new Other(handshake);
    };
  }
}
