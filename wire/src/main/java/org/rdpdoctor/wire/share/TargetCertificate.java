package org.rdpdoctor.wire.share;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Target Certificate Container, `TARGET_CERTIFICATE_CONTAINER`: the certificate that the server
/// where a client is sent is going to show.
@SpecifiedIn("MS-RDPBCGR 2.2.13.1.2")
public record TargetCertificate(List<Element> elements) {
  private static final int ELEMENT_TYPE_CERTIFICATE = 32;
  private static final int ENCODING_TYPE_ASN1_DER = 1;

  /// Certificate Meta Element, `CERTIFICATE_META_ELEMENT`.
  @SpecifiedIn("MS-RDPBCGR 2.2.13.1.2.1")
  public record Element(int type, int encoding, Bytes elementData) {}

  public TargetCertificate {
    elements = List.copyOf(elements);
  }

  /// A container that holds this certificate and nothing else.
  public static TargetCertificate of(Bytes der) {
    return new TargetCertificate(
        List.of(new Element(ELEMENT_TYPE_CERTIFICATE, ENCODING_TYPE_ASN1_DER, der)));
  }

  public static TargetCertificate decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    var elements = new ArrayList<Element>();
    while (in.remaining() > 0) {
      int type = in.u32le("type");
      int encoding = in.u32le("encoding");
      elements.add(new Element(type, encoding, in.bytes("elementData", in.u32le("elementSize"))));
    }
    return new TargetCertificate(elements);
  }

  public Bytes encode() {
    var out = new WireWriter();
    for (Element element : elements) {
      out.u32le(element.type)
          .u32le(element.encoding)
          .u32le(element.elementData.size())
          .bytes(element.elementData);
    }
    return out.toBytes();
  }

  /// As a redirection carries it: Base64, perhaps over several lines. Nothing if it is none.
  static Optional<TargetCertificate> ofBase64(String text) throws DecodeException {
    try {
      return Optional.of(decode(Bytes.copyOf(Base64.getMimeDecoder().decode(text))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The same to be carried by a redirection.
  public Bytes toBase64() {
    return Bytes.utf16le(Base64.getEncoder().encodeToString(encode().toArray()) + "\0");
  }

  /// The certificate in DER; nothing if there is none.
  public Optional<Bytes> der() {
    return elements.stream()
        .filter(
            each ->
                each.type == ELEMENT_TYPE_CERTIFICATE && each.encoding == ENCODING_TYPE_ASN1_DER)
        .map(Element::elementData)
        .findFirst();
  }
}
