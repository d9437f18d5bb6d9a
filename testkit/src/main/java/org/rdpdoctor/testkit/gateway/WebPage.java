package org.rdpdoctor.testkit.gateway;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.http.HttpField;
import org.rdpdoctor.wire.http.HttpResponse;

/// An answer of HTTP that is the same for everybody.
///
/// @param fields beside those that tell the server and the length
public record WebPage(int status, String reason, List<HttpField> fields, String body) {
  public WebPage {
    fields = List.copyOf(fields);
  }

  public static WebPage of(int status, String reason) {
    return new WebPage(status, reason, List.of(), "");
  }

  public WebPage with(String name, String value) {
    var more = new ArrayList<>(fields);
    more.add(new HttpField(name, value));
    return new WebPage(status, reason, more, body);
  }

  public WebPage html(String html) {
    return new WebPage(status, reason, with("Content-Type", "text/html").fields, html);
  }

  /// @param headOnly leaves out the body, but not its length
  Bytes encode(String server, boolean headOnly) {
    var all = new ArrayList<>(fields);
    if (!server.isEmpty()) {
      all.add(new HttpField("Server", server));
    }
    all.add(new HttpField("Content-Length", String.valueOf(Bytes.utf8(body).size())));
    Bytes head = new HttpResponse(status, reason, all).encode();
    return headOnly ? head : head.plus(Bytes.utf8(body));
  }
}
