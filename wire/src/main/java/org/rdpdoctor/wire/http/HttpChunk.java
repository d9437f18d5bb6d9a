package org.rdpdoctor.wire.http;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;

/// A part of a body that is sent in parts.
@SpecifiedIn("RFC 9112 7.1")
public final class HttpChunk {
  private HttpChunk() {}

  /// The chunk that ends a body, and no trailer.
  public static final Bytes LAST = Bytes.ascii("0\r\n\r\n");

  /// These bytes as one chunk; no bytes give [#LAST], since an empty chunk ends the body.
  public static Bytes of(Bytes data) {
    return data.isEmpty()
        ? LAST
        : Bytes.ascii("%X\r\n".formatted(data.size())).plus(data).plus(Bytes.ascii("\r\n"));
  }
}
