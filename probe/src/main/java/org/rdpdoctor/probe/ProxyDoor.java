package org.rdpdoctor.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.ConnectTrouble;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NameFact.SystemUnresolved;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ProxyFact;
import org.rdpdoctor.facts.ProxyFact.ProxyConnected;
import org.rdpdoctor.facts.ProxyFact.ProxyNameFailed;
import org.rdpdoctor.facts.ProxyFact.ProxyNameResolved;
import org.rdpdoctor.facts.ProxyFact.ProxyNotConnected;
import org.rdpdoctor.facts.RouteFact.HostUnreachable;
import org.rdpdoctor.facts.RouteFact.NetworkUnreachable;
import org.rdpdoctor.facts.RouteFact.RouteMissing;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
import org.rdpdoctor.facts.TcpFact.ConnectFailed;
import org.rdpdoctor.facts.TcpFact.ConnectProhibited;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;

/// The proxy's own port: its name becomes addresses, and one of them a connection.
final class ProxyDoor implements AutoCloseable {
  private static final int MOST_ADDRESSES = 3;

  private final Itinerary.Via via;
  private final Clock clock;
  private final Names names;
  private final DirectWay direct;
  private Optional<List<InetAddress>> addresses = Optional.empty();
  private Optional<InetAddress> working = Optional.empty();

  ProxyDoor(Itinerary.Via via, Clock clock, SecretsLog secrets, ExecutorService threads) {
    this.via = via;
    this.clock = clock;
    this.names = new Names(clock, threads);
    // what the path to the proxy is like says nothing of the path to the target
    this.direct =
        new DirectWay(clock, new PathQuality(clock, new Log(_ -> {}), SynSteps.ofThisSystem()));
    direct.logSecretsTo(secrets);
  }

  /// What became of an attempt to reach the proxy.
  ///
  /// @param seen on the way to it; the last fact says what went wrong if there is no line
  record Reached(Optional<TcpLine> line, Peer peer, List<ProxyFact> seen) {}

  Reached reach(Duration patience, int number) {
    Duration end = clock.now().plus(patience);
    Lookup lookup = lookUp(patience);
    var seen = new ArrayList<ProxyFact>();
    lookup.fact().ifPresent(seen::add);
    var nobody = new Peer(via.host(), via.port(), number);
    int tried = 0;
    for (InetAddress address : lookup.addresses()) {
      tried++;
      Duration left = end.minus(clock.now());
      int behind = lookup.addresses().size() - tried;
      Duration mine = behind == 0 ? left : left.dividedBy(2); // the next one gets a chance, too
      var peer = new Peer(address.getHostAddress(), via.port(), number);
      Opening opening =
          direct.open(new Way.Call(peer.address(), via.port(), clock.atMost(mine), 0, number));
      if (opening instanceof Opening.Opened(TcpLine line, Observation fact)
          && fact instanceof Connected connected) {
        works(address);
        seen.add(
            new ProxyConnected(
                via.kind().id(),
                via.host(),
                via.port(),
                peer.address(),
                connected.elapsed(),
                connected.evidence()));
        return new Reached(Optional.of(line), peer, List.copyOf(seen));
      }
      seen.add(trouble(peer.address(), opening.fact()));
    }
    return new Reached(Optional.empty(), nobody, List.copyOf(seen));
  }

  /// Addresses to try, and what is to be said of how they were found.
  record Lookup(List<InetAddress> addresses, Optional<ProxyFact> fact) {}

  private synchronized void works(InetAddress address) {
    working = Optional.of(address);
  }

  /// Asked once; what worked before is tried alone.
  synchronized Lookup lookUp(Duration patience) {
    if (working.isPresent()) {
      return new Lookup(List.of(working.get()), Optional.empty());
    }
    if (addresses.isPresent()) {
      return new Lookup(addresses.get(), Optional.empty());
    }
    if (Names.isLiteral(via.host())) {
      addresses = Optional.of(List.of(InetAddress.ofLiteral(via.host())));
      return new Lookup(addresses.get(), Optional.empty());
    }
    Duration began = clock.now();
    Optional<Names.Resolution> found =
        Waiting.forResult(
            Blocking.start(() -> names.system(via.host())), clock.until(began.plus(patience)));
    Duration elapsed = clock.now().minus(began);
    String asked = "a lookup of " + via.host() + " by the system";
    List<InetAddress> usable =
        found.map(Names.Resolution::addresses).orElse(List.of()).stream()
            .limit(MOST_ADDRESSES)
            .toList();
    if (usable.isEmpty()) {
      String reason =
          found.map(Names.Resolution::fact).orElse(null) instanceof SystemUnresolved failed
              ? failed.reason()
              : "timed out: no answer in " + Gate.ms(elapsed);
      return new Lookup(
          List.of(),
          Optional.of(
              new ProxyNameFailed(
                  via.kind().id(),
                  via.host(),
                  reason,
                  elapsed,
                  Evidence.of(asked, reason, clock.now()))));
    }
    addresses = Optional.of(usable);
    List<String> texts = usable.stream().map(InetAddress::getHostAddress).toList();
    return new Lookup(
        usable,
        Optional.of(
            new ProxyNameResolved(
                via.kind().id(),
                via.host(),
                texts,
                elapsed,
                Evidence.of(asked, String.join(" ", texts), clock.now()))));
  }

  /// What `failure` says of the proxy, for who connects by other means.
  ProxyFact trouble(String address, IOException failure, Duration began, int number) {
    return trouble(address, direct.explain(failure, address, via.port(), number, began));
  }

  private ProxyNotConnected trouble(String address, Observation fact) {
    Duration elapsed = clock.now().minus(fact.evidence().at());
    return switch (fact) {
      case ConnectRefused refused ->
          not(
              address,
              ConnectTrouble.REFUSED,
              "the connection was refused",
              refused.elapsed(),
              fact);
      case ConnectUnanswered silent ->
          not(
              address,
              ConnectTrouble.UNANSWERED,
              "no answer for " + Gate.ms(silent.waited()),
              silent.waited(),
              fact);
      case ConnectProhibited prohibited ->
          not(address, ConnectTrouble.PROHIBITED, prohibited.reason(), elapsed, fact);
      case ClosedUnasked closed ->
          not(
              address,
              ConnectTrouble.CLOSED,
              "closed as soon as it was accepted",
              closed.elapsed(),
              fact);
      case RouteMissing _ ->
          not(
              address,
              ConnectTrouble.UNREACHABLE,
              "this machine has no route to it",
              elapsed,
              fact);
      case NetworkUnreachable _, HostUnreachable _ ->
          not(
              address,
              ConnectTrouble.UNREACHABLE,
              "it cannot be reached, says somebody on the way",
              elapsed,
              fact);
      case ConnectFailed failed ->
          not(address, ConnectTrouble.FAILED, failed.reason(), elapsed, fact);
      default -> not(address, ConnectTrouble.FAILED, fact.evidence().heard(), elapsed, fact);
    };
  }

  private ProxyNotConnected not(
      String address, ConnectTrouble how, String reason, Duration elapsed, Observation fact) {
    return new ProxyNotConnected(
        via.kind().id(), via.host(), via.port(), address, how, reason, elapsed, fact.evidence());
  }

  @Override
  public void close() {
    direct.close();
  }
}
