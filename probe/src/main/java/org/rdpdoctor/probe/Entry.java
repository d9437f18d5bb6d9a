package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.dialogue.ActivationDialogue;
import org.rdpdoctor.dialogue.Domain;
import org.rdpdoctor.dialogue.Goodbye;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.LeavingDialogue;
import org.rdpdoctor.dialogue.LicensingDialogue;
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
import org.rdpdoctor.facts.SecurityFact.KeysExchanged;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.security.ClientInfo;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.x224.Protocols;

/// One connection that goes as far as a server lets a client in without a logon: basic settings,
/// channels, and the keys of standard RDP security. It ends before anybody would be logged on, with
/// a goodbye; only where it is told to climb so far, it goes on into a session and out again.
final class Entry {
  private static final Duration TLS_PATIENCE = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// As many as a conversation takes, on a path where that matters.
  private static final int ROUND_TRIPS = 12;

  /// How long a server gets to object to the client's half of the keys.
  private static final Duration OBJECTION = Duration.ofSeconds(1);

  /// How long a server gets to close after a goodbye.
  private static final Duration FAREWELL = Duration.ofMillis(300);

  private static final int MOST_FAREWELLS = 4;

  private static final String CONNECT = "connect";

  private static final Duration LICENSING_PATIENCE = Duration.ofSeconds(5);

  /// A desktop may take its time.
  private static final Duration SESSION_PATIENCE = Duration.ofSeconds(8);

  /// Kept back for leaving.
  private static final Duration RESERVE = Duration.ofSeconds(1);

  private static final Duration LEAVING_PATIENCE = Duration.ofSeconds(1);

  /// Who is not logged on yet does that inside the session.
  private static final ClientInfo NOBODY = ClientInfo.of("", "", "");

  /// What is offered where everything together met an end: some servers fail on methods that they
  /// do not have (MS-RDPBCGR 5.3.2.1).
  private static final List<EncryptionMethods> FEWER =
      List.of(
          new EncryptionMethods(EncryptionMethods.ALL.flags() & ~EncryptionMethods.FIPS.flags()),
          EncryptionMethods.FIPS,
          EncryptionMethods.RC4_40BIT);

  private final Target target;
  private final ClimbOptions options;
  private final World world;
  private final Certificates certificates;
  private final Clock clock;
  private final Asking asking;
  private final Log log;
  private volatile Optional<ServerRedirection> redirection = Optional.empty();

  Entry(
      Target target,
      ClimbOptions options,
      World world,
      Certificates certificates,
      Clock clock,
      Asking asking,
      Log log) {
    this.target = target;
    this.options = options;
    this.world = world;
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
      // Whoever logs on goes on from there.
      return options.logon().isEmpty() ? Optional.of(Protocols.SSL) : Optional.empty();
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
      Connection line, Protocols offered, Protocols selected, EncryptionMethods methods) {
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
    return converse(line, peer, offered, selected, methods, NOBODY);
  }

  private Visit converse(
      Line line,
      Peer peer,
      Protocols offered,
      Protocols selected,
      EncryptionMethods methods,
      ClientInfo info) {
    Duration roundTrip = asking.roundTrip();
    Duration patience = PATIENCE.plus(roundTrip.multipliedBy(ROUND_TRIPS));
    var mcs = new McsDialogue(peer, offered, selected, methods, clock.atMost(patience));
    var seen = new ArrayList<Observation>(line.hold(mcs));
    seen.removeIf(
        fact ->
            fact instanceof McsUnanswered silent
                && silent.waited().compareTo(Waiting.LEAST_SILENCE.plus(roundTrip)) < 0);
    Optional<Domain> usable = mcs.domain().flatMap(domain -> secured(line, peer, domain, seen));
    if (usable.isPresent() && options.reaches(Layer.LICENSING)) {
      session(line, peer, usable.get(), info, seen);
    }
    leave(line);
    return new Visit(selected, mcs.domain(), List.copyOf(seen));
  }

  /// The domain with its keys; nothing if nobody can go on from here.
  private Optional<Domain> secured(Line line, Peer peer, Domain domain, List<Observation> seen) {
    if (!SecurityDialogue.isNeeded(domain)) {
      return Optional.of(domain);
    }
    if (!options.reaches(Layer.SECURITY) || !SecurityDialogue.isPossible(domain)) {
      return Optional.empty();
    }
    var security = new SecurityDialogue(peer, domain, Seeds.random(), clock.atMost(OBJECTION));
    List<Observation> objections = line.hold(security);
    seen.addAll(objections);
    return objections.stream().allMatch(KeysExchanged.class::isInstance)
        ? Optional.of(security.secured())
        : Optional.empty();
  }

  /// From the client's settings to the first picture, and out again.
  private void session(
      Line line, Peer peer, Domain domain, ClientInfo info, List<Observation> seen) {
    var licensing =
        new LicensingDialogue(peer, domain, info, world.nameOf(), clock.atMost(LICENSING_PATIENCE));
    seen.addAll(line.hold(licensing));
    licensing.redirection().ifPresent(this::sentOn);
    if (!licensing.goesOn() || !options.reaches(Layer.SESSION)) {
      return;
    }
    var activation =
        new ActivationDialogue(
            peer,
            domain,
            licensing.demand(),
            world.nameOf(),
            shorter(clock.allBut(RESERVE), SESSION_PATIENCE));
    seen.addAll(line.hold(activation));
    activation.redirection().ifPresent(this::sentOn);
    if (activation.isActive()) {
      var leaving = new LeavingDialogue(peer, domain, activation, clock.atMost(LEAVING_PATIENCE));
      seen.addAll(line.hold(leaving));
    }
  }

  private void sentOn(ServerRedirection packet) {
    redirection = Optional.of(packet);
  }

  /// Where the server sent the client, if it did.
  Optional<ServerRedirection> redirection() {
    return redirection;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// Goes on after a logon, on the connection that it was made on.
  ///
  /// @param offered in the connection request of this connection
  void goOn(TlsTunnel tunnel, Peer peer, Protocols offered, Protocols selected, ClientInfo info) {
    log.addAll(converse(tunnel, peer, offered, selected, EncryptionMethods.ALL, info).seen());
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
