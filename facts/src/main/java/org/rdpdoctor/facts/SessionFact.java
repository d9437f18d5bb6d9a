package org.rdpdoctor.facts;

import java.time.Duration;
import java.util.List;

/// What can be seen while a session is activated and until it shows something.
///
/// `step` says how far it was: `settings` while the client's settings were answered, `activation`
/// from the server's capabilities on, `desktop` once all that precedes the pictures is said.
public sealed interface SessionFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.SESSION;
  }

  /// The server demanded activation: the desktop was there to be shown.
  record ActivationDemanded(Duration elapsed, Evidence evidence) implements SessionFact {}

  /// The session stands: capabilities are agreed on and both sides have synchronised.
  record SessionActivated(Duration elapsed, Evidence evidence) implements SessionFact {}

  /// Pictures came.
  record DesktopShown(Duration elapsed, Evidence evidence) implements SessionFact {}

  /// The session stood and no picture came.
  record DesktopMissing(Duration waited, Evidence evidence) implements SessionFact {}

  /// The server said that a user is logged on; `user` is empty if it did not say who.
  record LogonNotified(String user, Evidence evidence) implements SessionFact {}

  /// The server showed a logon message; `code` as hex, `name` if it has one.
  record LogonMessageShown(String code, String name, String data, Evidence evidence)
      implements SessionFact {}

  /// The server told why it ends the session: `code` as hex, `name` as MS-RDPBCGR 2.2.5.1.1 has it.
  record ErrorInfoSet(String step, String code, String name, Evidence evidence)
      implements SessionFact {}

  /// The server told how far it is, as brokers do.
  record StatusTold(String code, String name, Evidence evidence) implements SessionFact {}

  /// The server sends the client elsewhere: to the first of `targets`, with these `flags`, and with
  /// a routing token or without. What became of that, facts of the broker tell.
  record SessionRedirected(
      String step, List<String> targets, List<String> flags, boolean token, Evidence evidence)
      implements SessionFact {}

  /// The server suspended the session, and did not open it again.
  record SessionDeactivated(String step, Evidence evidence) implements SessionFact {}

  /// The server said goodbye.
  record SessionDisconnected(
      String step, int code, String reason, Duration elapsed, Evidence evidence)
      implements SessionFact {}

  record SessionEnded(String step, Ending how, Duration elapsed, Evidence evidence)
      implements SessionFact {}

  record SessionUnanswered(String step, Duration waited, Evidence evidence)
      implements SessionFact {}

  record SessionUnreadable(String step, String reason, String preview, Evidence evidence)
      implements SessionFact {}

  /// The check left the session. `how` is what the server said to that: `agreed`, `denied` as it
  /// does for users who are logged on, `closed` or `silent`.
  record SessionLeft(String how, Evidence evidence) implements SessionFact {}
}
