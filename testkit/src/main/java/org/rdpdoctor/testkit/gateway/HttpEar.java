package org.rdpdoctor.testkit.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.http.HttpHead;
import org.rdpdoctor.wire.http.HttpRequest;

/// Hears requests, and what stands behind them.
final class HttpEar {
  private static final int MOST_AT_ONCE = 64 * 1024;

  private final InputStream in;
  private Bytes rest = Bytes.EMPTY;

  HttpEar(InputStream in) {
    this.in = in;
  }

  /// The head of the next request; nothing at the end of the connection.
  Optional<HttpRequest> request() throws IOException, DecodeException {
    OptionalInt end = HttpHead.end(rest);
    while (end.isEmpty()) {
      Bytes heard = read();
      if (heard.isEmpty()) {
        return Optional.empty();
      }
      rest = rest.plus(heard);
      end = HttpHead.end(rest);
    }
    HttpRequest request = HttpRequest.decode(rest.first(end.getAsInt()));
    rest = rest.from(end.getAsInt());
    return Optional.of(request);
  }

  /// What comes next, whatever it is; empty at the end of the connection.
  Bytes more() throws IOException {
    Bytes next = rest.isEmpty() ? read() : rest;
    rest = Bytes.EMPTY;
    return next;
  }

  /// Leaves out so many bytes, or as many as there are.
  void skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      Bytes heard = more();
      if (heard.isEmpty()) {
        return;
      }
      int skipped = (int) Math.min(left, heard.size());
      rest = heard.from(skipped);
      left -= skipped;
    }
  }

  private Bytes read() throws IOException {
    byte[] buffer = new byte[MOST_AT_ONCE];
    int count = in.read(buffer);
    return count <= 0 ? Bytes.EMPTY : Bytes.copyOf(buffer, 0, count);
  }
}
