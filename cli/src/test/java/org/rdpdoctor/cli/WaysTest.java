package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NegotiationFact.ProtocolsMeasured;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.peers.Microsocks;
import org.rdpdoctor.peers.Peer;
import org.rdpdoctor.peers.Sshd;
import org.rdpdoctor.peers.Tinyproxy;
import org.rdpdoctor.peers.Xrdp;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.probe.Itinerary;
import org.rdpdoctor.probe.Itinerary.Via;
import org.rdpdoctor.report.Report;

/// Through real proxies and a real jump host, the ladder says of a real server what it says without
/// them; and what goes wrong on the way is told from what goes wrong at the target.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WaysTest {
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);

  private static final Pattern FIRST_BREAK =
      Pattern.compile("\"breaks\": ?\\[\\s*\\{\\s*\"id\": ?\"([^\"]+)\"");
  private static final Pattern FIRST_CAUSE =
      Pattern.compile("\"causes\": ?\\[\\s*\\{\\s*\"id\": ?\"([^\"]+)\"");

  @TempDir Path folder;

  /// The first check of a cold machine is slower than its patience.
  @BeforeAll
  static void warmUp() {
    Run.of(DOCTOR, "lab", "healthy", "--check");
  }

  private static Via via(Via.Kind kind, Peer proxy) {
    return new Via(
        kind, Peer.ADDRESS, proxy.port(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Report examined(Peer server, Optional<Via> via) {
    String place = Peer.ADDRESS + ":" + server.port();
    return DOCTOR.examine(
        new Target(place, Peer.ADDRESS, server.port(), Optional.empty()),
        CheckOptions.climbing(
            ClimbOptions.usual()
                .within(Duration.ofSeconds(40))
                .travelling(Itinerary.DIRECT.via(via))),
        Doctor.NOBODY);
  }

  /// What was seen of the server from its first answer on; the way to it is another one. Left out
  /// is what lists answers in the order in which they happened to come.
  private static Set<String> ofTheServer(Report report) {
    return Replay.seen(report)
        .filter(
            fact ->
                fact.layer().compareTo(Layer.NEGOTIATION) >= 0
                    && fact.layer().compareTo(Layer.SECURITY) <= 0
                    && !(fact instanceof ProtocolsMeasured))
        .map(Replay::told)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> without(Set<String> all, Set<String> others) {
    return all.stream().filter(fact -> !others.contains(fact)).toList();
  }

  private static void agree(Peer server, Via way) {
    Report direct = examined(server, Optional.empty());
    Report far = examined(server, Optional.of(way));

    assertThat(far.diagnosis().verdict()).isEqualTo(direct.diagnosis().verdict());
    assertThat(far.diagnosis().unexplained()).isEmpty();
    assertThat(without(ofTheServer(direct), ofTheServer(far))).as("only seen directly").isEmpty();
    assertThat(without(ofTheServer(far), ofTheServer(direct))).as("only seen so").isEmpty();
    assertThat(ofTheServer(far)).hasSizeGreaterThan(5);
  }

  @Test
  void a_socks_proxy_changes_nothing_of_what_the_server_is() {
    try (var server = Xrdp.tls();
        var proxy = Microsocks.open()) {
      agree(server, via(Via.Kind.SOCKS5, proxy));
    }
  }

  @Test
  void an_http_proxy_changes_nothing_of_what_the_server_is() {
    try (var server = Xrdp.negotiating();
        var proxy = Tinyproxy.allowing(server.port())) {
      agree(server, via(Via.Kind.HTTP, proxy));
    }
  }

  @Test
  void a_jump_host_changes_nothing_of_what_the_server_is() {
    try (var server = Xrdp.tls();
        var host = Sshd.start()) {
      agree(
          server,
          new Via(
              Via.Kind.SSH,
              Peer.ADDRESS,
              host.port(),
              Optional.empty(),
              Optional.of(host.knownHosts()),
              Optional.of(host.identity())));
    }
  }

  /// First break and first cause, with a dash for none.
  private String answer(int port, String way, String... options) {
    var words = new ArrayList<>(List.of("check", Peer.ADDRESS + ":" + port, "--json"));
    words.addAll(List.of("--via", way));
    words.addAll(List.of(options));
    Run run = Run.of(DOCTOR, words.toArray(String[]::new));
    assertThat(run.out()).as(run.err()).contains("\"verdict\"");
    return first(FIRST_BREAK, run.out()) + " " + first(FIRST_CAUSE, run.out());
  }

  private static String first(Pattern pattern, String json) {
    Matcher found = pattern.matcher(json);
    return found.find() ? found.group(1) : "-";
  }

  private static String socks(Peer proxy) {
    return "socks5://" + Peer.ADDRESS + ":" + proxy.port();
  }

  private String password(String text) throws IOException {
    return Files.writeString(folder.resolve("password"), text + "\n").toString();
  }

  @Test
  void the_right_password_lets_through_and_a_wrong_one_is_told() throws IOException {
    try (var server = Xrdp.tls();
        var socks = Microsocks.of("alice", "secret");
        var http = Tinyproxy.allowing(server.port(), "alice", "secret")) {
      String byHttp = "http://alice@" + Peer.ADDRESS + ":" + http.port();
      String bySocks = "socks5://alice@" + Peer.ADDRESS + ":" + socks.port();

      assertThat(answer(server.port(), bySocks, "--via-password-file", password("secret")))
          .isEqualTo("- -");
      assertThat(answer(server.port(), byHttp, "--via-password-file", password("secret")))
          .isEqualTo("- -");
      assertThat(answer(server.port(), bySocks, "--via-password-file", password("wrong")))
          .isEqualTo("proxy.auth-rejected proxy-logon-wrong");
      assertThat(answer(server.port(), byHttp, "--via-password-file", password("wrong")))
          .isEqualTo("proxy.auth-rejected proxy-logon-wrong");
      assertThat(answer(server.port(), socks(socks)))
          .isEqualTo("proxy.auth-required proxy-logon-missing");
    }
  }

  @Test
  void a_target_that_is_closed_behind_the_proxy_is_no_fault_of_the_proxy() {
    try (var host = Sshd.start();
        var proxy = Microsocks.open()) {
      assertThat(answer(1, socks(proxy))).startsWith("tcp.closed ");
      assertThat(answer(1, ssh(host), keys(host))).startsWith("tcp.closed ");
    }
  }

  private static String ssh(Sshd host) {
    return "ssh://" + Peer.ADDRESS + ":" + host.port();
  }

  private static String[] keys(Sshd host) {
    return new String[] {
      "--known-hosts", host.knownHosts().toString(), "--identity", host.identity().toString()
    };
  }

  @Test
  void a_port_that_the_proxy_forbids_is_its_rule() {
    try (var proxy = Tinyproxy.allowing(443)) {
      assertThat(answer(3389, "http://" + Peer.ADDRESS + ":" + proxy.port()))
          .isEqualTo("proxy.refused proxy-forbids-target");
    }
  }

  @Test
  void a_jump_host_that_forbids_forwarding_is_told_from_one_that_fails() {
    try (var host = Sshd.with("AllowTcpForwarding no")) {
      assertThat(answer(3389, ssh(host), keys(host)))
          .isEqualTo("proxy.refused jump-host-forbids-forwarding");
    }
  }

  @Test
  void an_unknown_or_another_host_key_ends_it_and_nothing_is_written_down() throws IOException {
    try (var host = Sshd.start();
        var other = Sshd.start()) {
      Path empty = Files.writeString(folder.resolve("empty"), "");
      Path wrong =
          Files.writeString(
              folder.resolve("wrong"),
              Files.readString(other.knownHosts()).replace(":" + other.port(), ":" + host.port()));
      String before = Files.readString(wrong);

      assertThat(answer(3389, ssh(host), "--known-hosts", empty.toString()))
          .isEqualTo("proxy.host-key jump-host-not-known-yet");
      assertThat(answer(3389, ssh(host), "--known-hosts", wrong.toString()))
          .isEqualTo("proxy.host-key jump-host-key-changed");
      assertThat(empty).isEmptyFile();
      assertThat(wrong).hasContent(before);
    }
  }

  @Test
  void a_key_that_the_jump_host_does_not_know_is_told() {
    try (var host = Sshd.start();
        var other = Sshd.start()) {
      assertThat(
              answer(
                  3389,
                  ssh(host),
                  "--known-hosts",
                  host.knownHosts().toString(),
                  "--identity",
                  other.identity().toString()))
          .isEqualTo("proxy.auth-rejected jump-host-key-not-accepted");
    }
  }

  @Test
  void a_port_that_is_no_such_proxy_is_recognised() {
    try (var host = Sshd.start();
        var socks = Microsocks.open()) {
      assertThat(answer(3389, "socks5://" + Peer.ADDRESS + ":" + host.port()))
          .isEqualTo("proxy.not-a-proxy proxy-kind-differs");
      assertThat(answer(3389, "http://" + Peer.ADDRESS + ":" + socks.port()))
          .isEqualTo("proxy.not-a-proxy proxy-kind-differs");
    }
  }

  @Test
  void a_proxy_that_says_nothing_and_one_that_leaves_are_told_apart() throws IOException {
    try (var listening = new ServerSocket(0, 50, InetAddress.ofLiteral(Peer.ADDRESS))) {
      assertThat(
              answer(
                  3389,
                  "socks5://" + Peer.ADDRESS + ":" + listening.getLocalPort(),
                  "--timeout",
                  "4s"))
          .startsWith("proxy.silent ");
    }
    try (var listening = new ServerSocket(0, 50, InetAddress.ofLiteral(Peer.ADDRESS))) {
      Thread.ofVirtual().start(() -> cut(listening));
      assertThat(answer(3389, "socks5://" + Peer.ADDRESS + ":" + listening.getLocalPort()))
          .startsWith("proxy.cut ");
    }
  }

  /// Hears the greeting and leaves.
  private static void cut(ServerSocket listening) {
    while (true) {
      try (Socket connection = listening.accept()) {
        connection.getInputStream().readNBytes(3);
      } catch (IOException _) {
        return; // the test is over
      }
    }
  }
}
