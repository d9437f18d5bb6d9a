package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandsTest {

  @ParameterizedTest
  @CsvSource({
    "--help, help.txt",
    "check --help, help-check.txt",
    "compare --help, help-compare.txt",
    "plan --help, help-plan.txt",
    "capture --help, help-capture.txt",
    "explain --help, help-explain.txt",
    "rdpfile --help, help-rdpfile.txt",
    "rdpfile show --help, help-rdpfile-show.txt",
    "rdpfile lint --help, help-rdpfile-lint.txt",
    "rdpfile set --help, help-rdpfile-set.txt",
    "rdpfile fix --help, help-rdpfile-fix.txt",
    "lab --help, help-lab.txt",
    "lab list --help, help-lab-list.txt",
  })
  void each_command_explains_itself(String words, String golden) {
    Run run = Run.of(Run.nobody(), words.split(" ", -1));

    Golden.check(golden, run.out());
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
  }

  @Test
  void without_a_command_the_help_goes_to_the_errors() {
    Run run = Run.of(Run.nobody());

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo(Run.of(Run.nobody(), "--help").out());
  }

  @Test
  void the_version_is_that_of_the_build() {
    Run run = Run.of(Run.nobody(), "--version");

    assertThat(run.out()).matches("rdpdoctor \\d+\\.\\d+\\.\\d+ \\(Java 2.*\\)\\R");
    assertThat(run.exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // words | the one line
        "chekc server | rdpdoctor: there is no command 'chekc': did you mean check? See rdpdoctor --help.",
        "--nothing | rdpdoctor: Unknown option: '--nothing'. See rdpdoctor --help.",
        "check | rdpdoctor check: there is nothing to check: give HOST, HOST:PORT or an .rdp file",
        "check --tmeout 3 server | rdpdoctor check: Unknown option: '--tmeout'. See rdpdoctor check --help.",
        "check a:0 | rdpdoctor check: \"0\" is not a port: write a number from 1 to 65535",
        "check office.rdp | rdpdoctor check: \"office.rdp\" cannot be read: it does not exist",
        "check --timeout 3x server | rdpdoctor check: Invalid value for option '--timeout': '3x' is not a time from 100ms to 10m: write it as 10s, 500ms or 1m. See rdpdoctor check --help.",
        "check --timeout 0 server | rdpdoctor check: Invalid value for option '--timeout': '0' is not a time from 100ms to 10m: write it as 10s, 500ms or 1m. See rdpdoctor check --help.",
        "check --offer ssl server | rdpdoctor check: Invalid value for option '--offer': 'ssl' is not any of rdp, tls, nla and ext with commas between. See rdpdoctor check --help.",
        "check --pin abc server | rdpdoctor check: Invalid value for option '--pin': 'abc' is not the SHA-256 of a certificate: that is 64 hex digits. See rdpdoctor check --help.",
        "check --until gateway server | rdpdoctor check: Invalid value for option '--until': 'gateway' is not a rung that is climbed: write one of name, tcp, negotiation, tls, certificate, credssp, authentication, mcs, security, licensing, session. See rdpdoctor check --help.",
        "check --repeat 3 --until session server | rdpdoctor check: a session is begun once: leave out --repeat, or --until",
        "check --repeat 3 --user u server | rdpdoctor check: a logon is made once: leave out --repeat, or --user",
        "check --format xml server | rdpdoctor check: Invalid value for option '--format': 'xml' is not one of text, json, markdown. See rdpdoctor check --help.",
        "check --color blue server | rdpdoctor check: Invalid value for option '--color': 'blue' is not one of auto, always, never. See rdpdoctor check --help.",
        "check --json --format text server | rdpdoctor check: --json contradicts --format: leave one of them out",
        "check --extended 0x7 server | rdpdoctor check: --extended says little alone: give the code beside it with --code",
        "check --address ::1 a b | rdpdoctor check: --address goes with one target, and there are 2",
        "check --address server a | rdpdoctor check: \"server\" is not an address: write it as 192.0.2.10 or 2001:db8::10",
        "explain | rdpdoctor explain: there is nothing to explain: give a code, as in rdpdoctor explain 0x904 0x7",
        "explain --famly mstsc 5 | rdpdoctor explain: there is no option --famly: see rdpdoctor explain --help for those that there are",
        "lab | rdpdoctor lab: which fault? `rdpdoctor lab list` names them all",
        "lab nothing | rdpdoctor lab: no fault is called \"nothing\": `rdpdoctor lab list` names them all",
        "lab certificate-expired | rdpdoctor lab: no fault is called \"certificate-expired\": did you mean expired-certificate or gateway-expired-certificate?",
        "lab mute-port --port 70000 | rdpdoctor lab: 70000 is not a port: write a number from 1 to 65535",
        "qqq | rdpdoctor: there is no command 'qqq'. See rdpdoctor --help.",
        "lab list more | rdpdoctor lab list: 'more' is one word too many. See rdpdoctor lab list --help.",
        "lab mute-port --json | rdpdoctor lab: --json is for what --check finds: add --check",
      })
  void bad_usage_gets_one_clear_line_and_64(String words, String line) {
    Run run = Run.of(Run.nobody(), words.split(" ", -1));

    assertThat(run.err()).isEqualTo(line + System.lineSeparator());
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(64);
  }

  @Test
  void nothing_the_user_wrote_controls_the_terminal_on_its_way_back() {
    Run run = Run.of(Run.nobody(), "check", "--offer", "\u001b[2Jx", "server");

    assertThat(run.err()).contains("'\\x{1b}[2Jx'").doesNotContain("\u001b");
  }

  @Test
  void a_word_that_begins_with_an_at_sign_is_not_read_as_a_file() {
    Run run = Run.of(Run.nobody(), "check", "@/etc/hostname");

    assertThat(run.err()).startsWith("rdpdoctor check: a target holds no user name");
    assertThat(run.exit()).isEqualTo(64);
  }

  @Test
  void a_defect_of_the_tool_asks_to_be_reported_and_hides_its_stack_trace() {
    Doctor broken =
        (_, _, _) -> {
          throw new IllegalStateException("a rung is missing\nsecond line");
        };

    Run run = Run.of(broken, "check", "server");
    assertThat(run.exit()).isEqualTo(70);
    assertThat(run.err().lines())
        .hasSize(2)
        .first()
        .asString()
        .matches(
            "rdpdoctor check: this is a defect of rdpdoctor \\S+, please report it:"
                + " java.lang.IllegalStateException: a rung is missing second line");
    assertThat(run.out()).isEmpty();

    Run several = Run.of(broken, "check", "one", "two");
    assertThat(several.exit()).isEqualTo(70);

    Run debugged = Run.of(broken, "check", "server", "--debug");
    assertThat(debugged.exit()).isEqualTo(70);
    assertThat(debugged.err()).contains("\tat org.rdpdoctor.cli.");
  }

  @Test
  void so_does_an_error_of_the_virtual_machine() {
    Doctor broken =
        (_, _, _) -> {
          throw new StackOverflowError();
        };

    Run run = Run.of(broken, "check", "server");

    assertThat(run.exit()).isEqualTo(70);
    assertThat(run.err()).contains("please report it: java.lang.StackOverflowError");
  }
}
