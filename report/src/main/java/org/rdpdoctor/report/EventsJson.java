package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.report.EventsReport.Failed;
import org.rdpdoctor.report.EventsReport.News;
import org.rdpdoctor.report.EventsReport.Since;
import org.rdpdoctor.report.EventsReport.Source;
import org.rdpdoctor.report.EventsReport.Tried;

/// What event logs tell, for programs: version 1, as `docs/events-1.schema.json` describes it.
public final class EventsJson {
  public static final String SCHEMA = "rdpdoctor/events/1";

  /// More attempts than anybody reads; the groups count all of them.
  static final int MOST_ATTEMPTS = 10_000;

  private final JsonGenerator json;

  private EventsJson(JsonGenerator json) {
    this.json = json;
  }

  /// One JSON document without a line end behind it.
  public static String render(EventsReport events) {
    return JsonText.of(true, json -> new EventsJson(json).events(events));
  }

  private void events(EventsReport events) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeNumberField("records", events.records());
    json.writeNumberField("damaged", events.damaged());
    time("from", events.first());
    time("to", events.last());
    strings("files", events.files());
    strings("computers", events.computers());
    List<Tried> kept = kept(events.attempts());
    json.writeArrayFieldStart("attempts");
    for (Tried attempt : kept) {
      attempt(attempt);
    }
    json.writeEndArray();
    json.writeNumberField("attemptsLeftOut", events.attempts().size() - kept.size());
    json.writeArrayFieldStart("failures");
    for (Failed group : events.groups()) {
      group(group);
    }
    json.writeEndArray();
    json.writeFieldName("since");
    if (events.since().isPresent()) {
      since(events.since().get());
    } else {
      json.writeNull();
    }
    strings("notes", events.notes());
    json.writeFieldName("report");
    JsonReport.write(json, events.report());
    json.writeEndObject();
  }

  /// The latest ones, if there are too many.
  private static List<Tried> kept(List<Tried> attempts) {
    int from = Math.max(0, attempts.size() - MOST_ATTEMPTS);
    return attempts.subList(from, attempts.size());
  }

  private void attempt(Tried attempt) throws IOException {
    json.writeStartObject();
    json.writeStringField("side", attempt.side());
    text("computer", attempt.computer());
    json.writeStringField("start", attempt.start().toString());
    json.writeStringField("end", attempt.end().toString());
    text("client", attempt.client());
    text("server", attempt.server());
    text("account", attempt.account());
    text("mechanism", attempt.mechanism());
    json.writeStringField("outcome", attempt.outcome());
    layer("reached", attempt.reached());
    layer("broke", attempt.broke());
    text("code", attempt.code());
    text("family", attempt.family());
    text("name", attempt.name());
    text("because", attempt.because());
    json.writeBooleanField("sure", attempt.sure());
    json.writeNumberField("times", attempt.times());
    json.writeNumberField("records", attempt.records());
    json.writeArrayFieldStart("events");
    for (Source source : attempt.sources()) {
      json.writeStartObject();
      json.writeStringField("file", source.file());
      json.writeNumberField("recordId", source.record());
      json.writeStringField("provider", source.provider());
      json.writeNumberField("eventId", source.event());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void group(Failed group) throws IOException {
    json.writeStartObject();
    json.writeNumberField("count", group.count());
    text("client", group.client());
    text("server", group.server());
    layer("broke", group.broke());
    text("code", group.code());
    text("name", group.name());
    text("because", group.because());
    strings("accounts", group.accounts());
    json.writeNumberField("moreAccounts", group.moreAccounts());
    json.writeStringField("first", group.first().toString());
    json.writeStringField("last", group.last().toString());
    json.writeBooleanField("guessed", group.guessed());
    json.writeBooleanField("overcome", group.overcome());
    json.writeEndObject();
  }

  private void since(Since since) throws IOException {
    json.writeStartObject();
    text("computer", since.computer());
    text("account", since.account());
    json.writeStringField("since", since.since().toString());
    json.writeStringField("lastSuccess", since.lastSuccess().toString());
    json.writeNumberField("successesBefore", since.successesBefore());
    json.writeNumberField("failures", since.failures());
    text("failure", since.failure());
    json.writeArrayFieldStart("changes");
    for (News change : since.changes()) {
      json.writeStartObject();
      json.writeStringField("at", change.at().toString());
      json.writeStringField("kind", change.kind());
      json.writeStringField("what", change.what());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void time(String name, Optional<Instant> time) throws IOException {
    text(name, time.map(Instant::toString).orElse(""));
  }

  private void layer(String name, Optional<Layer> layer) throws IOException {
    text(name, layer.map(Layer::id).orElse(""));
  }

  /// Null for what the logs do not have.
  private void text(String name, String text) throws IOException {
    json.writeFieldName(name);
    if (text.isEmpty()) {
      json.writeNull();
    } else {
      json.writeString(text);
    }
  }

  private void strings(String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
