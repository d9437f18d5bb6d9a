package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.testkit.peer.Reached;
import org.rdpdoctor.testkit.peer.Stage;

/// Clients that nobody here wrote get as far with a scripted peer as with a real server.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RealClientsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// The time in which a client that dislikes what it was told would have left.
  private static final Duration STAY = Duration.ofMillis(800);

  private static Program screen;
  private static String display = "";

  @BeforeAll
  static void open_a_screen() throws Exception {
    Program.need("Xvfb", "xvfb");
    screen =
        Program.start("", "Xvfb", "-noreset", "-displayfd", "1", "-screen", "0", "1024x768x24");
    Instant end = Instant.now().plus(PATIENCE);
    while (display.isEmpty() && Instant.now().isBefore(end)) {
      Thread.sleep(50);
      // Its number stands alone on a line, between complaints about displays that are taken.
      display =
          screen
              .output()
              .lines()
              .filter(line -> line.matches("[0-9]+"))
              .findFirst()
              .map(number -> ":" + number)
              .orElse("");
    }
    assertThat(display).as(screen.output()).isNotEmpty();
  }

  @AfterAll
  static void close_the_screen() throws Exception {
    if (screen != null) {
      screen.close();
    }
  }

  private static boolean reaches(LabServer server, Stage stage, Program client) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (client.isRunning() && Instant.now().isBefore(end)) {
      if (server.reached().stream().map(Reached::stage).anyMatch(stage::equals)) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }

  private static Program xfreerdp(LabServer server, String password, String... more)
      throws Exception {
    Program.need("xfreerdp", "freerdp2-x11");
    var command =
        new ArrayList<>(
            List.of(
                "xfreerdp",
                "/v:127.0.0.1:" + server.port(),
                "/u:lab",
                "/p:" + password, // of a peer that anybody can start, on loopback
                "/cert:ignore"));
    command.addAll(List.of(more));
    return Program.start(display, command.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "healthy,rdp",
    "healthy,tls",
    "healthy,nla",
    "healthy-nla,nla",
    "healthy-tls,tls",
    "healthy-rdp,rdp",
    "credssp-version-2,nla",
    "credssp-version-3,nla",
    "credssp-version-4,nla",
    "tls10-only,nla"
  })
  void xfreerdp_gets_a_session_and_stays(String fault, String security) throws Exception {
    try (var server = TcpFaultsTest.start(fault);
        var client = xfreerdp(server, "lab", "/sec:" + security, "/tls-seclevel:0")) {
      assertThat(reaches(server, Stage.SESSION, client)).as(client.output()).isTrue();
      Thread.sleep(STAY);
      assertThat(client.isRunning()).as(client.output()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"40", "56", "128", "FIPS"})
  void xfreerdp_gets_a_session_with_every_method_of_standard_security(String method)
      throws Exception {
    try (var server = TcpFaultsTest.start("healthy");
        var client = xfreerdp(server, "lab", "/sec:rdp", "/encryption-methods:" + method)) {
      assertThat(reaches(server, Stage.SESSION, client)).as(client.output()).isTrue();
      Thread.sleep(STAY);
      assertThat(client.isRunning()).as(client.output()).isTrue();
    }
  }

  @Test
  void xfreerdp_is_content_with_the_right_password_only() throws Exception {
    try (var server = TcpFaultsTest.start("healthy-nla");
        var right = xfreerdp(server, "lab", "/sec:nla", "+auth-only");
        var wrong = xfreerdp(server, "wrong", "/sec:nla", "+auth-only")) {
      assertThat(right.exit(PATIENCE)).as(right.output()).isZero();
      assertThat(wrong.exit(PATIENCE)).isNotZero();
      assertThat(wrong.output()).contains("ERRCONNECT_LOGON_FAILURE");
    }
  }

  @Test
  void xfreerdp_is_told_why_the_server_denies_the_connection() throws Exception {
    try (var server = TcpFaultsTest.start("connection-denied");
        var client = xfreerdp(server, "lab", "/sec:tls")) {
      client.exit(PATIENCE);
      assertThat(client.output()).contains("ERRINFO_SERVER_DENIED_CONNECTION");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mcs-refused", "mcs-closed", "join-refused", "no-license-server"})
  void xfreerdp_gets_no_session_where_its_setup_is_refused(String fault) throws Exception {
    try (var server = TcpFaultsTest.start(fault);
        var client = xfreerdp(server, "lab", "/sec:tls")) {
      assertThat(client.exit(PATIENCE)).isNotZero();
      assertThat(server.reached()).extracting(Reached::stage).doesNotContain(Stage.SESSION);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"healthy", "healthy-tls", "healthy-rdp"})
  void rdesktop_gets_a_session_and_stays(String fault) throws Exception {
    Program.need("rdesktop", "rdesktop");
    try (var server = TcpFaultsTest.start(fault);
        var client =
            Program.start(display, "rdesktop", "-u", "lab", "127.0.0.1:" + server.port())) {
      // It asks whether the self-signed certificate is to be trusted.
      client.type("yes\n");
      assertThat(reaches(server, Stage.SESSION, client)).as(client.output()).isTrue();
      Thread.sleep(STAY);
      assertThat(client.isRunning()).as(client.output()).isTrue();
    }
  }

  @Test
  void nmap_sees_all_that_it_sees_of_a_windows_server() throws Exception {
    Program.need("nmap", "nmap");
    try (var server = TcpFaultsTest.start("healthy");
        var client =
            Program.start(
                "",
                "nmap",
                "-Pn",
                "-p",
                String.valueOf(server.port()),
                "--script",
                "+rdp-enum-encryption,+rdp-ntlm-info,+ssl-cert,+ssl-enum-ciphers",
                "127.0.0.1")) {
      client.exit(Duration.ofSeconds(90));

      assertThat(client.output())
          .contains("CredSSP (NLA): SUCCESS", "Native RDP: SUCCESS", "SSL: SUCCESS")
          .contains("RDP Encryption level: Client Compatible")
          .contains("40-bit RC4: SUCCESS", "128-bit RC4: SUCCESS", "FIPS 140-1: SUCCESS")
          .contains("NetBIOS_Computer_Name: SERVER", "DNS_Computer_Name: server.lab.test")
          .contains("Product_Version: 10.0.20348")
          .contains("Subject: commonName=server.lab.test", "Public Key bits: 2048")
          .contains("TLSv1.2:", "TLSv1.3:", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    }
  }
}
