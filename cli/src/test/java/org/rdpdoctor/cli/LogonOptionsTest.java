package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.Logon;
import org.rdpdoctor.probe.LogonWay;
import org.rdpdoctor.report.Look;

/// Nobody is logged on who was not told, did not agree, or wrote the password where all can read.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LogonOptionsTest {
  private static final String SECRET = "Zq7-unlikely";
  private static final Target TARGET = new Target("srv01", "srv01", 3389, Optional.empty());

  private final StringWriter said = new StringWriter();
  private final LogonOptions options = new LogonOptions();

  LogonOptionsTest() {
    options.user = "CORP\\anna";
    options.keyboard = Optional.empty();
    options.environment = Map.of();
  }

  /// A person who types this and answers so.
  private record Person(String password, boolean agrees) implements Keyboard {
    @Override
    public Optional<char[]> password(String prompt) {
      return Optional.of(password.toCharArray()).filter(typed -> typed.length > 0);
    }

    @Override
    public boolean agrees(String question) {
      return agrees;
    }
  }

  private Optional<Logon> consented(String input) {
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    var writer = new PrintWriter(said);
    return options.consented(new Screen(in, writer, writer, false, Look.plain()), TARGET);
  }

  @Test
  void without_a_user_nobody_is_asked_and_nobody_logged_on() {
    options.user = null;

    assertThat(consented("")).isEmpty();
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void the_logon_is_announced_before_the_password_is_asked_for() {
    options.keyboard = Optional.of(new Person(SECRET, false));

    assertThat(consented("")).map(Logon::account).map(Object::toString).contains("CORP\\anna");
    assertThat(said.toString())
        .isEqualToNormalizingNewlines(
            "This is one logon as CORP\\anna at srv01: a wrong password counts towards a lockout"
                + " of the account.\n");
  }

  @Test
  void who_types_no_password_logs_nobody_on() {
    options.keyboard = Optional.of(new Person("", true));

    assertThatThrownBy(() -> consented(""))
        .isInstanceOf(UsageException.class)
        .hasMessage("nobody was logged on, and nothing was tried");
  }

  @Test
  void with_a_password_from_elsewhere_a_person_is_asked_and_may_decline() {
    options.environment = Map.of("RDPDOCTOR_PASSWORD", SECRET);
    options.keyboard = Optional.of(new Person("", false));

    assertThatThrownBy(() -> consented("")).hasMessageContaining("nothing was tried");

    options.keyboard = Optional.of(new Person("", true));

    assertThat(consented("")).isPresent();
  }

  @Test
  void without_a_terminal_consent_must_be_on_the_command_line() {
    options.passwordStdin = true;

    assertThatThrownBy(() -> consented(SECRET + "\n"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--yes-one-logon");

    options.yes = true;

    assertThat(consented(SECRET + "\n")).isPresent();
  }

  @Test
  void consent_without_any_password_is_not_enough() {
    options.yes = true;

    assertThatThrownBy(() -> consented("")).hasMessageContaining("--password-stdin");
  }

  @ParameterizedTest
  @CsvSource({"'',empty", "'\n',empty", "'\r\nmore',empty"})
  void an_empty_line_is_no_password(String input, String word) {
    options.yes = true;
    options.passwordStdin = true;

    assertThatThrownBy(() -> consented(input)).hasMessageContaining(word);
  }

  @Test
  void input_that_never_ends_its_line_is_not_read_for_ever() {
    options.yes = true;
    options.passwordStdin = true;

    assertThatThrownBy(() -> consented("x".repeat(100_000))).hasMessageContaining("too long");
  }

  @Test
  void a_file_that_others_can_read_is_told_of(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), SECRET + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    options.yes = true;
    options.passwordFile = file.toString();

    assertThat(consented("")).isPresent();
    assertThat(said.toString()).doesNotContain("chmod");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(consented("")).isPresent();
    assertThat(said.toString()).contains("chmod 600").doesNotContain(SECRET);
  }

  @Test
  void a_file_that_is_not_there_or_no_text_is_said_so(@TempDir Path folder) throws Exception {
    options.yes = true;
    options.passwordFile = folder.resolve("nothing").toString();

    assertThatThrownBy(() -> consented("")).hasMessageContaining("is it there?");

    Path file = Files.write(folder.resolve("noise"), new byte[] {(byte) 0xC3, 0x28, '\n'});
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    options.passwordFile = file.toString();

    assertThatThrownBy(() -> consented("")).hasMessageContaining("not UTF-8");
  }

  @Test
  void what_is_agreed_to_shows_no_password() {
    options.yes = true;
    options.passwordStdin = true;

    assertThat(consented(SECRET + "\n").orElseThrow()).hasToString("Logon[CORP\\anna]");
    assertThat(said.toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "check srv01 --password x, can be seen by everybody",
    "check srv01 --user anna --password=x, can be seen by everybody",
    "check srv01 --domain CORP, there is no logon without --user",
    "check srv01 --yes-one-logon, there is no logon without --user",
    "check srv01 --user CORP\\anna --domain OTHER, --domain contradicts --user",
    "check srv01 --user anna@corp.example --domain OTHER, --domain contradicts --user",
    "check srv01 --user CORP\\, names no user",
    "check srv01 --user anna --password-stdin --password-file f, contradicts",
    "check srv01 --user anna --until tls, ends below the logon",
    "check srv01 --user anna --repeat 3, a logon is made once",
    "check srv01 srv02 --user anna, a logon goes with one target"
  })
  void what_cannot_be_is_refused_in_one_line(String words, String advice) {
    Run run = Run.of(Run.nobody(), words.split(" ", -1));

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains(advice).hasLineCount(1);
  }

  @Test
  void without_a_terminal_a_check_with_a_user_is_refused_before_anything_is_tried() {
    Run run = Run.of(Run.nobody(), "check", "srv01", "--user", "anna");

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("--yes-one-logon");
  }

  @Test
  void a_logon_with_a_ticket_needs_no_password_and_the_same_consent() {
    options.user = null;
    options.way.ticket = true;

    assertThatThrownBy(() -> consented("")).hasMessageContaining("--yes-one-logon");

    options.keyboard = Optional.of(new Person("", false));

    assertThatThrownBy(() -> consented("")).hasMessageContaining("nothing was tried");

    options.keyboard = Optional.of(new Person("", true));

    assertThat(consented("")).isPresent();
    assertThat(said.toString()).contains("This is one logon with a Kerberos ticket at srv01.");
  }

  @Test
  void what_makes_no_sense_together_is_refused() {
    options.way.ticket = true;
    options.passwordStdin = true;

    assertThatThrownBy(options::check).hasMessageContaining("--ticket needs no password");

    options.passwordStdin = false;
    options.way.auth = LogonWay.Choice.NTLM;

    assertThatThrownBy(options::check).hasMessageContaining("--auth ntlm contradicts");
  }

  @ParameterizedTest
  @CsvSource({"http://dc1/KdcProxy", "dc1:0", "''"})
  void what_is_no_kdc_is_refused(String kdc) {
    options.way.kdc = kdc;

    assertThatThrownBy(options::check).hasMessageContaining("is not HOST or HOST:PORT");
  }

  @Test
  void what_is_no_realm_is_refused() {
    options.way.realm = "CORP } EVIL";

    assertThatThrownBy(options::check).hasMessageContaining("cannot be a realm");
  }

  @Test
  void where_to_ask_for_tickets_says_nothing_without_a_logon() {
    options.user = null;
    options.way.kdc = "dc1";

    assertThatThrownBy(options::check)
        .hasMessageContaining("there is no logon without --user or --ticket");
  }
}
