package org.rdpdoctor.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.signature.Signature;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ProxyFact.ProxyConnected;
import org.rdpdoctor.facts.ProxyFact.ProxyUnanswered;

/// One session with a jump host: connected, its key compared with the known ones, and the user
/// logged on. Every wait is bounded.
final class JumpHost implements AutoCloseable {
  private final Itinerary.Via via;
  private final Clock clock;
  private final ProxyDoor door;
  private final JumpWitness witness;
  private final SshClient client;
  private Optional<ClientSession> session = Optional.empty();

  JumpHost(Itinerary.Via via, Clock clock, ProxyDoor door) {
    this.via = via;
    this.clock = clock;
    this.door = door;
    KnownKeys known =
        KnownKeys.of(
            via.host(), via.port(), via.knownHosts().orElseGet(() -> inHome("known_hosts")));
    this.witness = new JumpWitness(via, clock, known);
    this.client = client(known);
  }

  static Path inHome(String name) {
    return Path.of(System.getProperty("user.home"), ".ssh", name);
  }

  private SshClient client(KnownKeys known) {
    SshClient made = SshClient.setUpDefaultClient();
    made.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    made.setFilePasswordProvider(FilePasswordProvider.EMPTY);
    made.setServerKeyVerifier(witness);
    made.setSignatureFactories(preferring(known.types(), made.getSignatureFactories()));
    made.addSessionListener(witness);
    JumpKeys.give(made, via, witness);
    return made;
  }

  /// A host with several keys shows the one that is known.
  private static List<NamedFactory<Signature>> preferring(
      Set<String> types, List<NamedFactory<Signature>> all) {
    var sorted = new ArrayList<NamedFactory<Signature>>();
    all.stream().filter(each -> isOf(types, each.getName())).forEach(sorted::add);
    all.stream().filter(each -> !sorted.contains(each)).forEach(sorted::add);
    return List.copyOf(sorted);
  }

  /// RSA keys sign in several ways.
  private static boolean isOf(Set<String> types, String algorithm) {
    return types.contains(algorithm)
        || (types.contains("ssh-rsa") && algorithm.startsWith("rsa-sha2-"));
  }

  /// What was seen on the way to a session.
  ///
  /// @param session nothing if the last fact says what went wrong
  record Met(Optional<ClientSession> session, Peer peer, List<Observation> seen) {}

  /// @param target for facts about what was not reached
  Met meet(String target, Duration patience, int number) {
    Duration end = clock.now().plus(patience);
    var seen = new ArrayList<Observation>();
    ProxyDoor.Lookup lookup = door.lookUp(patience);
    lookup.fact().ifPresent(seen::add);
    client.start();
    for (InetAddress address : lookup.addresses()) {
      var peer = new Peer(address.getHostAddress(), via.port(), number);
      witness.begin(peer, target);
      Optional<ClientSession> connected = connect(address, end.minus(clock.now()), number, seen);
      if (connected.isPresent()) {
        session = connected;
        Optional<Observation> trouble = logOn(connected.get(), end, seen);
        trouble.ifPresent(seen::add);
        return new Met(trouble.isEmpty() ? connected : Optional.empty(), peer, List.copyOf(seen));
      }
    }
    return new Met(Optional.empty(), new Peer(via.host(), via.port(), number), List.copyOf(seen));
  }

  private Optional<ClientSession> connect(
      InetAddress address, Duration patience, int number, List<Observation> seen) {
    Duration began = clock.now();
    String text = address.getHostAddress();
    try {
      ConnectFuture future = client.connect(user(via), new InetSocketAddress(address, via.port()));
      boolean isOver = future.await(patience);
      Duration elapsed = clock.now().minus(began);
      if (isOver && future.isConnected()) {
        seen.add(
            new ProxyConnected(
                via.kind().id(),
                via.host(),
                via.port(),
                text,
                elapsed,
                new Evidence(
                    number,
                    "a SYN to " + Addresses.withPort(text, via.port()),
                    "a connection, ready for SSH after " + Gate.ms(elapsed),
                    clock.now())));
        return Optional.of(future.getClientSession());
      }
      IOException failure = isOver ? cause(future.getException()) : new IOException("timed out");
      var _ = future.cancel();
      seen.add(door.trouble(text, failure, began, number));
    } catch (IOException e) {
      seen.add(door.trouble(text, e, began, number));
    }
    return Optional.empty();
  }

  /// What the system itself said.
  private static IOException cause(Throwable failure) {
    Throwable deepest = failure;
    for (int depth = 0; depth < 8 && deepest.getCause() != null; depth++) {
      deepest = deepest.getCause();
    }
    return deepest instanceof IOException e ? e : new IOException(deepest.getMessage(), deepest);
  }

  static String user(Itinerary.Via via) {
    return via.logon()
        .map(logon -> logon.account().user())
        .orElseGet(() -> System.getProperty("user.name"));
  }

  private Optional<Observation> logOn(ClientSession session, Duration end, List<Observation> seen) {
    Set<ClientSessionEvent> events =
        session.waitFor(
            EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED),
            positive(end.minus(clock.now())));
    seen.addAll(witness.greeting());
    if (!events.contains(ClientSessionEvent.WAIT_AUTH)) {
      return Optional.of(witness.noGreeting(events.contains(ClientSessionEvent.CLOSED)));
    }
    Duration began = clock.now();
    witness.logonBegins();
    try {
      AuthFuture future = session.auth();
      boolean isOver = future.await(positive(end.minus(clock.now())));
      Duration elapsed = clock.now().minus(began);
      if (isOver && future.isSuccess()) {
        seen.add(witness.accepted(elapsed));
        return Optional.empty();
      }
      return Optional.of(isOver ? witness.rejected(elapsed) : unanswered(elapsed));
    } catch (IOException _) {
      return Optional.of(witness.rejected(clock.now().minus(began)));
    }
  }

  private ProxyUnanswered unanswered(Duration waited) {
    return witness.unanswered("logon", waited);
  }

  /// The library takes no time at all for no bound.
  static Duration positive(Duration wanted) {
    Duration least = Duration.ofMillis(1);
    return wanted.compareTo(least) < 0 ? least : wanted;
  }

  @Override
  public void close() {
    session.filter(AbstractSession.class::isInstance).ifPresent(open -> open.close(true));
    client.close(true);
  }
}
