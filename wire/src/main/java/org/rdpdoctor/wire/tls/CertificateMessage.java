package org.rdpdoctor.wire.tls;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Certificate, in the form of SSL 3.0 to TLS 1.2: the sender's certificates in DER, its own first.
/// The list is as sent: it may be empty, in disorder or without issuers.
@SpecifiedIn("RFC 5246 7.4.2")
public record CertificateMessage(List<Bytes> certificateList) implements HandshakeMessage {
  public CertificateMessage {
    certificateList = List.copyOf(certificateList);
  }

  public static CertificateMessage decode(Bytes message) throws DecodeException {
    WireReader in = Handshake.open(message, HandshakeType.CERTIFICATE);
    WireReader list = in.part("certificate_list", in.u24be("certificate_list length"));
    var certificates = new ArrayList<Bytes>();
    while (!list.isEmpty()) {
      certificates.add(list.bytes("ASN.1Cert", list.u24be("ASN.1Cert length")));
    }
    return new CertificateMessage(certificates);
  }

  @Override
  public Bytes encode() {
    var list = new WireWriter();
    certificateList.forEach(list::u24bePrefixed);
    var body = new WireWriter().u24bePrefixed(list.toBytes()).toBytes();
    return new Handshake(HandshakeType.CERTIFICATE, body).encode();
  }
}
