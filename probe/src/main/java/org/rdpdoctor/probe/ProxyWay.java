package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.rdpdoctor.dialogue.ConnectDialogue;
import org.rdpdoctor.dialogue.Destination;
import org.rdpdoctor.dialogue.PassageDialogue;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.dialogue.ProxyCredentials;
import org.rdpdoctor.dialogue.SocksDialogue;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ProxyFact.ProxyUnanswered;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.socks.SocksAddress;

/// Connections that a SOCKS or HTTP proxy makes in our place.
///
/// What is routine is logged when it is seen first: a run makes many connections. What the proxy
/// does wrong is the fact of the connection that did not come about.
final class ProxyWay implements Way {
  private final Itinerary.Via via;
  private final Clock clock;
  private final Log log;
  private final ProxyDoor door;
  private final Set<Class<?>> told = ConcurrentHashMap.newKeySet();
  private volatile boolean asksForPassword;

  ProxyWay(Itinerary.Via via, Clock clock, Log log, SecretsLog secrets, ExecutorService threads) {
    this.via = via;
    this.clock = clock;
    this.log = log;
    this.door = new ProxyDoor(via, clock, secrets, threads);
  }

  @Override
  public String name() {
    return via.words();
  }

  @Override
  public Opening open(Call call) {
    return via.logon()
        .map(
            logon ->
                logon
                    .admission()
                    .through(call.patience(), () -> attempt(call), () -> waitedInVain(call)))
        .orElseGet(() -> attempt(call));
  }

  private Opening attempt(Call call) {
    Duration end = clock.now().plus(call.patience());
    return switch (via.kind()) {
      case SOCKS5 -> held(call, end, (proxy, patience) -> socks(proxy, call, patience));
      case HTTP -> connected(call, end);
      case SSH -> throw new IllegalStateException("a jump host is no proxy");
    };
  }

  /// User and password are told to an HTTP proxy that has asked for them, and to no other.
  private Opening connected(Call call, Duration end) {
    Optional<ProxyCredentials> who = credentials();
    if (who.isPresent() && asksForPassword) {
      return basic(call, end, who.get());
    }
    var asked = new AtomicReference<Optional<ConnectDialogue>>(Optional.empty());
    Opening first =
        held(
            call,
            end,
            (proxy, patience) -> {
              var dialogue =
                  ConnectDialogue.unasked(proxy, destination(call), who.isPresent(), patience);
              asked.set(Optional.of(dialogue));
              return dialogue;
            });
    if (who.isEmpty() || asked.get().filter(ConnectDialogue::wantsBasic).isEmpty()) {
      return first;
    }
    asksForPassword = true;
    return basic(call, end, who.get());
  }

  private Opening basic(Call call, Duration end, ProxyCredentials who) {
    return held(
        call,
        end,
        (proxy, patience) -> ConnectDialogue.basic(proxy, destination(call), who, patience));
  }

  /// One connection to the proxy, and one dialogue on it.
  private Opening held(
      Call call, Duration end, BiFunction<Peer, Duration, PassageDialogue> conversation) {
    ProxyDoor.Reached reached = door.reach(end.minus(clock.now()), call.number());
    if (reached.line().isEmpty()) {
      return failed(reached.seen());
    }
    tell(reached.seen());
    TcpLine line = reached.line().get();
    PassageDialogue dialogue =
        conversation.apply(reached.peer(), clock.atMost(end.minus(clock.now())));
    List<Observation> seen = line.hold(dialogue);
    if (dialogue.isOpen()) {
      tell(seen);
      return new Opening.Opened(new FarConnection(line), dialogue.ofTarget().orElseThrow());
    }
    line.close();
    if (dialogue.ofTarget().isPresent()) {
      tell(seen);
      return new Opening.NotOpened(dialogue.ofTarget().get());
    }
    return failed(seen);
  }

  private PassageDialogue socks(Peer proxy, Call call, Duration patience) {
    SocksAddress address =
        Names.isLiteral(call.host())
            ? new SocksAddress.Numeric(
                Bytes.copyOf(InetAddress.ofLiteral(call.host()).getAddress()))
            : SocksAddress.named(call.host());
    return new SocksDialogue(proxy, destination(call), address, credentials(), patience);
  }

  private static Destination destination(Call call) {
    return new Destination(call.host(), call.port());
  }

  private Optional<ProxyCredentials> credentials() {
    return via.logon()
        .flatMap(
            logon -> logon.password().map(word -> new ProxyCredentials(logon.account(), word)));
  }

  /// The last fact is the answer to the attempt.
  private Opening failed(List<? extends Observation> seen) {
    tell(seen.subList(0, seen.size() - 1));
    return Opening.blamed(seen.getLast());
  }

  private void tell(List<? extends Observation> facts) {
    facts.stream().filter(fact -> told.add(fact.getClass())).forEach(log::add);
  }

  private Opening waitedInVain(Call call) {
    return new Opening.NotOpened(
        new ProxyUnanswered(
            via.kind().id(),
            "logon",
            call.target(),
            call.patience(),
            new Evidence(
                call.number(),
                "nothing yet",
                "no answer to the logon on another connection",
                clock.now())));
  }

  @Override
  public void close() {
    door.close();
  }
}
