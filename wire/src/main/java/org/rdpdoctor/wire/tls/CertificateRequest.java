package org.rdpdoctor.wire.tls;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// CertificateRequest, up to TLS 1.2: the server wants the client to have a certificate too.
///
/// `supportedSignatureAlgorithms` came with TLS 1.2: from older servers it is empty. An entry of
/// `certificateAuthorities` is a distinguished name in DER.
@SpecifiedIn("RFC 5246 7.4.4")
public record CertificateRequest(
    List<Integer> certificateTypes,
    List<SignatureScheme> supportedSignatureAlgorithms,
    List<Bytes> certificateAuthorities)
    implements HandshakeMessage {
  public CertificateRequest {
    certificateTypes = List.copyOf(certificateTypes);
    supportedSignatureAlgorithms = List.copyOf(supportedSignatureAlgorithms);
    certificateAuthorities = List.copyOf(certificateAuthorities);
  }

  public static CertificateRequest decode(Bytes message, TlsVersion version)
      throws DecodeException {
    WireReader in = Handshake.open(message, HandshakeType.CERTIFICATE_REQUEST);
    WireReader types = in.part("certificate_types", in.u8("certificate_types length"));
    var certificateTypes = new ArrayList<Integer>();
    while (!types.isEmpty()) {
      certificateTypes.add(types.u8("ClientCertificateType"));
    }
    List<SignatureScheme> algorithms = List.of();
    if (!version.isBefore(TlsVersion.TLS12)) {
      algorithms =
          Extensions.numbers(
              in.part("supported_signature_algorithms", in.u16be("algorithms length")),
              SignatureScheme::new);
    }
    WireReader names = in.part("certificate_authorities", in.u16be("authorities length"));
    var authorities = new ArrayList<Bytes>();
    while (!names.isEmpty()) {
      authorities.add(names.bytes("DistinguishedName", names.u16be("DistinguishedName length")));
    }
    return new CertificateRequest(certificateTypes, algorithms, authorities);
  }

  @Override
  public Bytes encode() {
    var types = new WireWriter();
    certificateTypes.forEach(types::u8);
    var body = new WireWriter().u8Prefixed(types.toBytes());
    if (!supportedSignatureAlgorithms.isEmpty()) {
      var algorithms = new WireWriter();
      supportedSignatureAlgorithms.forEach(scheme -> algorithms.u16be(scheme.value()));
      body.u16bePrefixed(algorithms.toBytes());
    }
    var names = new WireWriter();
    certificateAuthorities.forEach(names::u16bePrefixed);
    body.u16bePrefixed(names.toBytes());
    return new Handshake(HandshakeType.CERTIFICATE_REQUEST, body.toBytes()).encode();
  }
}
