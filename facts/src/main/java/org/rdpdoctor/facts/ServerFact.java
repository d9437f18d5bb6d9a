package org.rdpdoctor.facts;

import java.time.Duration;
import java.time.Instant;

/// What only the server's own records can show: its event logs and its settings.
public sealed interface ServerFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.SERVER;
  }

  /// A service of the server failed, as its logs tell. `how` is `crashed`, `not started`, `hung`,
  /// `ended` with an error, `stopped` or `disabled`; `code` is the error as hex with eight digits,
  /// empty if none is told. `last` is when it happened last, of `count` times since `first`.
  record ServiceFailed(
      String service,
      String how,
      String code,
      int count,
      Instant first,
      Instant last,
      Evidence evidence)
      implements ServerFact {}

  /// A program of the server crashed, `count` times; `code` as hex with eight digits.
  record ProgramCrashed(
      String program, String code, int count, Instant first, Instant last, Evidence evidence)
      implements ServerFact {}

  /// Remote Desktop sessions began, as the logs of the server or its gateway tell.
  record SessionsRecorded(int count, Instant first, Instant last, Evidence evidence)
      implements ServerFact {}

  /// Connections arrived of which nothing more is written.
  record ConnectionsRecorded(
      int count, int addresses, int computers, Instant first, Instant last, Evidence evidence)
      implements ServerFact {}

  /// It worked until `lastSuccess`, and failed from `since` on. `account` is whose logons these
  /// are, empty if nobody's worked any more.
  record FailuresBegan(
      String account,
      Instant since,
      Instant lastSuccess,
      int successesBefore,
      int failures,
      Evidence evidence)
      implements ServerFact {}

  /// Something changed on the machine `before` the failures began, which need not be why. `kind` is
  /// `update`, `restart`, `certificate`, `clock`, `service`, `policy`, `account`, `firewall`,
  /// `listener` or `name`.
  record ChangedBefore(
      String kind,
      String what,
      Instant at,
      Duration before,
      String provider,
      int event,
      Evidence evidence)
      implements ServerFact {}

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
