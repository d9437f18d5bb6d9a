package org.rdpdoctor.facts;

import java.time.Instant;

/// What the user saw or has on the client's side.
public sealed interface ClientFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.CLIENT;
  }

  /// A code that the user's client showed, by its family in the code tables; `extended` is empty if
  /// none was shown.
  record CodeShown(String family, String code, String extended, Evidence evidence)
      implements ClientFact {}

  /// A sentence of a dialog that the user's client showed; `phrase` is its id in the knowledge.
  record DialogShown(String phrase, Evidence evidence) implements ClientFact {}

  /// An event in a log of the client's machine, told as [ServerFact.ServerEventRecorded] is.
  record ClientEventRecorded(
      String provider,
      int event,
      String code,
      int count,
      Instant first,
      Instant last,
      Evidence evidence)
      implements ClientFact {}

  /// A setting of the client's machine as it was collected, told as
  /// [ServerFact.ServerSettingFound] is.
  record ClientSettingFound(String setting, String value, Evidence evidence)
      implements ClientFact {}

  /// A line of the .rdp file that the client was given: `key` in lower case.
  record FileSettingGiven(String key, String value, int line, Evidence evidence)
      implements ClientFact {}
}
