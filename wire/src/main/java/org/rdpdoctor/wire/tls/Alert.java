package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// An alert in plain text: how a TLS peer says what it does not like.
@SpecifiedIn("RFC 8446 6")
public record Alert(AlertLevel level, AlertDescription description) {
  static final int SIZE = 1 /* level */ + 1 /* description */;

  public static Alert fatal(AlertDescription description) {
    return new Alert(AlertLevel.FATAL, description);
  }

  /// Reads the fragment of an alert record.
  ///
  /// @throws DecodeException if it has not exactly two bytes: an encrypted alert has more
  public static Alert decode(Bytes fragment) throws DecodeException {
    var in = new WireReader(fragment);
    var alert =
        new Alert(new AlertLevel(in.u8("level")), new AlertDescription(in.u8("description")));
    if (!in.isEmpty()) {
      throw in.wrongLength("fragment", 0, fragment.size(), SIZE);
    }
    return alert;
  }

  public Bytes encode() {
    return new WireWriter().u8(level.value()).u8(description.value()).toBytes();
  }

  /// The alert in a record of its own.
  public Bytes encodeRecord(TlsVersion version) {
    return new TlsRecord(ContentType.ALERT, version, encode()).encode();
  }

  @Override
  public String toString() {
    return level + " " + description + " (" + description.value() + ")";
  }
}
