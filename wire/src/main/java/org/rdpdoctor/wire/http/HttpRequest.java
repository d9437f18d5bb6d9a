package org.rdpdoctor.wire.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;

/// The head of a request. What stands in the record is what goes on the wire: no field is added in
/// secret.
///
/// @param target as it stands in the request line: a path, or `host:port` for CONNECT
/// @param version as it stands in the request line, such as `HTTP/1.1`
@SpecifiedIn("RFC 9112 3")
public record HttpRequest(String method, String target, List<HttpField> fields, String version) {
  public static final String HTTP_1_1 = "HTTP/1.1";

  private static final String LINE = "request-line";

  public HttpRequest {
    if (!isWord(method) || !isWord(target) || !HttpHead.isVersion(version)) {
      throw new IllegalArgumentException(
          "no request line: " + method + " " + target + " " + version);
    }
    fields = List.copyOf(fields);
  }

  public HttpRequest(String method, String target, List<HttpField> fields) {
    this(method, target, fields, HTTP_1_1);
  }

  /// A request without any field.
  public static HttpRequest of(String method, String target) {
    return new HttpRequest(method, target, List.of());
  }

  /// Adds a field behind the others.
  public HttpRequest with(String name, String value) {
    var more = new ArrayList<>(fields);
    more.add(new HttpField(name, value));
    return new HttpRequest(method, target, more, version);
  }

  /// The value of the first field with this name.
  public Optional<String> first(String name) {
    return HttpField.first(fields, name);
  }

  /// The values of all fields with this name, in their order.
  public List<String> all(String name) {
    return HttpField.all(fields, name);
  }

  /// What follows the head: a request has no body unless it says so.
  public HttpBody body() {
    HttpBody body = HttpBody.framed(fields);
    return body instanceof HttpBody.UntilClose ? new HttpBody.None() : body;
  }

  /// Reads a whole head, its empty line included; what stands behind that is not looked at.
  public static HttpRequest decode(Bytes head) throws DecodeException {
    HttpHead read = HttpHead.read(head);
    HttpHead.Line line = read.first();
    String[] words = line.text().strip().split(" +", -1);
    if (words.length != 3 || !isWord(words[0]) || !HttpHead.isVersion(words[2])) {
      throw HttpHead.malformed(LINE, line.offset(), "not a method, a target and a version");
    }
    return new HttpRequest(words[0], words[1], read.fields(), words[2]);
  }

  public Bytes encode() {
    return HttpHead.write(method + " " + target + " " + version, fields);
  }

  private static boolean isWord(String text) {
    return !text.isEmpty() && text.indexOf(' ') < 0 && !HttpField.breaksLine(text);
  }
}
