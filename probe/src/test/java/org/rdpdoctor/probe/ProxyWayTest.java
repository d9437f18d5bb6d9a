package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.Account;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.facts.ProxyFact.ProxyConnected;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonRejected;
import org.rdpdoctor.facts.ProxyFact.ProxyNotConnected;
import org.rdpdoctor.facts.ProxyFact.ProxyOpened;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.probe.Itinerary.Via;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProxyWayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String COME_IN = "HTTP/1.1 200 OK\r\n\r\n";
  private static final String WHO_ARE_YOU =
      "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n";

  private final Log log = new Log(_ -> {});
  private final Clock clock = new Clock(System.nanoTime(), Duration.ofSeconds(30));

  private ProxyWay way(Via.Kind kind, Loopback proxy, Optional<Logon> logon) {
    return way(kind, proxy.port(), logon);
  }

  private ProxyWay way(Via.Kind kind, int port, Optional<Logon> logon) {
    var via = new Via(kind, "127.0.0.1", port, logon, Optional.empty(), Optional.empty());
    return new ProxyWay(
        via, clock, log, SecretsLog.NONE, Executors.newVirtualThreadPerTaskExecutor());
  }

  private static Way.Call call(int number) {
    return new Way.Call("srv01.example", 3389, PATIENCE, 0, number);
  }

  private static Optional<Logon> alice() {
    return Optional.of(new Logon(Account.of("alice"), Password.takenFrom("secret".toCharArray())));
  }

  /// A SOCKS proxy that asks nothing; the target behind it repeats what is said.
  private static void socks(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    OutputStream out = connection.getOutputStream();
    in.readNBytes(3);
    out.write(Bytes.hex("05 00").toArray());
    in.readNBytes(4 + 1 + "srv01.example".length() + 2);
    out.write(Bytes.hex("05 00 00 01 00 00 00 00 00 00").toArray());
    in.transferTo(out);
  }

  @Test
  void what_is_said_through_a_proxy_reaches_the_target_and_back() {
    try (Loopback proxy = Loopback.playing((connection, _) -> socks(connection));
        ProxyWay way = way(Via.Kind.SOCKS5, proxy, Optional.empty())) {
      Opening opening = way.open(call(1));

      assertThat(opening.fact()).isInstanceOf(Connected.class);
      assertThat(opening).isInstanceOf(Opening.Opened.class);
      Connection line = ((Opening.Opened) opening).line();
      line.say(Bytes.ascii("hello"));
      assertThat(line.listen(PATIENCE))
          .isInstanceOfSatisfying(
              Heard.Data.class, data -> assertThat(data.bytes()).isEqualTo(Bytes.ascii("hello")));
      assertThat(line.information()).isEmpty(); // that would be of the proxy
    }
  }

  @Test
  void what_is_routine_is_told_once_however_many_connections_there_are() {
    try (Loopback proxy = Loopback.playing((connection, _) -> socks(connection));
        ProxyWay way = way(Via.Kind.SOCKS5, proxy, Optional.empty())) {
      List.of(1, 2, 3).forEach(number -> way.open(call(number)));
    }

    assertThat(log.all(ProxyConnected.class)).hasSize(1);
    assertThat(log.all(ProxyOpened.class)).hasSize(1);
  }

  @Test
  void a_wrong_password_is_said_once_however_many_connections_are_wanted() {
    var said = new AtomicInteger();
    Loopback.Part rejecting =
        (connection, _) -> {
          connection.getInputStream().readNBytes(4);
          connection.getOutputStream().write(Bytes.hex("05 02").toArray());
          connection.getInputStream().readNBytes(2 + "alice".length() + 1 + "secret".length());
          said.incrementAndGet();
          connection.getOutputStream().write(Bytes.hex("01 01").toArray());
        };
    Optional<Logon> logon = alice();
    try (Loopback proxy = Loopback.playing(rejecting);
        ProxyWay way = way(Via.Kind.SOCKS5, proxy, logon);
        ProxyWay ofAnotherTarget = way(Via.Kind.SOCKS5, proxy, logon)) {
      assertThat(way.open(call(1)).fact()).isInstanceOf(ProxyLogonRejected.class);
      assertThat(way.open(call(2)).fact()).isInstanceOf(ProxyLogonRejected.class);
      assertThat(ofAnotherTarget.open(call(1)).fact()).isInstanceOf(ProxyLogonRejected.class);
    }

    assertThat(said).hasValue(1);
  }

  @Test
  void an_http_proxy_is_told_the_password_only_after_it_asked() {
    var heads = new ConcurrentLinkedQueue<String>();
    Loopback.Part asking =
        (connection, _) -> {
          String head = head(connection.getInputStream());
          heads.add(head);
          String answer = head.contains("Proxy-Authorization") ? COME_IN : WHO_ARE_YOU;
          connection.getOutputStream().write(Bytes.ascii(answer).toArray());
          Loopback.listenToTheEnd(connection);
        };
    try (Loopback proxy = Loopback.playing(asking);
        ProxyWay way = way(Via.Kind.HTTP, proxy, alice())) {
      assertThat(way.open(call(1)).fact()).isInstanceOf(Connected.class);
      assertThat(way.open(call(2)).fact()).isInstanceOf(Connected.class);
    }

    assertThat(heads.stream().filter(head -> head.contains("Proxy-Authorization"))).hasSize(2);
    assertThat(heads).hasSize(3); // asked once without, and from then on with
    assertThat(heads.peek()).doesNotContain("Proxy-Authorization");
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Test
  void a_proxy_that_is_not_there_is_no_trouble_of_the_target() throws IOException {
    try (var held = new Socket()) { // a port that nobody else can listen on
      held.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      try (ProxyWay way = way(Via.Kind.SOCKS5, held.getLocalPort(), Optional.empty())) {
        assertThat(way.open(call(1)).fact()).isInstanceOf(ProxyNotConnected.class);
      }
    }
  }
}
