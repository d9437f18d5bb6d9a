package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.report.CaptureReport.Connection;
import org.rdpdoctor.report.CaptureReport.End;
import org.rdpdoctor.report.CaptureReport.Group;
import org.rdpdoctor.report.CaptureReport.Probable;
import org.rdpdoctor.report.CaptureReport.Several;

/// What a capture shows, for programs: version 1, as `docs/capture-1.schema.json` describes it.
///
/// Written while the capture is read, each connection as soon as it is over, so that any number of
/// them takes no memory.
public final class CaptureJson {
  public static final String SCHEMA = "rdpdoctor/capture/1";

  private final JsonGenerator json;

  /// Begins the document.
  ///
  /// @param alone true to give each connection a line of its own; otherwise the whole document is a
  ///     single line, so that several make JSON Lines. Neither ends with a line end
  public CaptureJson(Writer out, String source, Report.Tool tool, boolean alone) {
    json = JsonText.generator(out);
    if (alone) {
      json.setPrettyPrinter(new JsonLines());
    }
    write(
        () -> {
          json.writeStartObject();
          json.writeStringField("schema", SCHEMA);
          json.writeStringField("file", source);
          json.writeObjectFieldStart("tool");
          json.writeStringField("name", tool.name());
          json.writeStringField("version", tool.version());
          json.writeEndObject();
          json.writeArrayFieldStart("connections");
        });
  }

  /// One more connection.
  public void connection(Connection connection, Report report) {
    write(
        () -> {
          json.writeStartObject();
          json.writeNumberField("number", connection.number());
          json.writeStringField("client", connection.client());
          json.writeStringField("server", connection.server());
          json.writeStringField("firstSeen", connection.firstSeen().toString());
          strings("requestedProtocols", connection.requestedProtocols());
          optional("selectedProtocol", connection.selectedProtocol());
          optional("failureCode", connection.failureCode());
          optional("cookie", connection.cookie());
          optional("tlsVersion", connection.tlsVersion());
          optional("certificateSubject", connection.certificateSubject());
          json.writeStringField("endedBy", connection.endedBy());
          optional("endedWith", connection.endedWith());
          json.writeFieldName("report");
          JsonReport.write(json, report);
          json.writeEndObject();
        });
  }

  /// Ends the document with what is true of all connections together.
  public void end(CaptureReport whole) {
    write(
        () -> {
          json.writeEndArray();
          json.writeNumberField("packets", whole.packets());
          optional("firstPacket", whole.first().map(Instant::toString));
          optional("lastPacket", whole.last().map(Instant::toString));
          json.writeNumberField("elapsedMillis", whole.elapsed().toMillis());
          json.writeStringField("verdict", whole.verdict().id());
          json.writeNumberField("otherConversations", whole.others());
          json.writeArrayFieldStart("groups");
          for (Group group : whole.groups()) {
            group(group);
          }
          json.writeEndArray();
          strings("notes", whole.notes());
          json.writeEndObject();
          json.flush();
        });
  }

  private void group(Group group) throws IOException {
    json.writeStartObject();
    json.writeNumberField("count", group.count());
    json.writeStringField("verdict", group.verdict().id());
    optional("layer", group.layer().map(Layer::id));
    json.writeStringField("break", group.broken());
    json.writeStringField("title", group.title());
    optional("cause", group.cause().map(Probable::id));
    several("clients", group.clients());
    several("servers", group.servers());
    json.writeStringField("first", group.first().toString());
    json.writeStringField("last", group.last().toString());
    json.writeArrayFieldStart("ends");
    for (End end : group.ends()) {
      json.writeStartObject();
      json.writeStringField("endedBy", end.by());
      optional("endedWith", Optional.of(end.with()).filter(with -> !with.isEmpty()));
      json.writeNumberField("count", end.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("example", group.example());
    json.writeEndObject();
  }

  private void several(String name, Several several) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("count", several.count());
    json.writeBooleanField("atLeast", several.atLeast());
    strings("some", several.some());
    json.writeEndObject();
  }

  private void strings(String name, List<String> elements) throws IOException {
    json.writeArrayFieldStart(name);
    for (String element : elements) {
      json.writeString(element);
    }
    json.writeEndArray();
  }

  private void optional(String name, Optional<String> value) throws IOException {
    json.writeFieldName(name);
    if (value.isPresent()) {
      json.writeString(value.get());
    } else {
      json.writeNull();
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException("the output cannot be written", e);
    }
  }
}
