package org.rdpdoctor.facts;

import java.time.Instant;
import java.util.List;

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

  /// The .rdp file is not signed; `redirections` are the keys by which it asks for what belongs to
  /// the client, such as drives.
  record FileUnsigned(List<String> redirections, Evidence evidence) implements ClientFact {
    public FileUnsigned {
      redirections = List.copyOf(redirections);
    }
  }

  /// The signature of the .rdp file was computed; `signer` and what follows are empty or the
  /// earliest time if it could not be read.
  ///
  /// @param state `intact`, `edited` (a signed line is not what it was), `incomplete` (one is gone)
  ///     or `unreadable`
  /// @param detail what is wrong with it, for people; empty if it is intact
  record FileSignatureChecked(
      String state,
      String detail,
      String signer,
      String issuer,
      boolean selfSigned,
      Instant validUntil,
      Evidence evidence)
      implements ClientFact {}

  /// A line of the .rdp file broke a rule of such files; `line` is 0 if it is missing.
  ///
  /// @param rule its id, as in `gateway-bypassed`
  /// @param severity `error`, `warning` or `note`
  record FileRuleBroken(
      String rule, String severity, String key, int line, String message, Evidence evidence)
      implements ClientFact {}
}
