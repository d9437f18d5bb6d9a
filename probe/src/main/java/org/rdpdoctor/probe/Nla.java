package org.rdpdoctor.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.dialogue.CredSspDialogue;
import org.rdpdoctor.dialogue.CredSspDialogue.Form;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.CredSspFact.CredSspAlerted;
import org.rdpdoctor.facts.CredSspFact.CredSspEnded;
import org.rdpdoctor.facts.CredSspFact.CredSspUnanswered;
import org.rdpdoctor.facts.CredSspFact.CredSspUnreadable;
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
  private final World world;
  private final Clock clock;
  private volatile Optional<Instant> serverTime = Optional.empty();
  private volatile Optional<Form> form = Optional.empty();

  Nla(Target target, World world, Clock clock) {
    this.target = target;
    this.world = world;
    this.clock = clock;
  }

  Optional<Instant> serverTime() {
    return serverTime;
  }

  /// The form in which the server gave a challenge, if it did.
  Optional<Form> form() {
    return form;
  }

  /// Asks for the challenge in one form. What was seen is not logged yet: another form may do
  /// better.
  List<Observation> ask(Peer peer, TlsTunnel tunnel, Form wanted) {
    var dialogue =
        new CredSspDialogue(
            peer, wanted, world.windowsOf(), world.statusOf(), clock.atMost(PATIENCE));
    var seen = new ArrayList<Observation>();
    for (Observation fact : tunnel.hold(dialogue)) {
      if (fact instanceof CredSspUnanswered silent
          && silent.waited().compareTo(Waiting.LEAST_SILENCE) < 0) {
        continue;
      }
      seen.add(fact instanceof CredSspEnded ended ? explained(peer, tunnel, ended) : fact);
      if (fact instanceof NtlmChallengeReceived challenge) {
        identity(challenge).ifPresent(seen::add);
      }
    }
    dialogue.serverTime().ifPresent(time -> seen.add(compareClocks(peer, time)));
    if (isChallenged(seen)) {
      form = Optional.of(wanted);
    }
    return List.copyOf(seen);
  }

  static boolean isChallenged(List<Observation> seen) {
    return seen.stream().anyMatch(NtlmChallengeReceived.class::isInstance);
  }

  /// An end inside TLS may have a reason of its own.
  private Observation explained(Peer peer, TlsTunnel tunnel, CredSspEnded ended) {
    String sent = ended.evidence().sent();
    Optional<Integer> alert = tunnel.alertReceived();
    if (alert.isPresent()) {
      String name = new AlertDescription(alert.get()).toString();
      return new CredSspAlerted(
          alert.get(),
          name,
          ended.elapsed(),
          peer.evidence(sent, "TLS alert " + name, clock.now()));
    }
    return tunnel
        .trouble()
        .<Observation>map(
            why ->
                new CredSspUnreadable(
                    "TLS broke: " + why, "", peer.evidence(sent, "TLS broke: " + why, clock.now())))
        .orElse(ended);
  }

  private Observation compareClocks(Peer peer, Instant time) {
    serverTime = Optional.of(time);
    Duration difference = Duration.between(world.wallClock().instant(), time);
    return new ServerClock(
        time,
        difference.abs(),
        difference.isNegative(),
        peer.evidence("CredSSP", "an NTLM challenge with the time " + time, clock.now()));
  }

  /// A server that names itself otherwise may be another one, or the name an alias.
  private Optional<Observation> identity(NtlmChallengeReceived challenge) {
    String host = target.host().toLowerCase(Locale.ROOT);
    if (Names.isLiteral(target.host()) || host.equals("localhost")) {
      return Optional.empty();
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
    if (same || (full.isEmpty() && netbios.isEmpty())) {
      return Optional.empty();
    }
    String computer = full.isEmpty() ? challenge.netbiosComputer() : challenge.dnsComputer();
    return Optional.of(new HostIdentityDiffers(target.host(), computer, challenge.evidence()));
  }
}
