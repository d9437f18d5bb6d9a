package org.rdpdoctor.dialogue;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.Alert;
import org.rdpdoctor.wire.tls.AlertDescription;
import org.rdpdoctor.wire.tls.AlertLevel;
import org.rdpdoctor.wire.tls.CertificateMessage;
import org.rdpdoctor.wire.tls.CertificateRequest;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.tls.KeyShareEntry;
import org.rdpdoctor.wire.tls.NamedGroup;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.tls.ServerHelloDone;
import org.rdpdoctor.wire.tls.ServerKeyExchange;
import org.rdpdoctor.wire.tls.SignatureScheme;
import org.rdpdoctor.wire.tls.TlsRecord;
import org.rdpdoctor.wire.tls.TlsVersion;

/// What TLS servers say in plain text.
final class ServerFlight {
  private static final Bytes RANDOM = Bytes.copyOf(new byte[32]);
  private static final CipherSuite SUITE_13 = CipherSuite.named("TLS_AES_256_GCM_SHA384");

  static final Bytes HELLO_12 =
      new ServerHello(
              TlsVersion.TLS12,
              RANDOM,
              Bytes.EMPTY,
              CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
              0,
              List.of(Extension.RENEGOTIATION_INFO))
          .encode();

  static final Bytes CERTIFICATE =
      new CertificateMessage(
              List.of(Fixture.certificate("issued"), Fixture.certificate("authority")))
          .encode();

  static final Bytes KEY_EXCHANGE =
      new ServerKeyExchange(
              new ServerKeyExchange.EllipticCurve(NamedGroup.SECP384R1, Bytes.copyOf(new byte[97])),
              Optional.of(new SignatureScheme(0x0804)),
              Bytes.copyOf(new byte[256]))
          .encode();

  static final Bytes CERTIFICATE_REQUEST =
      new CertificateRequest(List.of(1, 64), List.of(new SignatureScheme(0x0804)), List.of())
          .encode();

  static final Bytes HELLO_DONE = new ServerHelloDone().encode();

  static final Bytes HELLO_13 =
      new ServerHello(
              TlsVersion.TLS12,
              RANDOM,
              RANDOM,
              SUITE_13,
              0,
              List.of(
                  new Extension.SelectedVersion(TlsVersion.TLS13),
                  new Extension.KeyShareServerHello(new KeyShareEntry(NamedGroup.X25519, RANDOM))))
          .encode();

  static final Bytes HELLO_RETRY =
      new ServerHello(
              TlsVersion.TLS12,
              ServerHello.HELLO_RETRY_REQUEST,
              RANDOM,
              SUITE_13,
              0,
              List.of(
                  new Extension.SelectedVersion(TlsVersion.TLS13),
                  new Extension.KeyShareHelloRetryRequest(NamedGroup.SECP256R1)))
          .encode();

  /// A server from before TLS: no extensions, no key exchange message.
  static final Bytes SSL3 =
      new TlsRecord(
              ContentType.HANDSHAKE,
              TlsVersion.SSL3,
              new ServerHello(
                      TlsVersion.SSL3,
                      RANDOM,
                      RANDOM,
                      CipherSuite.named("TLS_RSA_WITH_RC4_128_MD5"),
                      0,
                      List.of())
                  .encode()
                  .plus(new CertificateMessage(List.of(Fixture.certificate("weak"))).encode())
                  .plus(HELLO_DONE))
          .encode();

  private ServerFlight() {}

  static Bytes inOneRecord(Bytes... messages) {
    Bytes all = Bytes.EMPTY;
    for (Bytes message : messages) {
      all = all.plus(message);
    }
    return record(ContentType.HANDSHAKE, all);
  }

  static Bytes inRecordsOf(int size, Bytes messages) {
    Bytes records = Bytes.EMPTY;
    for (int at = 0; at < messages.size(); at += size) {
      Bytes part = messages.slice(at, Math.min(at + size, messages.size()));
      records = records.plus(record(ContentType.HANDSHAKE, part));
    }
    return records;
  }

  static Bytes record(ContentType type, Bytes fragment) {
    return new TlsRecord(type, TlsVersion.TLS12, fragment).encode();
  }

  static Bytes alert(AlertLevel level, int code) {
    return new Alert(level, new AlertDescription(code)).encodeRecord(TlsVersion.TLS12);
  }
}
