package org.rdpdoctor.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rdpdoctor.dialogue.CredSspDialogue;
import org.rdpdoctor.dialogue.CredSspDialogue.Form;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.CredSspFact.CredSspAlerted;
import org.rdpdoctor.facts.CredSspFact.CredSspEnded;
import org.rdpdoctor.facts.CredSspFact.HostIdentityDiffers;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.CredSspFact.ServerClock;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.wire.tls.AlertDescription;

/// The CredSSP rung, over a tunnel: up to the challenge, and what the challenge means here.
final class Nla {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// NetBIOS names end after 15 characters (MS-NBTE 2.2.1).
  private static final int NETBIOS_LENGTH = 15;

  private final Target target;
  private final UnaryOperator<String> windowsOf;
  private final InstantSource wallClock;
  private final Clock clock;
  private final Log log;
  private volatile Optional<Instant> serverTime = Optional.empty();

  Nla(
      Target target,
      UnaryOperator<String> windowsOf,
      InstantSource wallClock,
      Clock clock,
      Log log) {
    this.target = target;
    this.windowsOf = windowsOf;
    this.wallClock = wallClock;
    this.clock = clock;
    this.log = log;
  }

  Optional<Instant> serverTime() {
    return serverTime;
  }

  /// @return false if the server gave no challenge and no error: another form may be worth a try
  boolean climb(Peer peer, TlsTunnel tunnel, Form form, boolean last) {
    var dialogue = new CredSspDialogue(peer, form, windowsOf, clock.atMost(PATIENCE));
    List<Observation> seen = tunnel.hold(dialogue);
    boolean answered =
        seen.stream().anyMatch(fact -> !(fact instanceof CredSspEnded))
            || tunnel.alertReceived().isPresent();
    if (!answered && !last) {
      return false;
    }
    for (Observation fact : seen) {
      log.add(fact instanceof CredSspEnded ended ? alertOr(tunnel, ended) : fact);
      if (fact instanceof NtlmChallengeReceived challenge) {
        identity(challenge);
      }
    }
    dialogue.serverTime().ifPresent(time -> compareClocks(peer, time));
    return true;
  }

  private Observation alertOr(TlsTunnel tunnel, CredSspEnded ended) {
    return tunnel
        .alertReceived()
        .<Observation>map(
            code ->
                new CredSspAlerted(
                    code, new AlertDescription(code).toString(), ended.elapsed(), ended.evidence()))
        .orElse(ended);
  }

  private void compareClocks(Peer peer, Instant time) {
    serverTime = Optional.of(time);
    Duration difference = Duration.between(wallClock.instant(), time);
    log.add(
        new ServerClock(
            time,
            difference.abs(),
            difference.isNegative(),
            peer.evidence("CredSSP", "an NTLM challenge with the time " + time, clock.now())));
  }

  /// A server that names itself otherwise may be another one, or the name an alias.
  private void identity(NtlmChallengeReceived challenge) {
    String host = target.host().toLowerCase(Locale.ROOT);
    if (Names.isLiteral(target.host()) || host.equals("localhost")) {
      return;
    }
    String full = challenge.dnsComputer().toLowerCase(Locale.ROOT);
    String netbios = challenge.netbiosComputer().toLowerCase(Locale.ROOT);
    String first = host.contains(".") ? host.substring(0, host.indexOf('.')) : host;
    String truncated = first.length() > NETBIOS_LENGTH ? first.substring(0, NETBIOS_LENGTH) : first;
    boolean same =
        full.equals(host)
            || netbios.equals(truncated)
            || full.startsWith(first + ".")
            || full.equals(first);
    if (!same && !(full.isEmpty() && netbios.isEmpty())) {
      String computer = full.isEmpty() ? challenge.netbiosComputer() : challenge.dnsComputer();
      log.add(new HostIdentityDiffers(target.host(), computer, challenge.evidence()));
    }
  }
}
