package org.rdpdoctor.report.site;

import java.util.List;
import org.rdpdoctor.diagnosis.events.EventBook;
import org.rdpdoctor.diagnosis.events.KnownEvent;
import org.rdpdoctor.facts.EventMeaning;

/// A page for every event.
final class EventTopics {
  private EventTopics() {}

  static void addTo(Topics topics, EventBook book) {
    for (KnownEvent event : book.all()) {
      EventMeaning meaning = event.meaning();
      topics.add(
          new Topic(
              Kind.EVENT,
              "events/" + Topic.slug(meaning.provider()) + "/" + meaning.event() + ".html",
              meaning.event() + " " + shortened(meaning.provider()),
              meaning.meaning(),
              meaning.layer(),
              List.of(
                  meaning.name(), "event " + meaning.event(), meaning.provider(), event.channel()),
              List.of((long) meaning.event()),
              rank(meaning.kind())),
          id(event));
    }
  }

  static String id(KnownEvent event) {
    return event.meaning().provider() + " " + event.meaning().event();
  }

  /// The name of a provider without what nearly all names begin with.
  static String shortened(String provider) {
    String rest = provider.replaceFirst("^Microsoft-Windows-", "");
    return rest.isEmpty() ? provider : rest;
  }

  /// People search for what went wrong.
  private static int rank(EventMeaning.Kind kind) {
    return switch (kind) {
      case FAILURE -> 20;
      case LOOK_ALIKE -> 21;
      case CHANGE -> 22;
      case STEP, SUCCESS -> 23;
    };
  }
}
