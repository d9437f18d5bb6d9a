package org.rdpdoctor.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.rdpdoctor.dialogue.ChannelRefusal;
import org.rdpdoctor.dialogue.Destination;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ProxyFact.ProxyEnded;
import org.rdpdoctor.facts.ProxyFact.ProxyOpened;
import org.rdpdoctor.facts.ProxyFact.ProxyUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;

/// Connections that a jump host makes in our place: one SSH session, and a channel for each
/// (RFC 4254 7.2).
final class SshWay implements Way {
  private static final String KIND = "ssh";

  private final Itinerary.Via via;
  private final Clock clock;
  private final Log log;
  private final SecretsLog secrets;
  private final ProxyDoor door;
  private Optional<JumpHost> host = Optional.empty();
  private Optional<JumpHost.Met> met = Optional.empty();
  private boolean opened;
  private boolean closed;

  SshWay(Itinerary.Via via, Clock clock, Log log, SecretsLog secrets, ExecutorService threads) {
    this.via = via;
    this.clock = clock;
    this.log = log;
    this.secrets = secrets;
    this.door = new ProxyDoor(via, clock, secrets, threads);
  }

  @Override
  public String name() {
    return via.words();
  }

  @Override
  public Opening open(Call call) {
    Duration end = clock.now().plus(call.patience());
    JumpHost.Met reached = met(call);
    if (reached.session().isEmpty()) {
      return Opening.blamed(reached.seen().getLast());
    }
    Duration left = JumpHost.positive(end.minus(clock.now()));
    return channel(reached.session().get(), reached.peer(), call, left);
  }

  /// The session is made once, whatever comes of it: a key or a password is not shown twice.
  private synchronized JumpHost.Met met(Call call) {
    if (met.isPresent()) {
      return met.get();
    }
    var made = new JumpHost(via, clock, door);
    host = Optional.of(made);
    JumpHost.Met reached = made.meet(call.target(), call.patience(), call.number());
    met = Optional.of(reached);
    List<Observation> seen = reached.seen();
    log.addAll(reached.session().isPresent() ? seen : seen.subList(0, seen.size() - 1));
    if (closed) {
      made.close();
    }
    return reached;
  }

  private Opening channel(ClientSession session, Peer peer, Call call, Duration patience) {
    Duration began = clock.now();
    try {
      ChannelDirectTcpip channel =
          session.createDirectTcpipChannel(
              new SshdSocketAddress("127.0.0.1", 0),
              new SshdSocketAddress(call.host(), call.port()));
      var line = new ChannelConnection(channel, clock, call.number(), secrets);
      OpenFuture future = channel.open();
      boolean isOver = future.await(patience);
      Duration elapsed = clock.now().minus(began);
      if (isOver && future.isOpened()) {
        return new Opening.Opened(line, connected(peer, call, elapsed));
      }
      line.close();
      if (!isOver) {
        return Opening.blamed(
            new ProxyUnanswered(
                KIND,
                "connect",
                call.target(),
                elapsed,
                evidence(peer, call, "nothing for " + Gate.ms(elapsed))));
      }
      return new Opening.NotOpened(refused(peer, call, future.getException(), elapsed));
    } catch (IOException e) {
      return new Opening.NotOpened(refused(peer, call, e, clock.now().minus(began)));
    }
  }

  private Connected connected(Peer peer, Call call, Duration elapsed) {
    Evidence evidence = evidence(peer, call, "an open channel");
    synchronized (this) {
      if (!opened) {
        opened = true;
        log.add(new ProxyOpened(KIND, call.target(), elapsed, evidence));
      }
    }
    return new Connected(call.host(), call.port(), elapsed, evidence);
  }

  private Observation refused(Peer peer, Call call, Throwable why, Duration elapsed) {
    Throwable cause = why;
    for (int depth = 0; depth < 8 && cause != null; depth++) {
      if (cause instanceof SshChannelOpenException refusal) {
        return ChannelRefusal.of(
            at(peer, call),
            new Destination(call.host(), call.port()),
            refusal.getReasonCode(),
            String.valueOf(refusal.getMessage()),
            elapsed,
            clock.now());
      }
      cause = cause.getCause();
    }
    return new ProxyEnded(
        KIND,
        "connect",
        Ending.CLOSED,
        call.target(),
        elapsed,
        evidence(peer, call, String.valueOf(why.getMessage())));
  }

  private Evidence evidence(Peer peer, Call call, String heard) {
    return at(peer, call)
        .evidence("a direct-tcpip channel to " + call.target(), heard, clock.now());
  }

  private static Peer at(Peer peer, Call call) {
    return new Peer(peer.address(), peer.port(), call.number());
  }

  @Override
  public void close() {
    door.close();
    synchronized (this) {
      closed = true;
      host.ifPresent(JumpHost::close);
    }
  }
}
