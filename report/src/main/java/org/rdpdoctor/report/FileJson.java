package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.diagnosis.rdpfile.Finding;
import org.rdpdoctor.diagnosis.rdpfile.Property;
import org.rdpdoctor.diagnosis.rdpfile.PropertyBook;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.ConnectionFile.Endpoint;
import org.rdpdoctor.facts.FileLine;
import org.rdpdoctor.facts.FileSetting;
import org.rdpdoctor.facts.FileSignature;
import org.rdpdoctor.facts.FileSignature.Computed;
import org.rdpdoctor.facts.FileSignature.Incomplete;
import org.rdpdoctor.facts.FileSignature.Signer;
import org.rdpdoctor.facts.FileSignature.Unreadable;
import org.rdpdoctor.facts.FileSignature.Unsigned;

/// What an .rdp file says and what is odd in it, for programs: versions 1.
public final class FileJson {
  public static final String SCHEMA = "rdpdoctor/rdpfile/1";
  public static final String LINT_SCHEMA = "rdpdoctor/rdpfile-lint/1";

  private final JsonGenerator json;
  private final PropertyBook book;

  private FileJson(JsonGenerator json, PropertyBook book) {
    this.json = json;
    this.book = book;
  }

  /// The findings of one file, without a line end.
  public static String findings(String name, List<Finding> findings, boolean pretty) {
    return JsonText.of(
        pretty,
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", LINT_SCHEMA);
          json.writeStringField("file", name);
          json.writeArrayFieldStart("findings");
          for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("severity", finding.severity().id());
            json.writeStringField("rule", finding.rule());
            json.writeStringField("key", finding.key());
            json.writeNumberField("line", finding.line());
            json.writeStringField("message", finding.message());
            json.writeStringField("fix", finding.fix());
            json.writeBooleanField("fixable", finding.edit().isPresent());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /// One file with all its settings, without a line end. Secrets are null.
  public static String file(
      String name,
      ConnectionFile file,
      FileSignature signature,
      PropertyBook book,
      boolean pretty) {
    return JsonText.of(pretty, json -> new FileJson(json, book).file(name, file, signature));
  }

  private void file(String name, ConnectionFile file, FileSignature signature) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("file", name);
    json.writeStringField("encoding", file.encoding().title());
    json.writeBooleanField("byteOrderMark", file.byteOrderMark());
    endpoint("target", file.target());
    endpoint("gateway", file.gateway());
    json.writeStringField(
        "gatewayUse", file.gatewayUse().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    signature(signature);
    json.writeArrayFieldStart("settings");
    for (FileSetting setting : file.settings()) {
      setting(setting);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("malformedLines");
    for (FileLine line : file.lines()) {
      if (line.isMalformed()) {
        json.writeNumber(line.number());
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void endpoint(String field, Optional<Endpoint> endpoint) throws IOException {
    json.writeFieldName(field);
    if (endpoint.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("host", endpoint.get().host());
    json.writeNumberField("port", endpoint.get().port());
    json.writeStringField("key", endpoint.get().key());
    json.writeEndObject();
  }

  private void signature(FileSignature signature) throws IOException {
    json.writeObjectFieldStart("signature");
    switch (signature) {
      case Unsigned() -> json.writeStringField("state", "none");
      case Unreadable(String why) -> {
        json.writeStringField("state", "unreadable");
        json.writeStringField("because", why);
      }
      case Incomplete(Signer signer, List<String> covered, List<String> missing) -> {
        json.writeStringField("state", "incomplete");
        signer(signer, covered);
        strings("missing", missing);
      }
      case Computed(Signer signer, boolean intact, List<String> covered) -> {
        json.writeStringField("state", intact ? "intact" : "edited");
        signer(signer, covered);
      }
    }
    json.writeEndObject();
  }

  private void signer(Signer signer, List<String> covered) throws IOException {
    json.writeStringField("signer", signer.subject());
    json.writeStringField("issuer", signer.issuer());
    json.writeBooleanField("selfSigned", signer.selfSigned());
    json.writeStringField("validFrom", signer.validFrom().toString());
    json.writeStringField("validUntil", signer.validUntil().toString());
    json.writeStringField("digest", signer.digest());
    strings("covered", covered);
  }

  private void strings(String field, List<String> values) throws IOException {
    json.writeArrayFieldStart(field);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private void setting(FileSetting setting) throws IOException {
    Optional<Property> property = book.of(setting.key());
    boolean secret = book.isSecret(setting.key());
    json.writeStartObject();
    json.writeNumberField("line", setting.line());
    json.writeStringField("key", setting.key());
    json.writeStringField("type", String.valueOf(setting.type()));
    json.writeFieldName("value");
    if (secret) {
      json.writeNull();
    } else if (setting.isType('i') && setting.number().isPresent()) {
      json.writeNumber(setting.number().getAsLong());
    } else {
      json.writeString(FileText.shown(book, setting));
    }
    json.writeBooleanField("secret", secret);
    json.writeBooleanField("known", property.isPresent());
    if (property.isPresent()) {
      known(setting, property.get());
    }
    json.writeEndObject();
  }

  private void known(FileSetting setting, Property property) throws IOException {
    json.writeStringField("group", property.group().title());
    json.writeStringField("meaning", property.meaning());
    String means = property.values().meaningOf(setting.number().orElse(Long.MIN_VALUE));
    if (!means.isEmpty()) {
      json.writeStringField("valueMeaning", means);
    }
    json.writeBooleanField(
        "isDefault", property.usual().map(setting.value().strip()::equals).orElse(false));
  }
}
