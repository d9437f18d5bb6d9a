package org.rdpdoctor.facts;

import java.time.Duration;
import java.time.Instant;

/// What a server says of itself before any password is involved.
public sealed interface CredSspFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.CREDSSP;
  }

  /// The server answered the first CredSSP message. `mechanism` is what its SPNEGO chose, by name.
  record CredSspAnswered(int version, String mechanism, Duration elapsed, Evidence evidence)
      implements CredSspFact {}

  /// The NTLM challenge: names as the server knows itself; empty where it did not say. `build` is
  /// `major.minor.build`, `windows` the Windows version it means or `unknown`.
  record NtlmChallengeReceived(
      String netbiosComputer,
      String netbiosDomain,
      String dnsComputer,
      String dnsDomain,
      String dnsForest,
      String build,
      String windows,
      Evidence evidence)
      implements CredSspFact {}

  /// The server's clock, from the challenge, against the local one; `behind` is true if the server
  /// is behind.
  record ServerClock(Instant server, Duration difference, boolean behind, Evidence evidence)
      implements CredSspFact {}

  /// The server answered with an error instead of a challenge; `code` as hex, `name` if it has one.
  record CredSspRefused(int version, String code, String name, Evidence evidence)
      implements CredSspFact {}

  record CredSspEnded(Ending how, Duration elapsed, Evidence evidence) implements CredSspFact {}

  /// The server ended TLS itself with an alert after the first CredSSP message.
  record CredSspAlerted(int code, String name, Duration elapsed, Evidence evidence)
      implements CredSspFact {}

  record CredSspUnanswered(Duration waited, Evidence evidence) implements CredSspFact {}

  record CredSspUnreadable(String reason, String preview, Evidence evidence)
      implements CredSspFact {}

  /// The server's SPNEGO offers no NTLM: only `mechanism`.
  record NtlmNotOffered(String mechanism, Evidence evidence) implements CredSspFact {}

  /// The name that the server gives itself is not the target's.
  record HostIdentityDiffers(String target, String computer, Evidence evidence)
      implements CredSspFact {}

  /// The server at another address gives itself other names, or another build, than the one here.
  record IdentityDiffersElsewhere(String elsewhere, String here, String there, Evidence evidence)
      implements CredSspFact {}

  /// The server at another address gives itself the same names and build.
  record IdentityMatchesElsewhere(String elsewhere, String computer, Evidence evidence)
      implements CredSspFact {}
}
