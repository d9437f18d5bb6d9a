package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rdpdoctor.facts.AuthenticationFact.AuthorizationDenied;
import org.rdpdoctor.facts.AuthenticationFact.AuthorizationGranted;
import org.rdpdoctor.facts.AuthenticationFact.DelegationDropped;
import org.rdpdoctor.facts.AuthenticationFact.DelegationUnanswered;
import org.rdpdoctor.facts.AuthenticationFact.LogonAccepted;
import org.rdpdoctor.facts.AuthenticationFact.LogonAlerted;
import org.rdpdoctor.facts.AuthenticationFact.LogonDropped;
import org.rdpdoctor.facts.AuthenticationFact.LogonRejected;
import org.rdpdoctor.facts.AuthenticationFact.LogonUnanswered;
import org.rdpdoctor.facts.AuthenticationFact.LogonUnreadable;
import org.rdpdoctor.facts.AuthenticationFact.MechanismRefused;
import org.rdpdoctor.facts.AuthenticationFact.PublicKeyMismatched;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.AlertDescription;

/// The facts of one logon, as they come up.
final class LogonFacts {
  private static final int PREVIEW = 40;

  private final Peer peer;
  private final String mechanism;
  private final String account;
  private final UnaryOperator<String> statusOf;
  private final List<Observation> seen = new ArrayList<>();
  private Duration began = Duration.ZERO;

  LogonFacts(Peer peer, String mechanism, Account account, UnaryOperator<String> statusOf) {
    this.peer = peer;
    this.mechanism = mechanism;
    this.account = ForeignText.plain(account.toString());
    this.statusOf = statusOf;
  }

  void begin(Duration at) {
    began = at;
  }

  void keep(Observation fact) {
    seen.add(fact);
  }

  List<Observation> kept() {
    return List.copyOf(seen);
  }

  private Evidence evidence(String heard, Duration at) {
    return peer.evidence("one logon as " + account + " with " + mechanism, heard, at);
  }

  LogonAccepted accepted(int version, boolean delegated, Duration at) {
    return new LogonAccepted(
        mechanism,
        version,
        account,
        delegated,
        at.minus(began),
        evidence("TSRequest version " + version + " with a proof of its public key", at));
  }

  /// @param code empty if the server said no more than that it rejects
  LogonRejected rejected(int version, String code, Duration at) {
    String name = code.isEmpty() ? "SPNEGO reject" : statusOf.apply(code);
    return new LogonRejected(
        mechanism,
        version,
        account,
        code,
        name,
        at.minus(began),
        evidence("TSRequest version " + version + " with " + (code + " " + name).strip(), at));
  }

  LogonDropped dropped(int version, Ending how, Duration at) {
    return new LogonDropped(
        mechanism, version, account, how, at.minus(began), evidence(how.words(), at));
  }

  LogonAlerted alerted(int version, AlertDescription alert, Duration at) {
    return new LogonAlerted(
        mechanism,
        version,
        account,
        alert.value(),
        alert.toString(),
        at.minus(began),
        evidence("TLS alert " + alert, at));
  }

  /// The server ended the connection as one ends a session.
  LogonDropped bidGoodbye(int version, Bytes heard, Duration at) {
    String what = "an RDP goodbye without any CredSSP: " + heard;
    return new LogonDropped(
        mechanism, version, account, Ending.CLOSED, at.minus(began), evidence(what, at));
  }

  LogonUnanswered unanswered(int version, Duration at) {
    Duration waited = at.minus(began);
    return new LogonUnanswered(
        mechanism, version, account, waited, evidence(nothingFor(waited), at));
  }

  LogonUnreadable unreadable(String reason, Bytes heard, Duration at) {
    return new LogonUnreadable(
        mechanism, reason, heard.preview(PREVIEW), evidence(heard + " (" + reason + ")", at));
  }

  MechanismRefused mechanismRefused(String chosen, Duration at) {
    return new MechanismRefused(mechanism, chosen, evidence(chosen, at));
  }

  DelegationDropped delegationDropped(Ending how, Duration at) {
    return new DelegationDropped(
        account, how, at.minus(began), evidence(how.words() + " after the credentials", at));
  }

  DelegationUnanswered delegationUnanswered(Duration at) {
    Duration waited = at.minus(began);
    return new DelegationUnanswered(account, waited, evidence(nothingFor(waited), at));
  }

  /// @param result 0 if the user may log on
  Observation authorization(int result, Duration at) {
    String code = "0x%08X".formatted(result);
    Duration elapsed = at.minus(began);
    Evidence evidence = evidence("authorization result " + code, at);
    return result == 0
        ? new AuthorizationGranted(elapsed, evidence)
        : new AuthorizationDenied(account, code, elapsed, evidence);
  }

  PublicKeyMismatched keyMismatched(int version, Duration at) {
    return new PublicKeyMismatched(
        mechanism, version, evidence("a proof for another public key", at));
  }

  private static String nothingFor(Duration waited) {
    return "nothing for " + NegotiationDialogue.seconds(waited);
  }
}
