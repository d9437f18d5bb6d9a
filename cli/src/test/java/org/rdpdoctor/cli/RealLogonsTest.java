package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.peers.FreeRdpShadow;
import org.rdpdoctor.peers.GnomeRemoteDesktop;
import org.rdpdoctor.peers.Peer;

/// One logon, and no more than one, against servers that nobody here wrote.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RealLogonsTest {
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);

  /// What FreeRDP's server writes when an AUTHENTICATE_MESSAGE has come in, whatever it makes of
  /// it.
  private static final Pattern LOGON = Pattern.compile("SEC_I_COMPLETE_NEEDED");

  private static Run logon(Peer server, String user, String password, String... more) {
    String[] words = {
      "check",
      "127.0.0.1:" + server.port(),
      "--user",
      user,
      "--password-stdin",
      "--yes-one-logon",
      "--timeout",
      "40s"
    };
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return Run.reading(DOCTOR, password + "\n", all.toArray(String[]::new));
  }

  private static long logons(Peer server) {
    return LOGON.matcher(server.log()).results().count();
  }

  @Test
  void freerdp_takes_the_right_password_and_counts_one_logon() {
    try (var server = FreeRdpShadow.nla()) {
      Run run = logon(server, FreeRdpShadow.USER, FreeRdpShadow.PASSWORD);

      assertThat(run.out())
          .contains("✓ authentication  alice is known with this password (NTLM")
          .doesNotContain("without a password")
          .doesNotContain("authentication.rejected");
      assertThat(run.err()).contains("This is one logon as alice at 127.0.0.1:" + server.port());
      assertThat(logons(server)).isOne();
    }
  }

  @Test
  void behind_the_logon_freerdp_shows_its_desktop_and_is_left_again() {
    try (var server = FreeRdpShadow.nla()) {
      Run run = logon(server, FreeRdpShadow.USER, FreeRdpShadow.PASSWORD, "--until", "session");

      assertThat(run.exit()).as(run.out()).isZero();
      assertThat(run.out())
          .contains("✓ authentication", "✓ mcs", "✓ licensing")
          .contains("✓ session         The session shows its first picture");
      assertThat(run.err()).contains("This begins a session of alice");
      assertThat(logons(server)).isOne();
    }
  }

  @Test
  void freerdp_rejects_the_wrong_password_and_counts_one_logon() {
    try (var server = FreeRdpShadow.nla()) {
      Run run = logon(server, FreeRdpShadow.USER, "not-" + FreeRdpShadow.PASSWORD);

      assertThat(run.exit()).as(run.out()).isEqualTo(2);
      assertThat(run.out()).contains("authentication.rejected", "credentials-wrong");
      assertThat(logons(server)).isOne();
    }
  }

  @Test
  void freerdp_knows_no_such_user_and_counts_one_logon() {
    try (var server = FreeRdpShadow.nla()) {
      Run run = logon(server, "nobody", FreeRdpShadow.PASSWORD);

      assertThat(run.exit()).as(run.out()).isEqualTo(2);
      assertThat(run.out()).contains("authentication.rejected", "credentials-wrong");
      assertThat(logons(server)).isOne();
      assertThat(server.log()).contains("Could not find user in SAM database");
    }
  }

  @Test
  void a_certificate_that_is_not_the_pinned_one_gets_no_logon() {
    try (var server = FreeRdpShadow.nla()) {
      Run run = logon(server, FreeRdpShadow.USER, FreeRdpShadow.PASSWORD, "--pin", "ab".repeat(32));

      assertThat(run.out()).contains("the certificate is not the pinned one");
      assertThat(logons(server)).isZero();
    }
  }

  @Test
  void gnome_takes_the_right_password() {
    try (var server = GnomeRemoteDesktop.start()) {
      Run run = logon(server, "alice", "Secret1");

      assertThat(run.out()).contains("alice is known with this password (NTLM");
    }
  }

  @Test
  void gnome_rejects_the_wrong_password() {
    try (var server = GnomeRemoteDesktop.start()) {
      Run run = logon(server, "alice", "Secret2");

      assertThat(run.exit()).as(run.out()).isEqualTo(2);
      assertThat(run.out()).contains("authentication.rejected");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "markdown"})
  void the_password_stands_in_no_report_however_much_is_told(String format) {
    String secret = "Zq7-unlikely-" + FreeRdpShadow.PASSWORD;
    try (var server = FreeRdpShadow.nla()) {
      Run run = logon(server, FreeRdpShadow.USER, secret, "--format", format, "-v");

      assertThat(run.out()).contains("alice");
      assertThat(run.out() + run.err()).doesNotContain(secret);
    }
  }

  @Test
  void the_password_of_a_file_works_and_the_command_line_of_the_process_does_not_have_it(
      @TempDir Path folder) throws Exception {
    Path file = folder.resolve("password");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, FreeRdpShadow.PASSWORD + "\n");
    try (var server = FreeRdpShadow.nla()) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "org.rdpdoctor.cli.Main",
                  "check",
                  "127.0.0.1:" + server.port(),
                  "--user",
                  FreeRdpShadow.USER,
                  "--password-file",
                  file.toString(),
                  "--yes-one-logon",
                  "--timeout",
                  "40s")
              .redirectErrorStream(true)
              .start();
      String commandLine =
          process.toHandle().info().commandLine().orElse("")
              + String.join(" ", process.info().arguments().orElse(new String[0]));
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(commandLine).contains("--password-file").doesNotContain(FreeRdpShadow.PASSWORD);
      assertThat(out)
          .contains("alice is known with this password")
          .doesNotContain(FreeRdpShadow.PASSWORD);
      assertThat(process.waitFor()).isLessThan(64);
    }
  }
}
