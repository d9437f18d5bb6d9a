package org.rdpdoctor.dialogue;

import java.time.Duration;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.http.HttpResponse;

/// What an HTTP request met.
public sealed interface HttpMet {
  /// Since the request was said.
  Duration elapsed();

  /// Since the run began.
  Duration at();

  /// An answer.
  ///
  /// @param body the beginning of what followed the head
  /// @param whole whether that is all of it, so that another request may follow on the same
  ///     connection
  /// @param elapsed until the head was whole
  record Answered(HttpResponse head, Bytes body, boolean whole, Duration elapsed, Duration at)
      implements HttpMet {
    /// True for what is made for people: a site that answers everything with its start page, or
    /// with the form of a logon.
    boolean isPage() {
      String type = head.first("Content-Type").orElse("");
      return type.regionMatches(true, 0, "text/html", 0, 9)
          || type.regionMatches(true, 0, "text/plain", 0, 10)
          || body.startsWithAscii("<html")
          || body.startsWithAscii("<!");
    }
  }

  /// An end before an answer was whole.
  ///
  /// @param begun whether any of it had come
  record Ended(Ending how, boolean begun, Duration elapsed, Duration at) implements HttpMet {}

  record Silent(Duration elapsed, Duration at) implements HttpMet {}

  /// Something that is no answer of an HTTP/1 server.
  record Unreadable(String reason, Bytes heard, Duration elapsed, Duration at) implements HttpMet {}
}
