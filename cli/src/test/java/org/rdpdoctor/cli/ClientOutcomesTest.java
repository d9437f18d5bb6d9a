package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.diagnosis.clients.ClientOutcome;
import org.rdpdoctor.diagnosis.clients.ClientOutcome.Kind;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.peers.FreeRdpShadow;
import org.rdpdoctor.peers.Peer;
import org.rdpdoctor.peers.TlsBehindX224;
import org.rdpdoctor.peers.XFreeRdp;
import org.rdpdoctor.peers.Xrdp;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.probe.Players;
import org.rdpdoctor.wire.x224.Protocols;

/// What becomes of every known client at real servers, and whether a real client agrees.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class ClientOutcomesTest {
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);
  private static final String XFREERDP = "freerdp-2-openssl-3";

  private static List<ClientOutcome> outcomes(Peer server, ClimbOptions options) {
    int port = server.port();
    return DOCTOR
        .examine(
            new Target("127.0.0.1:" + port, "127.0.0.1", port, Optional.empty()),
            CheckOptions.climbing(options),
            Doctor.NOBODY)
        .clients();
  }

  private static ClientOutcome xfreerdp(List<ClientOutcome> outcomes) {
    return outcomes.stream()
        .filter(each -> each.client().id().equals(XFREERDP))
        .findFirst()
        .orElseThrow();
  }

  /// Without what depends on the version of the server's OpenSSL.
  private static String table(List<ClientOutcome> outcomes) {
    return outcomes.stream()
        .map(
            each ->
                "%-22s  %-8s  %-11s  %-10s  %s%n"
                    .formatted(
                        each.client().id(),
                        each.kind().id(),
                        each.rung().map(Layer::id).orElse("-"),
                        each.confidence().id(),
                        each.kind() == Kind.CONNECTS ? "-" : each.because())
                    .replace("\r", ""))
        .collect(Collectors.joining());
  }

  static Stream<Arguments> servers() {
    return Stream.of(
        server("xrdp-tls-1.2", () -> Xrdp.tlsOf("TLSv1.2")),
        server("xrdp-tls-1.3", () -> Xrdp.tlsOf("TLSv1.3")),
        server("xrdp-tls-1.0", () -> Xrdp.tlsOf("TLSv1")),
        server("rdp-security", Xrdp::rdpSecurityOnly),
        server("nla", FreeRdpShadow::nla));
  }

  private static Arguments server(String name, Supplier<Peer> start) {
    return Arguments.of(name, start);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void every_client_has_an_outcome(String name, Supplier<Peer> start) {
    try (Peer server = start.get()) {
      List<ClientOutcome> outcomes = outcomes(server, ClimbOptions.usual());

      assertThat(outcomes).hasSameSizeAs(Clients.load().all());
      Golden.check("clients-" + name + ".txt", table(outcomes));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void a_real_client_does_what_is_said_of_it(String name, Supplier<Peer> start) {
    agrees(name, start);
  }

  static Stream<Arguments> strangeServers() {
    return Stream.of(
        openssl("-tls1", "-cipher", "AES128-SHA:@SECLEVEL=0"),
        openssl("-tls1", "-cipher", "ALL:@SECLEVEL=0"),
        openssl("-tls1_1", "-cipher", "ALL:@SECLEVEL=0"),
        openssl("-tls1_2", "-cipher", "NULL:@SECLEVEL=0"),
        openssl("-tls1_2", "-cipher", "CAMELLIA256-SHA:@SECLEVEL=0"),
        openssl("-tls1_2", "-cipher", "ECDHE-RSA-CHACHA20-POLY1305"),
        certified("-newkey", "rsa:1024", "-days", "30"),
        certified("-newkey", "rsa:2048", "-sha1", "-days", "30"),
        certified("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "30"));
  }

  private static Arguments openssl(String... options) {
    return server(String.join(" ", options), () -> TlsBehindX224.openssl(Protocols.SSL, options));
  }

  private static Arguments certified(String... options) {
    return server(
        String.join(" ", options),
        () ->
            TlsBehindX224.certified(List.of(options), Protocols.SSL, "-cipher", "ALL:@SECLEVEL=0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangeServers")
  void a_real_client_does_what_is_said_of_it_at_strange_servers(String name, Supplier<Peer> start) {
    agrees(name, start);
  }

  /// Told which client it is, a check decides; not told, it may leave open what it did not ask.
  private static void agrees(String name, Supplier<Peer> start) {
    try (Peer server = start.get();
        var client = XFreeRdp.start()) {
      boolean connects = client.connects(server);

      var form = Clients.formOf(Clients.load().called(XFREERDP)).orElseThrow();
      ClientOutcome alone =
          xfreerdp(
              outcomes(
                  server,
                  ClimbOptions.usual()
                      .offering(form.offers())
                      .speakingFor(Players.NONE.playing(Optional.of(form)))));
      assertThat(alone.kind()).as("%s: %s", name, alone.because()).isNotEqualTo(Kind.UNKNOWN);
      assertThat(alone.kind() != Kind.FAILS)
          .as("%s: %s", name, alone.because())
          .isEqualTo(connects);

      ClientOutcome amongOthers = xfreerdp(outcomes(server, ClimbOptions.usual()));
      if (amongOthers.kind() != Kind.UNKNOWN) {
        assertThat(amongOthers.kind() != Kind.FAILS)
            .as("%s, among others: %s", name, amongOthers.because())
            .isEqualTo(connects);
      }
    }
  }

  @Test
  void a_thorough_check_leaves_open_what_is_not_known_of_a_client_and_nothing_else() {
    try (var server = Xrdp.tls()) {
      List<ClientOutcome> outcomes = outcomes(server, ClimbOptions.usual().thoroughly(true));

      assertThat(outcomes)
          .filteredOn(each -> each.kind() == Kind.UNKNOWN)
          .extracting(each -> each.client().id())
          .containsExactly("windows-app-ios", "windows-app-android");
    }
  }
}
