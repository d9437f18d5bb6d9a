package org.rdpdoctor.facts;

import java.time.Instant;

/// What only the server's own records can show: its event logs and its settings.
public sealed interface ServerFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.SERVER;
  }

  /// An event in a log of the server. `code` is the number that it carries, as hex with eight
  /// digits, if it carries one that says why; otherwise empty. `count` is how many such events with
  /// the same code there are, from `first` to `last`.
  record ServerEventRecorded(
      String provider,
      int event,
      String code,
      int count,
      Instant first,
      Instant last,
      Evidence evidence)
      implements ServerFact {}

  /// A setting of the server as it was collected: `setting` is its name as Windows has it, `value`
  /// as text, empty if the setting is absent.
  record ServerSettingFound(String setting, String value, Evidence evidence)
      implements ServerFact {}
}
