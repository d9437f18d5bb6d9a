package org.rdpdoctor.wire.licensing;

import java.nio.charset.StandardCharsets;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `PRODUCT_INFO`: what the server needs a license for. Both texts keep the NUL they end with.
@SpecifiedIn("MS-RDPELE 2.2.2.1.1")
public record ProductInformation(int dwVersion, String companyName, String productId) {

  static ProductInformation decode(WireReader in) throws DecodeException {
    int version = in.u32le("dwVersion");
    String company = text(in, "CompanyName");
    return new ProductInformation(version, company, text(in, "ProductId"));
  }

  private static String text(WireReader in, String field) throws DecodeException {
    return in.bytes(field, in.u32le("cb" + field)).decode(StandardCharsets.UTF_16LE);
  }

  Bytes encode() {
    Bytes company = Bytes.utf16le(companyName);
    Bytes product = Bytes.utf16le(productId);
    return new WireWriter()
        .u32le(dwVersion)
        .u32le(company.size())
        .bytes(company)
        .u32le(product.size())
        .bytes(product)
        .toBytes();
  }
}
