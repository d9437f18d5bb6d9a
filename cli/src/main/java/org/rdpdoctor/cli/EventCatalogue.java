package org.rdpdoctor.cli;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.KnowledgeText;
import org.rdpdoctor.diagnosis.events.EventBook;
import org.rdpdoctor.diagnosis.events.KnownEvent;
import org.rdpdoctor.facts.EventMeaning;
import org.rdpdoctor.reader.eventlog.attempts.EventKnowledge;

/// What the project knows of events and codes, for the reader of logs.
record EventCatalogue(EventBook events, CodeBook codes) implements EventKnowledge {

  static EventCatalogue load(KnowledgeText knowledge) {
    return new EventCatalogue(EventBook.load(knowledge), CodeBook.load(knowledge));
  }

  @Override
  public Optional<EventMeaning> meaning(String provider, int event) {
    return events.find(provider, event).map(KnownEvent::meaning);
  }

  @Override
  public Optional<KnownCode> code(List<String> families, String code) {
    long value;
    try {
      value = Long.decode(code);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
    return families.stream()
        .map(family -> codes.find(family, value))
        .flatMap(Optional::stream)
        .findFirst()
        .map(
            found ->
                new KnownCode(
                    found.family(), found.code(), found.name(), found.meaning(), found.layer()));
  }
}
