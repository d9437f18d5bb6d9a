package org.rdpdoctor.wire.http;

import java.util.List;
import java.util.Set;
import org.rdpdoctor.wire.SpecifiedIn;

/// How one can tell where a message's body ends.
@SpecifiedIn("RFC 9112 6.3")
public sealed interface HttpBody {

  /// There is none: the next byte belongs to something else.
  record None() implements HttpBody {}

  /// It has this many bytes. An OUT channel of a gateway may announce more than will ever come.
  record Sized(long length) implements HttpBody {}

  /// It is cut into chunks, see [ChunkReader].
  record Chunked() implements HttpBody {}

  /// It ends with the connection.
  record UntilClose() implements HttpBody {}

  /// By the fields alone. Lengths that contradict each other, or are no numbers, count as none:
  /// nothing about such a body can be trusted.
  static HttpBody framed(List<HttpField> fields) {
    List<String> codings = HttpField.words(HttpField.all(fields, "Transfer-Encoding"));
    if (!codings.isEmpty()) {
      return codings.getLast().equals("chunked") ? new Chunked() : new UntilClose();
    }
    var lengths = Set.copyOf(HttpField.words(HttpField.all(fields, "Content-Length")));
    if (lengths.size() != 1 || !HttpHead.isDigits(lengths.iterator().next())) {
      return new UntilClose();
    }
    return new Sized(number(lengths.iterator().next()));
  }

  /// A number too large to count is as good as endless.
  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
