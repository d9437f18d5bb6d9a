package org.rdpdoctor.reader.eventlog.json;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.facts.EventRecord.Origin;
import org.rdpdoctor.reader.eventlog.draft.RecordDraft;
import org.rdpdoctor.reader.eventlog.draft.Times;
import org.rdpdoctor.reader.eventlog.xml.XmlEvents;

/// Knows an event in JSON, whichever [Dialect] it is written in.
final class JsonEvents {
  private static final int DEEPEST = 4;
  private static final Map<String, Integer> LEVELS =
      Map.ofEntries(
          Map.entry("critical", 1),
          Map.entry("error", 2),
          Map.entry("warning", 3),
          Map.entry("information", 4),
          Map.entry("informational", 4),
          Map.entry("info", 4),
          Map.entry("verbose", 5));

  private final RecordDraft draft;
  private final JsonFields fields;
  private final XmlEvents xml;
  private boolean withoutZone;

  JsonEvents(RecordDraft draft) {
    this.draft = draft;
    this.fields = new JsonFields(draft);
    this.xml = new XmlEvents(draft);
  }

  /// The events that an object is or holds.
  static List<Json.Struct> in(Json.Struct object) {
    var found = new ArrayList<Json.Struct>();
    collect(object, found, 0);
    return found;
  }

  private static void collect(Json json, List<Json.Struct> found, int depth) {
    switch (json) {
      case Json.Scalar _, Json.Nothing _ -> {}
      case Json.Array(var items) -> items.forEach(item -> collect(item, found, depth));
      case Json.Struct object -> {
        if (isEvent(object)) {
          found.add(object);
        } else if (depth < DEEPEST) {
          Dialect.AROUND.forEach(path -> collect(object.at(path), found, depth + 1));
        }
      }
    }
  }

  private static boolean isEvent(Json.Struct object) {
    return !part(object, "EventID").isEmpty()
        && !(part(object, "Provider.Name") + part(object, "Channel")).isEmpty();
  }

  /// Whether times without a zone were met: they are taken for UTC.
  boolean isWithoutZone() {
    return withoutZone;
  }

  /// Fills the draft.
  ///
  /// @return empty, or why the event cannot be read
  String read(Json.Struct event) {
    draft.start();
    for (String part : Dialect.PARTS.keySet()) {
      draft.system(part, part(event, part));
    }
    level(event);
    keywords(event);
    time(event);
    return data(event) ? "" : "it has more data than an event can have";
  }

  private static String part(Json.Struct event, String part) {
    for (String path : Dialect.PARTS.getOrDefault(part, List.of())) {
      Optional<String> text = text(event.at(path));
      if (text.isPresent()) {
        return text.get();
      }
    }
    return "";
  }

  private static Optional<String> text(Json json) {
    return switch (json) {
      case Json.Scalar(String text) -> Optional.of(text);
      case Json.Struct object ->
          text(object.at("#text"))
              .or(() -> text(object.at("Value")))
              .or(() -> text(object.at("value")));
      case Json.Array _, Json.Nothing _ -> Optional.empty();
    };
  }

  private void level(Json.Struct event) {
    String words = part(event, "Level").toLowerCase(Locale.ROOT);
    Integer known = LEVELS.get(words);
    if (known != null) {
      draft.level(known);
    }
  }

  private void keywords(Json.Struct event) {
    for (String path : Dialect.PARTS.getOrDefault("Keywords", List.of())) {
      if (event.at(path) instanceof Json.Array(var words)) {
        long bits = 0;
        for (Json word : words) {
          String text = text(word).orElse("");
          bits |= text.equals("Audit Failure") ? Origin.AUDIT_FAILURE : 0;
          bits |= text.equals("Audit Success") ? Origin.AUDIT_SUCCESS : 0;
        }
        draft.keywords(bits);
        return;
      }
    }
  }

  /// NXLog writes the time of the machine that runs it, without its zone; what Logstash adds tells
  /// the zone, since it receives the event in the same moment.
  private void time(Json.Struct event) {
    String time = part(event, "TimeCreated.SystemTime");
    if (Times.isZoned(time)) {
      return;
    }
    Optional<Instant> local = Times.parse(time);
    Optional<Instant> received = text(event.at("EventReceivedTime")).flatMap(Times::parse);
    Optional<Instant> stamped = text(event.at("@timestamp")).flatMap(Times::parse);
    if (local.isPresent() && received.isPresent() && stamped.isPresent()) {
      long minutes = Duration.between(received.get(), stamped.get()).toMinutes();
      draft.timeCreated(local.get().plus(Duration.ofMinutes(Math.round(minutes / 15.0) * 15)));
    } else {
      withoutZone = true;
    }
  }

  private boolean data(Json.Struct event) {
    boolean room = true;
    boolean found = false;
    for (String path : Dialect.DATA) {
      Json data = event.at(path);
      if (data.isNothing()) {
        data = event.under(path);
      }
      found |= !data.isNothing() || event.members().containsKey(path);
      room &= data(data);
    }
    for (String path : Dialect.LOWERED) {
      if (event.at(path) instanceof Json.Struct(var members)) {
        found = true;
        room &= fields.add("", new Json.Struct(capitalised(members)));
      }
    }
    found |= !event.at("Event").isNothing() || !event.at("winlog").isNothing();
    return room && (found || beside(event));
  }

  private boolean data(Json data) {
    if (data.isNothing()) {
      return true;
    }
    if (data instanceof Json.Scalar(String text)) {
      if (text.startsWith("{")) {
        return payload(text);
      }
      return text.startsWith("<") ? xml.addFields(text) : text.isEmpty() || fields.add("", data);
    }
    return fields.add("", data);
  }

  /// EvtxECmd and others write the data as JSON in a text.
  private boolean payload(String text) {
    Optional<Json.Struct> inner = Json.object(text);
    if (inner.isEmpty()) {
      return true;
    }
    boolean room = true;
    boolean found = false;
    for (String name : List.of("EventData", "UserData", "ProcessingErrorData")) {
      Json data = inner.get().at(name);
      found |= !data.isNothing();
      room &= data.isNothing() || fields.add("", data);
    }
    return room && (found || fields.add("", inner.get()));
  }

  private static Map<String, Json> capitalised(Map<String, Json> members) {
    var capitalised = new LinkedHashMap<String, Json>();
    members.forEach(
        (name, value) ->
            capitalised.put(
                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), value));
    return capitalised;
  }

  /// The fields that stand beside the parts of the event.
  private boolean beside(Json.Struct event) {
    boolean room = true;
    for (var member : event.members().entrySet()) {
      if (member.getValue() instanceof Json.Scalar && !Dialect.isNoField(member.getKey())) {
        room &= fields.add(member.getKey(), member.getValue());
      }
    }
    return room;
  }
}
