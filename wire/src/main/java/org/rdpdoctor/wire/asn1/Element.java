package org.rdpdoctor.wire.asn1;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;

/// Any element: its identifier octet, its contents, and the whole of it as it stands.
@SpecifiedIn("X.690 8.1")
public record Element(int tag, Bytes contents, Bytes encoded) {
  /// The contents as text, if the tag is that of a string type.
  public Optional<String> text() {
    return Strings.decode(this);
  }
}
