package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Sign;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.ClientFact.FileSettingDiffers;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.testkit.Faults;
import org.rdpdoctor.testkit.LabServer;
import org.rdpdoctor.wire.x224.Protocols;

/// `check FILE.rdp` against servers of the lab.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RdpFileCheckTest {
  @TempDir Path folder;

  private final AtomicReference<Report> reported = new AtomicReference<>();
  private final AtomicReference<CheckOptions> asked = new AtomicReference<>();
  private final AtomicReference<Target> examined = new AtomicReference<>();

  @Test
  void a_file_without_nla_is_walked_as_it_is_and_the_line_to_blame_is_named() throws IOException {
    try (LabServer server = LabServer.start(Faults.named("healthy-nla").orElseThrow(), 0)) {
      Path file =
          file("full address:s:" + server.target() + "\r\n\r\nenablecredsspsupport:i:0\r\n");

      Run run = check(file.toString());

      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
      Report report = reported.get();
      assertThat(Findings.breaks(report)).contains("negotiation.nla-required");
      assertThat(report.diagnosis().causes().getFirst().id())
          .isEqualTo("nla-required-client-without");
      assertThat(report.diagnosis().causes().getFirst().signs())
          .flatExtracting(Sign::places)
          .contains(file + ", line 3");
      assertThat(Findings.fact(report, FileSettingDiffers.class).works()).isEqualTo("1");
      assertThat(run.out()).contains("What was read", ".rdp", "line 3");
    }
  }

  @Test
  void the_same_server_is_healthy_for_a_file_that_leaves_nla_alone() throws IOException {
    try (LabServer server = LabServer.start(Faults.named("healthy-nla").orElseThrow(), 0)) {
      Run run = check(file("full address:s:" + server.target() + "\r\n").toString());

      assertThat(run.exit()).as(run.out() + run.err()).isZero();
    }
  }

  @Test
  void server_port_and_the_switches_of_a_file_reach_the_climb() throws IOException {
    Path file =
        file(
            """
            full address:s:srv01.example.com
            server port:i:3390
            enablerdsaadauth:i:1
            disableudptransport:i:1
            gatewayhostname:s:gw.example.com
            gatewayusagemethod:i:1
            """);

    Run.of(this::remember, "check", file.toString());

    assertThat(examined.get().host()).isEqualTo("srv01.example.com");
    assertThat(examined.get().port()).isEqualTo(3390);
    assertThat(asked.get().climb().offered().includes(Protocols.RDSAAD)).isTrue();
    assertThat(asked.get().climb().udp()).isFalse();
    assertThat(asked.get().climb().itinerary().gateway())
        .hasValueSatisfying(
            gateway -> {
              assertThat(gateway.host()).isEqualTo("gw.example.com");
              assertThat(gateway.port()).isEqualTo(443);
              assertThat(gateway.targetless()).isFalse();
            });
    assertThat(asked.get().exhibits().notTested()).isEmpty();
  }

  @Test
  void a_gateway_for_when_all_else_fails_is_not_gone_through_and_that_is_said() throws IOException {
    Path file =
        file("full address:s:a\ngatewayhostname:s:gw.example.com\ngatewayusagemethod:i:2\n");

    Run.of(this::remember, "check", file.toString());

    assertThat(asked.get().climb().itinerary().gateway()).isEmpty();
    assertThat(asked.get().exhibits().notTested())
        .singleElement()
        .satisfies(left -> assertThat(left.because()).contains("gw.example.com", "--gateway"));
  }

  @Test
  void a_gateway_that_the_file_leaves_to_the_clients_settings_is_not_gone_through()
      throws IOException {
    Path file =
        file(
            """
            full address:s:a
            gatewayhostname:s:gw.example.com
            gatewayusagemethod:i:1
            gatewayprofileusagemethod:i:0
            """);

    Run.of(this::remember, "check", file.toString());

    assertThat(asked.get().climb().itinerary().gateway()).isEmpty();
    assertThat(asked.get().exhibits().notTested()).hasSize(1);
  }

  @Test
  void what_the_user_says_wins_over_the_file() throws IOException {
    Path file = file("full address:s:srv01\nenablecredsspsupport:i:0\n");

    Run.of(this::remember, "check", "other:3391", "--rdp", file.toString(), "--offer", "rdp");

    assertThat(examined.get().host()).isEqualTo("other");
    assertThat(examined.get().port()).isEqualTo(3391);
    assertThat(asked.get().climb().offered()).isEqualTo(Protocols.RDP);
  }

  @Test
  void what_a_file_tells_balancers_goes_with_the_requests() throws IOException {
    Path file = file("full address:s:farm\nloadbalanceinfo:s:tsv://Plugin.1.Sales\n");

    Run.of(this::remember, "check", file.toString());

    assertThat(asked.get().climb().routing().token().orElseThrow().line())
        .isEqualTo("tsv://Plugin.1.Sales");
    assertThat(asked.get().exhibits().notTested()).isEmpty();
  }

  @Test
  void a_token_of_the_user_wins_over_that_of_the_file() throws IOException {
    Path file = file("full address:s:farm\nloadbalanceinfo:s:tsv://Plugin.1.Sales\n");

    Run.of(this::remember, "check", file.toString(), "--token", "msts=16777343.15629.0000");

    assertThat(asked.get().climb().routing().token().orElseThrow().line())
        .isEqualTo("Cookie: msts=16777343.15629.0000");
  }

  @Test
  void load_balancing_information_that_does_not_fit_is_told_and_not_sent() throws IOException {
    Path file = file("full address:s:farm\nloadbalanceinfo:s:" + "x".repeat(300) + "\n");

    Run.of(this::remember, "check", file.toString());

    assertThat(asked.get().climb().routing().token()).isEmpty();
    assertThat(asked.get().exhibits().notTested())
        .singleElement()
        .satisfies(left -> assertThat(left.because()).contains("238 bytes"));
  }

  @Test
  void a_token_that_does_not_fit_into_a_request_is_no_token() {
    Run run = Run.of(Run.nobody(), "check", "farm", "--token", "x".repeat(300));

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("is no routing token", "238 bytes");
  }

  @Test
  void a_file_that_names_no_server_says_what_to_do() throws IOException {
    Run run = Run.of(Run.nobody(), "check", file("username:s:anna\n").toString());

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("names no server", "full address:s:");
  }

  @Test
  void something_else_under_the_name_of_an_rdp_file_is_told_as_what_it_is() throws IOException {
    Path file = folder.resolve("page.rdp");
    Files.writeString(file, "<!DOCTYPE html><html><body>404</body></html>");

    Run run = Run.of(Run.nobody(), "check", file.toString());

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("is no .rdp file");
  }

  @Test
  void an_rdp_file_and_another_target_do_not_go_together() throws IOException {
    Run run = Run.of(Run.nobody(), "check", file("full address:s:a\n").toString(), "b");

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("check it alone");
  }

  private Run check(String... words) {
    Doctor doctor = new LiveDoctor(InstantSource.system(), Duration.ZERO);
    Doctor listening =
        (target, options, watcher) -> {
          reported.set(doctor.examine(target, options, watcher));
          return reported.get();
        };
    String[] all = new String[words.length + 1];
    all[0] = "check";
    System.arraycopy(words, 0, all, 1, words.length);
    return Run.of(listening, all);
  }

  private Report remember(Target target, CheckOptions options, Consumer<List<Rung>> watcher) {
    examined.set(target);
    asked.set(options);
    return Run.report(target, Verdict.HEALTHY);
  }

  private Path file(String content) throws IOException {
    Path file = folder.resolve("office.rdp");
    Files.write(file, content.getBytes(StandardCharsets.UTF_16));
    return file;
  }
}
