package org.rdpdoctor.wire.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;

/// The head of an answer. Statuses without a name are legal, and so is any reason phrase, or none.
///
/// @param version as it stands in the status line, such as `HTTP/1.1`
@SpecifiedIn("RFC 9112 4")
public record HttpResponse(int status, String reason, List<HttpField> fields, String version) {
  private static final String LINE = "status-line";

  public HttpResponse {
    if (status < 0 || status > 999) {
      throw new IllegalArgumentException("a status has three digits: " + status);
    }
    if (HttpField.breaksLine(reason) || !HttpHead.isVersion(version)) {
      throw new IllegalArgumentException("no status line: " + version + " … " + reason);
    }
    fields = List.copyOf(fields);
  }

  public HttpResponse(int status, String reason, List<HttpField> fields) {
    this(status, reason, fields, HttpRequest.HTTP_1_1);
  }

  /// An answer without any field.
  public static HttpResponse of(int status, String reason) {
    return new HttpResponse(status, reason, List.of());
  }

  /// Adds a field behind the others.
  public HttpResponse with(String name, String value) {
    var more = new ArrayList<>(fields);
    more.add(new HttpField(name, value));
    return new HttpResponse(status, reason, more, version);
  }

  /// The value of the first field with this name.
  public Optional<String> first(String name) {
    return HttpField.first(fields, name);
  }

  /// The values of all fields with this name, in their order.
  public List<String> all(String name) {
    return HttpField.all(fields, name);
  }

  /// Every way to log on that the server (`WWW-Authenticate`) offers.
  public List<HttpChallenge> challenges() {
    return HttpChallenge.of(all("WWW-Authenticate"));
  }

  /// Every way to log on that a proxy (`Proxy-Authenticate`) offers.
  public List<HttpChallenge> proxyChallenges() {
    return HttpChallenge.of(all("Proxy-Authenticate"));
  }

  /// True if the server means to close the connection behind this answer (RFC 9112 9.3), which ends
  /// a logon that is bound to it.
  public boolean closes() {
    List<String> options = HttpField.words(all("Connection"));
    boolean oldServer = version.equals("HTTP/1.0") || version.equals("HTTP/1");
    return options.contains("close") || oldServer && !options.contains("keep-alive");
  }

  /// What follows the head of this answer to a request with this method (RFC 9112 6.3).
  public HttpBody body(String method) {
    boolean tunnel = method.equals("CONNECT") && status / 100 == 2;
    boolean bodiless = status / 100 == 1 || status == 204 || status == 304;
    return tunnel || bodiless || method.equals("HEAD")
        ? new HttpBody.None()
        : HttpBody.framed(fields);
  }

  /// Reads a whole head, its empty line included; what stands behind that is not looked at.
  public static HttpResponse decode(Bytes head) throws DecodeException {
    HttpHead read = HttpHead.read(head);
    HttpHead.Line line = read.first();
    int space = line.text().indexOf(' ');
    String version = space < 0 ? line.text() : line.text().substring(0, space);
    if (!HttpHead.isVersion(version)) {
      throw HttpHead.malformed(LINE, line.offset(), "no answer of an HTTP/1 server");
    }
    String rest = space < 0 ? "" : line.text().substring(space).strip();
    String code = rest.substring(0, Math.min(3, rest.length()));
    String reason = rest.substring(code.length());
    boolean apart = reason.isEmpty() || HttpHead.isBlank(reason.charAt(0));
    if (code.length() < 3 || !HttpHead.isDigits(code) || !apart) {
      throw HttpHead.malformed(LINE, line.offset(), "without a status of three digits");
    }
    return new HttpResponse(Integer.parseInt(code), reason.strip(), read.fields(), version);
  }

  public Bytes encode() {
    return HttpHead.write("%s %03d %s".formatted(version, status, reason), fields);
  }
}
