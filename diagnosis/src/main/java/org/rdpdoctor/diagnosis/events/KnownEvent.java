package org.rdpdoctor.diagnosis.events;

import java.util.List;
import java.util.Locale;
import org.rdpdoctor.diagnosis.codes.Confidence;
import org.rdpdoctor.diagnosis.codes.Tsv;
import org.rdpdoctor.facts.EventMeaning;
import org.rdpdoctor.facts.Layer;

/// An event of Windows that says something of Remote Desktop.
///
/// @param channel the log it usually stands in; old systems may have it elsewhere
/// @param fields the names of the fields that matter
/// @param sources where this is known from
public record KnownEvent(
    EventMeaning meaning,
    String channel,
    List<String> fields,
    Confidence confidence,
    List<String> sources) {

  static final List<String> COLUMNS =
      List.of(
          "provider",
          "channel",
          "id",
          "name",
          "meaning",
          "layer",
          "kind",
          "fields",
          "code-field",
          "code-family",
          "confidence",
          "sources");

  static final int PROVIDER = 0;
  static final int CHANNEL = 1;
  static final int ID = 2;
  static final int MEANING = 4;
  static final int LAYER = 5;
  static final int KIND = 6;
  static final int CODE_FIELD = 8;
  static final int CODE_FAMILY = 9;
  static final int CONFIDENCE = 10;
  static final int SOURCES = 11;

  public KnownEvent {
    fields = List.copyOf(fields);
    sources = List.copyOf(sources);
  }

  static KnownEvent of(Tsv.Row row) {
    return new KnownEvent(
        new EventMeaning(
            row.cell(PROVIDER),
            Integer.parseInt(row.cell(ID)),
            row.cell(3),
            row.cell(MEANING),
            Layer.of(row.cell(LAYER)),
            kind(row.cell(KIND)),
            Tsv.split(row.cell(CODE_FIELD), ", "),
            row.list(CODE_FAMILY)),
        row.cell(CHANNEL),
        Tsv.split(row.cell(7), ", "),
        Confidence.of(row.cell(CONFIDENCE)).orElse(Confidence.COMMUNITY),
        row.list(SOURCES));
  }

  /// The id of a kind in the tables, as in `look-alike`.
  static String id(EventMeaning.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static EventMeaning.Kind kind(String id) {
    return EventMeaning.Kind.valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
