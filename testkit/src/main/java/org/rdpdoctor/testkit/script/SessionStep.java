package org.rdpdoctor.testkit.script;

import org.rdpdoctor.wire.Bytes;

/// What a scripted peer does at one step of a session.
public sealed interface SessionStep {
  /// What a healthy server does.
  record GoOn() implements SessionStep {}

  /// Leaves without a word.
  record Leave(Ending ending) implements SessionStep {}

  /// Says exactly these bytes instead of an answer, and leaves.
  record Say(Bytes bytes, Ending ending) implements SessionStep {}

  /// Goes on, and says that it has RDP over UDP, if the client has: at `connect` only.
  record OfferUdp() implements SessionStep {}

  /// Refuses with an MCS result, and closes: at `connect`, `attach` and `join` only.
  record Refuse(int result) implements SessionStep {}

  /// Says goodbye with an MCS reason, and closes.
  record Disconnect(int reason) implements SessionStep {}

  /// Says why with Set Error Info, then goodbye: from the client's settings on.
  record TellError(int errorInfo) implements SessionStep {}

  /// Sends the client to another server: from the client's settings on.
  record Redirect(Redirection where) implements SessionStep {}

  /// The same for clients that come without a routing token; those with one stay.
  record RedirectUnrouted(Redirection where) implements SessionStep {}

  /// Suspends the session and does not open it again: from activation on.
  record Deactivate() implements SessionStep {}

  /// Ends licensing with an error: at the client's settings only.
  record LicenseError(int code, int transition) implements SessionStep {}

  /// Offers the client a license of its own: at the client's settings only.
  record OfferLicense() implements SessionStep {}

  /// Goes on without a word about licenses: at the client's settings only.
  record OmitLicensing() implements SessionStep {}

  /// Goes on to the desktop, and shows nothing: at the desktop only.
  record ShowNothing() implements SessionStep {}

  /// Shows a message of the logon first, and nothing else: at the desktop only.
  record ShowLogonMessage(int type, int data) implements SessionStep {}
}
