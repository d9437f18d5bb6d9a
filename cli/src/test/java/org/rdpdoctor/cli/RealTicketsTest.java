package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.peers.Kdc;
import org.rdpdoctor.testkit.peer.Peer;
import org.rdpdoctor.testkit.script.CredSspScript;
import org.rdpdoctor.testkit.script.Script;

/// Logons with Kerberos from the command line to the verdict: MIT's KDC, and a server with a
/// keytab.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RealTicketsTest {
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);
  private static Kdc kdc;

  @BeforeAll
  static void start() {
    kdc = Kdc.start();
  }

  @AfterAll
  static void stop() {
    if (kdc != null) {
      kdc.close();
    }
  }

  @Test
  void the_right_password_logs_on_with_kerberos() throws Exception {
    try (var server = serving(OptionalInt.empty())) {
      Run run = logon(server, kdc, Kdc.HOST, Kdc.USER, Kdc.PASSWORD);

      assertThat(run.out())
          .contains("✓ authentication  alice@LAB.TEST is known with this password", "(Kerberos,")
          .doesNotContain("authentication.");
      assertThat(run.exit()).as(run.out()).isZero();
      assertThat(run.err()).contains("This is one logon as alice@LAB.TEST at " + Kdc.HOST);
    }
  }

  @Test
  void a_wrong_password_is_told_and_counts_once() throws Exception {
    try (var server = serving(OptionalInt.empty())) {
      Run run = logon(server, kdc, Kdc.HOST, Kdc.LOCKABLE, "not-" + Kdc.PASSWORD);

      assertThat(run.exit()).as(run.out()).isEqualTo(2);
      assertThat(run.out()).contains("authentication.rejected", "credentials-wrong");
      assertThat(run.out() + run.err()).doesNotContain("not-" + Kdc.PASSWORD);
      assertThat(kdc.logged("PREAUTH_FAILED", Kdc.LOCKABLE)).isOne();
    }
  }

  @Test
  void an_expired_password_is_told() throws Exception {
    try (var server = serving(OptionalInt.empty())) {
      Run run = logon(server, kdc, Kdc.HOST, Kdc.EXPIRED, Kdc.PASSWORD);

      assertThat(run.exit()).as(run.out()).isEqualTo(2);
      assertThat(run.out()).contains("authentication.password-expired", "password-expired");
    }
  }

  @Test
  void a_service_that_nobody_registered_is_told() throws Exception {
    try (var server = serving(OptionalInt.empty())) {
      Run run = logon(server, kdc, "other.lab.test", Kdc.USER, Kdc.PASSWORD);

      assertThat(run.exit()).as(run.out()).isEqualTo(2);
      assertThat(run.out()).contains("authentication.service-unknown", "spn-missing-or-duplicate");
    }
  }

  @Test
  void a_clock_that_is_off_is_told() throws Exception {
    try (var server = serving(OptionalInt.empty());
        var late = Kdc.ahead(Duration.ofMinutes(20))) {
      Run run = logon(server, late, Kdc.HOST, Kdc.USER, Kdc.PASSWORD);

      assertThat(run.exit()).as(run.out()).isEqualTo(2);
      assertThat(run.out()).contains("authentication.kdc-clock-skew", "clock-skew");
    }
  }

  @Test
  void a_server_that_cannot_open_the_ticket_is_told() throws Exception {
    try (var server = serving(OptionalInt.of(41))) {
      Run run = logon(server, kdc, Kdc.HOST, Kdc.USER, Kdc.PASSWORD);

      assertThat(run.exit()).as(run.out()).isEqualTo(2);
      assertThat(run.out()).contains("authentication.ticket-rejected", "KRB_AP_ERR_MODIFIED");
    }
  }

  @Test
  void a_server_without_kerberos_is_told() throws Exception {
    try (var server = Peer.start(Script.healthy(), 0)) {
      Run run = logon(server, kdc, Kdc.HOST, Kdc.USER, Kdc.PASSWORD);

      assertThat(run.exit()).as(run.out()).isEqualTo(2);
      assertThat(run.out()).contains("authentication.kerberos-refused", "server-without-kerberos");
    }
  }

  @Test
  void by_its_address_there_is_no_ticket() throws Exception {
    try (var server = serving(OptionalInt.empty())) {
      Run run = logon(server, kdc, "127.0.0.1", Kdc.USER, Kdc.PASSWORD);

      assertThat(run.exit()).as(run.out()).isEqualTo(2);
      assertThat(run.out())
          .contains("authentication.kerberos-needs-name", "rdp-by-ip-kerberos-only");
    }
  }

  @Test
  void a_ticket_of_the_cache_logs_on_without_a_password() throws Exception {
    try (var server = serving(OptionalInt.empty())) {
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              "org.rdpdoctor.cli.Main",
              "check",
              Kdc.HOST + ":" + server.port(),
              "--address",
              "127.0.0.1",
              "--ticket",
              "--yes-one-logon",
              "--timeout",
              "40s");
      String printed = output(command);

      assertThat(printed).contains("✓ authentication  alice@LAB.TEST is known with its ticket");
      assertThat(printed).contains("This is one logon with a Kerberos ticket");
    }
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KRB5CCNAME", "FILE:" + kdc.ticketCache());
    builder.environment().put("KRB5_CONFIG", kdc.clientConfiguration().toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return printed;
  }

  private static Peer serving(OptionalInt refusal) throws IOException {
    return Peer.start(
        Script.healthy()
            .credSsp(
                new CredSspScript.Kerberos(
                    6, kdc.keytab().toString(), "TERMSRV/" + Kdc.HOST + "@" + Kdc.REALM, refusal)),
        0);
  }

  private static Run logon(Peer server, Kdc asked, String host, String user, String password) {
    var words =
        new ArrayList<>(
            List.of("check", host + ":" + server.port(), "--auth", "kerberos", "--user"));
    words.add(user + "@" + Kdc.REALM);
    words.addAll(List.of("--kdc", "127.0.0.1:" + asked.port()));
    words.addAll(List.of("--password-stdin", "--yes-one-logon", "--timeout", "40s"));
    if (!host.equals("127.0.0.1")) {
      words.addAll(List.of("--address", "127.0.0.1"));
    }
    return Run.reading(DOCTOR, password + "\n", words.toArray(String[]::new));
  }
}
