package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.dialogue.Domain;
import org.rdpdoctor.dialogue.Goodbye;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.McsDialogue;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.dialogue.SecurityDialogue;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.McsFact.McsDisconnected;
import org.rdpdoctor.facts.McsFact.McsEnded;
import org.rdpdoctor.facts.McsFact.McsRefused;
import org.rdpdoctor.facts.McsFact.McsUnanswered;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.SecurityFact.EncryptionOfferMatters;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.x224.Protocols;

/// One connection that goes as far as a server lets a client in without a logon: basic settings,
/// channels, and the keys of standard RDP security. It ends before anybody would be logged on, with
/// a goodbye.
final class Entry {
  private static final Duration TLS_PATIENCE = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// As many as a conversation takes, on a path where that matters.
  private static final int ROUND_TRIPS = 12;

  /// A silence that is shorter may be no more than the end of our time, or a packet on its way.
  private static final Duration LEAST_SILENCE = Duration.ofSeconds(1);

  /// How long a server gets to object to the client's half of the keys.
  private static final Duration OBJECTION = Duration.ofSeconds(1);

  /// How long a server gets to close after a goodbye.
  private static final Duration FAREWELL = Duration.ofMillis(300);

  private static final int MOST_FAREWELLS = 4;

  private static final String CONNECT = "connect";

  /// What is offered where everything together met an end: some servers fail on methods that they
  /// do not have (MS-RDPBCGR 5.3.2.1).
  private static final List<EncryptionMethods> FEWER =
      List.of(
          new EncryptionMethods(EncryptionMethods.ALL.flags() & ~EncryptionMethods.FIPS.flags()),
          EncryptionMethods.FIPS,
          EncryptionMethods.RC4_40BIT);

  private final Target target;
  private final ClimbOptions options;
  private final Certificates certificates;
  private final Clock clock;
  private final Asking asking;
  private final Log log;

  Entry(
      Target target,
      ClimbOptions options,
      Certificates certificates,
      Clock clock,
      Asking asking,
      Log log) {
    this.target = target;
    this.options = options;
    this.certificates = certificates;
    this.clock = clock;
    this.asking = asking;
    this.log = log;
  }

  /// What to offer in order to get in: what the server takes, or where that wants a logon first,
  /// TLS alone. Nothing if there is no way in, or nobody wants to go so far.
  Optional<Protocols> offer(Protocols carrier, Optional<Protocols> selected) {
    if (!options.reaches(Layer.MCS)) {
      return Optional.empty();
    }
    Protocols chosen = selected.orElse(Protocols.RDP);
    if (chosen.usesCredSsp()) {
      return Optional.of(Protocols.SSL);
    }
    return isWithoutLogon(chosen) ? Optional.of(carrier) : Optional.empty();
  }

  private static boolean isWithoutLogon(Protocols selected) {
    return selected.equals(Protocols.SSL) || selected.equals(Protocols.RDP);
  }

  /// Goes in and out again. What was seen is in the log.
  ///
  /// @param offered as [#offer] says
  /// @return true if there was a way in
  boolean enter(Protocols offered) {
    Optional<Visit> visit = visit(offered, EncryptionMethods.ALL);
    visit.ifPresent(each -> log.addAll(each.seen()));
    visit.filter(Visit::endedAtOnce).ifPresent(_ -> offerFewer(offered));
    return visit.flatMap(Visit::domain).isPresent();
  }

  /// What became of one connection.
  ///
  /// @param domain that was joined; nothing if it did not come to that
  private record Visit(Protocols selected, Optional<Domain> domain, List<Observation> seen) {
    /// True if standard RDP security met an end where the server should have chosen a method.
    boolean endedAtOnce() {
      return !selected.usesTls()
          && seen.stream()
              .anyMatch(
                  fact ->
                      switch (fact) {
                        case McsEnded ended -> ended.step().equals(CONNECT);
                        case McsRefused refused -> refused.step().equals(CONNECT);
                        case McsDisconnected gone -> gone.step().equals(CONNECT);
                        default -> false;
                      });
    }
  }

  /// Whether it was the choice of encryption methods that the server could not stand.
  private void offerFewer(Protocols offered) {
    for (EncryptionMethods methods : FEWER) {
      if (visit(offered, methods).flatMap(Visit::domain).isPresent()) {
        log.add(
            new EncryptionOfferMatters(
                EncryptionMethods.ALL.names(),
                methods.names(),
                Evidence.of(
                    "an MCS Connect-Initial with encryption " + methods,
                    "an answer, where encryption " + EncryptionMethods.ALL + " met an end",
                    clock.now())));
        return;
      }
    }
  }

  private Optional<Visit> visit(Protocols offered, EncryptionMethods methods) {
    return asking
        .askThen(
            Offer.mapping(offered),
            (line, selected) ->
                selected
                    .filter(Entry::isWithoutLogon)
                    .flatMap(chosen -> visit(line, offered, chosen, methods)))
        .flatMap(visit -> visit);
  }

  private Optional<Visit> visit(
      TcpLine line, Protocols offered, Protocols selected, EncryptionMethods methods) {
    Peer peer = asking.peer(line);
    if (!selected.usesTls()) {
      return Optional.of(converse(line, peer, offered, selected, methods));
    }
    Optional<String> name = Extension.serverName(target.host()).map(Extension.ServerName::hostName);
    try (var tunnel = new TlsTunnel(line, name)) {
      if (!(tunnel.shake(clock.atMost(TLS_PATIENCE)) instanceof TlsTunnel.Shaken.Complete)) {
        return Optional.empty(); // what is wrong with TLS is seen and told elsewhere
      }
      certificates.remember(peer, tunnel.chain());
      return Optional.of(converse(tunnel, peer, offered, selected, methods));
    }
  }

  private Visit converse(
      Line line, Peer peer, Protocols offered, Protocols selected, EncryptionMethods methods) {
    Duration roundTrip = asking.roundTrip();
    Duration patience = PATIENCE.plus(roundTrip.multipliedBy(ROUND_TRIPS));
    var mcs = new McsDialogue(peer, offered, selected, methods, clock.atMost(patience));
    var seen = new ArrayList<Observation>(line.hold(mcs));
    seen.removeIf(
        fact ->
            fact instanceof McsUnanswered silent
                && silent.waited().compareTo(LEAST_SILENCE.plus(roundTrip)) < 0);
    Optional<Domain> domain = mcs.domain();
    if (options.reaches(Layer.SECURITY)
        && domain
            .filter(SecurityDialogue::isNeeded)
            .filter(SecurityDialogue::isPossible)
            .isPresent()) {
      var security =
          new SecurityDialogue(peer, domain.get(), Seeds.random(), clock.atMost(OBJECTION));
      seen.addAll(line.hold(security));
    }
    leave(line);
    return new Visit(selected, domain, List.copyOf(seen));
  }

  /// Says goodbye, and lets the server be the one that closes, unless that takes long.
  private void leave(Line line) {
    line.say(Goodbye.ultimatum());
    if (asking.isFar()) {
      return;
    }
    Heard heard = line.listen(clock.atMost(FAREWELL));
    for (int i = 1; i < MOST_FAREWELLS && heard instanceof Heard.Data; i++) {
      heard = line.listen(clock.atMost(FAREWELL));
    }
  }
}
