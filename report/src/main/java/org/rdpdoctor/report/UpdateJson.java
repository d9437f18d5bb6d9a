package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.rdpdoctor.diagnosis.trouble.Trouble;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.diagnosis.updates.KnownUpdate.Machine;

/// Known updates for programs.
final class UpdateJson {
  private final JsonGenerator json;

  UpdateJson(JsonGenerator json) {
    this.json = json;
  }

  /// Those that fit a report; nothing where there are none.
  void troubles(List<Trouble> troubles) throws IOException {
    if (troubles.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("knownTrouble");
    for (Trouble trouble : troubles) {
      json.writeStartObject();
      fields(trouble.update(), trouble.name(), trouble.build());
      json.writeStringField("machine", trouble.machine().id());
      json.writeStringField("certainty", trouble.certainty().id());
      strings("fits", trouble.fits());
      json.writeStringField("because", trouble.because());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Those that were asked for.
  void entries(List<KnownUpdate> updates) throws IOException {
    json.writeArrayFieldStart("updates");
    for (KnownUpdate update : updates) {
      json.writeStartObject();
      fields(update, update.name(), 0);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void fields(KnownUpdate update, String name, int build) throws IOException {
    json.writeStringField("id", update.id());
    json.writeStringField("name", name);
    json.writeStringField("date", update.date().toString());
    json.writeStringField("what", update.what());
    strings("on", update.on().stream().map(Machine::id).toList());
    strings("kb", update.broughtTo(build));
    strings("fixedBy", update.mendedBy(build));
    json.writeStringField("fixed", update.fixed());
    if (update.workaround().isPresent()) {
      json.writeStringField("workaround", update.workaround().get());
    }
    json.writeStringField("confidence", update.confidence());
    strings("sources", update.see());
  }

  private void strings(String name, List<String> elements) throws IOException {
    json.writeArrayFieldStart(name);
    for (String element : elements) {
      json.writeString(element);
    }
    json.writeEndArray();
  }
}
