package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.wire.x224.Protocols;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CheckCommandTest {
  private static final String PIN = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void the_exit_code_is_that_of_the_verdict(Verdict verdict) {
    Run run = Run.of(Run.saying(verdict), "check", "server");

    assertThat(run.exit()).isEqualTo(verdict.exitCode());
    assertThat(run.out().lines().findFirst().orElseThrow())
        .contains(verdict.name() + ": so it is with server");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HEALTHY, DEGRADED, 1",
    "DEGRADED, INCONCLUSIVE, 3",
    "INCONCLUSIVE, FAILING, 2",
    "FAILING, HEALTHY, 2",
    "HEALTHY, HEALTHY, 0",
  })
  void the_worst_of_several_targets_decides_the_exit_code(Verdict first, Verdict second, int exit) {
    Map<String, Verdict> verdicts = Map.of("one", first, "two", second);

    Run run = Run.of(byHost(verdicts), "check", "one", "two");

    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.out()).containsSubsequence("so it is with one", "\n\n", "so it is with two");
  }

  private static Doctor byHost(Map<String, Verdict> verdicts) {
    return (target, _, _) ->
        Run.report(target, Objects.requireNonNull(verdicts.get(target.host())));
  }

  @Test
  void without_options_a_current_windows_client_climbs_up_to_the_challenge() {
    assertThat(optionsOf("check", "server")).isEqualTo(CheckOptions.climbing(ClimbOptions.usual()));
  }

  @Test
  void every_option_reaches_the_doctor() {
    CheckOptions options =
        optionsOf(
            ("check server --offer tls,rdp --pin SHA256:"
                    + PIN
                    + " --until tls --timeout 500ms --thorough --code 0x904 --extended 0x7")
                .split(" ", -1));

    assertThat(options)
        .isEqualTo(
            new CheckOptions(
                ClimbOptions.usual()
                    .offering(Protocols.SSL)
                    .pinned(Optional.of(PIN))
                    .upTo(Layer.TLS)
                    .within(Duration.ofMillis(500))
                    .thoroughly(true),
                Optional.of("0x904"),
                Optional.of("0x7"),
                Exhibits.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "10s, 10000",
    "500ms, 500",
    "1m, 60000",
    "2min, 120000",
    "7, 7000",
    "' 3 S ', 0",
    "3S, 3000",
  })
  void times_are_written_as_people_do(String word, long millis) {
    if (millis == 0) {
      assertThat(Run.of(Run.nobody(), "check", "server", "--timeout", word).exit()).isEqualTo(64);
    } else {
      assertThat(optionsOf("check", "server", "--timeout", word).climb().timeout())
          .isEqualTo(Duration.ofMillis(millis));
    }
  }

  @ParameterizedTest
  @CsvSource({"rdp, 0", "tls, 1", "nla, 2", "ext, 8", "'TLS, nla', 3", "'tls,nla,ext', 11"})
  void what_the_client_offers_is_written_in_words(String word, int flags) {
    assertThat(optionsOf("check", "server", "--offer", word).climb().offered())
        .isEqualTo(new Protocols(flags));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.20, 192.0.2.20, 0",
    "192.0.2.20:3390, 192.0.2.20, 3390",
    "192.0.2.20:3389, 192.0.2.20, 3389",
    "2001:db8::20, 2001:db8::20, 0",
    "[2001:db8::20], 2001:db8::20, 0",
    "[2001:db8::20]:3390, 2001:db8::20, 3390",
  })
  void another_address_of_the_server_may_have_a_port_of_its_own(
      String word, String address, int port) {
    assertThat(optionsOf("check", "server", "--compare-address", word).climb().compared())
        .contains(new ClimbOptions.OtherAddress(address, port));
  }

  @ParameterizedTest
  @CsvSource({"other.example", "192.0.2.300", "''"})
  void what_is_compared_with_is_an_address(String word) {
    assertThat(Run.of(Run.nobody(), "check", "server", "--compare-address", word).exit())
        .isEqualTo(64);
  }

  @Test
  void a_pin_is_taken_in_the_forms_in_which_programs_show_it() {
    String colons = PIN.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");

    assertThat(optionsOf("check", "server", "--pin", colons).climb().pin()).contains(PIN);
    assertThat(optionsOf("check", "server", "--pin", "SHA-256=" + PIN).climb().pin()).contains(PIN);
  }

  private static CheckOptions optionsOf(String... words) {
    var seen = new ArrayList<CheckOptions>();
    Doctor doctor =
        (target, options, _) -> {
          seen.add(options);
          return Run.report(target, Verdict.HEALTHY);
        };
    assertThat(Run.of(doctor, words).err()).isEmpty();
    return seen.getFirst();
  }

  @Test
  void the_address_goes_with_the_target() {
    var seen = new ArrayList<Target>();
    Doctor doctor =
        (target, _, _) -> {
          seen.add(target);
          return Run.report(target, Verdict.HEALTHY);
        };

    Run.of(doctor, "check", "server:3390", "--address", "[::1]");

    assertThat(seen).containsExactly(new Target("server:3390", "server", 3390, Optional.of("::1")));
  }

  @Test
  void json_is_one_document_for_one_target_and_one_a_line_for_several() {
    Run one = Run.of(Run.saying(Verdict.HEALTHY), "check", "--json", "server");
    assertThat(one.out()).startsWith("{\n  \"schema\": \"rdpdoctor/report/1\"").endsWith("}\n");

    Run several = Run.of(Run.saying(Verdict.HEALTHY), "check", "--format", "JSON", "a", "b", "c");
    assertThat(several.out().lines())
        .hasSize(3)
        .allSatisfy(
            line ->
                assertThat(line).startsWith("{\"schema\":\"rdpdoctor/report/1\"").endsWith("}"));
    assertThat(several.out()).containsSubsequence("\"host\":\"a\"", "\"host\":\"b\"", "\"c\"");
  }

  @Test
  void markdown_is_for_tickets() {
    Run run = Run.of(Run.saying(Verdict.FAILING), "check", "--format", "markdown", "server");

    assertThat(run.out()).startsWith("## ✗ FAILING: so it is with server\n");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void no_escape_is_written_where_there_is_no_terminal() {
    Run run = Run.of(climbing(), "check", "server");

    assertThat(run.out() + run.err()).doesNotContain("\u001b");
  }

  @Test
  void on_a_terminal_the_ladder_lights_up_and_makes_room_for_the_answer() {
    Run run = Run.onTerminal(climbing(), "check", "server");

    assertThat(run.out())
        .containsSubsequence("resolving the name", "\u001b[1A\u001b[J", "HEALTHY", "connects");
    assertThat(run.out().lastIndexOf("\u001b[1A\u001b[J"))
        .isGreaterThan(run.out().lastIndexOf("resolving the name"));
  }

  @Test
  void nobody_watches_where_nothing_can_be_drawn() {
    for (String format : List.of("json", "markdown")) {
      Run run = Run.onTerminal(climbing(), "check", "server", "--format", format);
      assertThat(run.out()).doesNotContain("\u001b");
    }
  }

  private static Doctor climbing() {
    return (target, _, watcher) -> {
      watcher.accept(List.of(new Rung(Layer.NAME, Status.NOT_REACHED, 0, "", List.of())));
      return Run.report(target, Verdict.HEALTHY);
    };
  }

  @Test
  void colours_can_be_asked_for_and_declined() {
    Doctor doctor = Run.saying(Verdict.HEALTHY);

    assertThat(Run.of(doctor, "check", "server", "--color", "always").out())
        .contains("\u001b[1;32m✓ HEALTHY");
    assertThat(Run.onTerminal(doctor, "check", "server", "--color", "never").out())
        .contains("✓ HEALTHY: so")
        .doesNotContain("\u001b[1;32m");
  }

  @Test
  void verbose_gives_everything() {
    assertThat(Run.of(Run.saying(Verdict.HEALTHY), "check", "server").out())
        .doesNotContain("Ruled out");
    assertThat(Run.of(Run.saying(Verdict.HEALTHY), "check", "-v", "server").exit()).isZero();
  }

  @Test
  void several_hosts_are_examined_side_by_side_and_reported_in_their_order() {
    var secondDone = new CountDownLatch(1);
    Doctor doctor =
        (target, _, _) -> {
          if (target.host().equals("two")) {
            secondDone.countDown();
          } else {
            await(secondDone);
          }
          return Run.report(target, Verdict.HEALTHY);
        };

    Run run = Run.of(doctor, "check", "one", "two");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).containsSubsequence("so it is with one", "so it is with two");
  }

  /// Long enough for another one to come in, if it could.
  private static void dawdle() {
    try {
      assertThat(new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void ports_of_the_same_host_are_examined_one_after_the_other() {
    var now = new AtomicInteger();
    var most = Collections.synchronizedList(new ArrayList<Integer>());
    Doctor doctor =
        (target, _, _) -> {
          most.add(now.incrementAndGet());
          dawdle();
          now.decrementAndGet();
          return Run.report(target, Verdict.HEALTHY);
        };

    Run.of(doctor, "check", "server:1", "SERVER:2", "server:3", "server:4", "server:5");

    assertThat(most).hasSize(5).containsOnly(1);
  }
}
