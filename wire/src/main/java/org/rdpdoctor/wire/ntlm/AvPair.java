package org.rdpdoctor.wire.ntlm;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;

/// `AV_PAIR`: one thing that a server tells about itself.
@SpecifiedIn("MS-NLMP 2.2.2.1")
public record AvPair(AvId avId, Bytes value) {
  public static AvPair text(AvId avId, String text) {
    return new AvPair(avId, Bytes.utf16le(text));
  }
}
