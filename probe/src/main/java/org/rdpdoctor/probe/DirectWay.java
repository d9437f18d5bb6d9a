package org.rdpdoctor.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostUnreachable;
import org.rdpdoctor.facts.RouteFact.NetworkUnreachable;
import org.rdpdoctor.facts.RouteFact.RouteMissing;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
import org.rdpdoctor.facts.TcpFact.ConnectFailed;
import org.rdpdoctor.facts.TcpFact.ConnectProhibited;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;

/// One TCP connection from here to there.
final class DirectWay implements Way {
  private final Clock clock;
  private final PathQuality path;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile SecretsLog secrets = SecretsLog.NONE;
  private volatile boolean closed;

  /// @param path told of every connect
  DirectWay(Clock clock, PathQuality path) {
    this.clock = clock;
    this.path = path;
  }

  /// Has the secrets of all TLS inside its connections logged.
  void logSecretsTo(SecretsLog wanted) {
    secrets = wanted;
  }

  @Override
  public String name() {
    return "this machine";
  }

  @Override
  public boolean isDirect() {
    return true;
  }

  @Override
  public Opening open(Call call) {
    String host = call.host();
    int port = call.port();
    int number = call.number();
    var socket = new Socket();
    sockets.add(socket);
    Duration began = clock.now();
    PathQuality.Trial trial = path.begin(host, port, call.patience(), call.receiveBuffer() > 0);
    try {
      if (closed) {
        throw new SocketException("the run is over");
      }
      socket.setTcpNoDelay(true);
      if (call.receiveBuffer() > 0) {
        socket.setReceiveBufferSize(call.receiveBuffer());
      }
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral(host), port),
          (int) Math.max(1, call.patience().toMillis()));
      Duration elapsed = clock.now().minus(began);
      var fact =
          new Connected(
              host,
              port,
              elapsed,
              evidence(number, host, port, "SYN-ACK after " + Gate.ms(elapsed)));
      var line = new TcpLine(socket, clock, number, secrets);
      trial.connected(fact, line);
      return new Opening.Opened(line, fact);
    } catch (IOException e) {
      close(socket);
      sockets.remove(socket);
      Observation fact = explain(e, host, port, number, began);
      trial.notConnected(fact);
      return new Opening.NotOpened(fact);
    }
  }

  /// What a connect that failed says.
  ///
  /// @param began since the run began
  Observation explain(IOException e, String host, int port, int number, Duration began) {
    Duration elapsed = clock.now().minus(began);
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (e instanceof SocketTimeoutException || lower.contains("timed out") || clock.isOver()) {
      return new ConnectUnanswered(
          host, port, elapsed, evidence(number, host, port, "nothing for " + Gate.ms(elapsed)));
    }
    if (lower.contains("permission denied") || lower.contains("operation not permitted")) {
      // what Linux makes of the prohibitions of ICMPv6, and Windows of its own firewall's
      String reason = "the system, or ICMP, says “" + message + "”";
      return new ConnectProhibited(host, port, reason, evidence(number, host, port, message));
    }
    if (lower.contains("protocol family unavailable") || lower.contains("family not supported")) {
      return new RouteMissing(host, evidence(number, host, port, message));
    }
    if (lower.contains("network is unreachable")) {
      return Routes.exists(host)
          ? new NetworkUnreachable(host, evidence(number, host, port, message))
          : new RouteMissing(host, evidence(number, host, port, message));
    }
    if (e instanceof NoRouteToHostException || lower.contains("no route to host")) {
      return Routes.exists(host)
          ? new HostUnreachable(host, evidence(number, host, port, message))
          : new RouteMissing(host, evidence(number, host, port, message));
    }
    if (e instanceof ConnectException && lower.contains("refused")) {
      return new ConnectRefused(
          host, port, elapsed, evidence(number, host, port, "RST after " + Gate.ms(elapsed)));
    }
    if (lower.contains("reset")) {
      // On a quick path the RST of a server that leaves at once overtakes the end of connect().
      return new ClosedUnasked(
          host,
          port,
          Ending.RESET,
          elapsed,
          evidence(number, host, port, "SYN-ACK, then RST after " + Gate.ms(elapsed)));
    }
    return new ConnectFailed(host, port, message, evidence(number, host, port, message));
  }

  private Evidence evidence(int number, String host, int port, String heard) {
    return new Evidence(number, "a SYN to " + Addresses.withPort(host, port), heard, clock.now());
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // nothing to lose
    }
  }

  @Override
  public void close() {
    closed = true; // before the sockets: one that is made now is closed by its maker
    sockets.forEach(DirectWay::close);
  }
}
