package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.report.Look;
import org.rdpdoctor.testkit.Fault;
import org.rdpdoctor.testkit.Faults;
import picocli.CommandLine;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LabCommandTest {
  private static final Pattern TRY_IT = Pattern.compile("rdpdoctor check 127.0.0.1:(\\d+)");

  @Test
  void the_list_names_every_fault_under_its_rung() {
    Run run = Run.of(Run.nobody(), "lab", "list");

    assertThat(run.exit()).isZero();
    for (Fault fault : Faults.all()) {
      assertThat(run.out()).contains("  " + fault.id() + " ", fault.title(), fault.rung() + "\n");
    }
    assertThat(run.out().lines().filter(line -> !line.isEmpty() && !line.startsWith(" ")))
        .doesNotHaveDuplicates()
        .startsWith("healthy");
  }

  @Test
  void a_check_that_finds_what_it_must_find_says_so() {
    Run run = Run.of(Run.saying(Verdict.FAILING, "tls.alert"), "lab", "alert-80", "--check");

    assertThat(run.out()).endsWith("\nAs expected: failing with tls.alert\n");
    assertThat(run.exit()).isZero();
  }

  @Test
  void a_check_that_finds_something_else_says_so() {
    Run run = Run.of(Run.saying(Verdict.FAILING, "tcp.closed"), "lab", "alert-80", "--check");

    assertThat(run.out())
        .endsWith(
            "NOT as expected: failing with tls.alert was to be found, but it was failing with"
                + " tcp.closed\n");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void a_healthy_peer_must_be_found_healthy() {
    assertThat(Run.of(Run.saying(Verdict.HEALTHY), "lab", "healthy", "--check").exit()).isZero();
    assertThat(Run.of(Run.saying(Verdict.DEGRADED), "lab", "healthy", "--check").exit())
        .isEqualTo(2);
    assertThat(Run.of(Run.saying(Verdict.HEALTHY, "tcp.closed"), "lab", "healthy", "--check"))
        .extracting(Run::exit)
        .isEqualTo(2);
  }

  @Test
  void json_stays_json_and_the_last_line_goes_to_the_errors() {
    Run run = Run.of(Run.saying(Verdict.HEALTHY), "lab", "healthy", "--check", "--json");

    assertThat(run.out()).startsWith("{\n").endsWith("}\n");
    assertThat(run.err()).isEqualTo("As expected: healthy\n");
  }

  @Test
  void the_options_that_a_fault_needs_go_with_the_check() {
    var seen = new ArrayList<Target>();
    Doctor doctor =
        (target, _, _) -> {
          seen.add(target);
          return Run.report(target, Verdict.DEGRADED, "certificate.wrong-name");
        };

    Run.of(doctor, "lab", "wrong-name-certificate", "--check");

    assertThat(seen)
        .singleElement()
        .satisfies(target -> assertThat(target.address()).contains("127.0.0.1"));
  }

  @Test
  void a_fault_is_played_until_the_user_has_had_enough() throws IOException {
    var out = new StringWriter();
    var screen =
        new Screen(
            InputStream.nullInputStream(),
            new PrintWriter(out),
            new PrintWriter(out),
            false,
            Look.plain());
    var ports = new ArrayList<Integer>();
    LabCommand.Patience patience =
        () -> {
          var found = TRY_IT.matcher(out.toString());
          assertThat(found.find()).isTrue();
          ports.add(Integer.parseInt(found.group(1)));
          try (var socket = new Socket(InetAddress.getLoopbackAddress(), ports.getFirst())) {
            assertThat(socket.isConnected()).isTrue();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        };

    int exit = new CommandLine(new LabCommand(screen, Run.nobody(), patience)).execute("healthy");

    assertThat(exit).isZero();
    assertThat(out.toString()).startsWith("healthy: ").contains("It does   ", "You see   ");
    assertThat(ports).hasSize(1);
    // What is closed can be listened on again.
    new ServerSocket(ports.getFirst(), 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void a_port_that_is_taken_is_wrong_usage() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run =
          Run.of(Run.nobody(), "lab", "healthy", "--port", String.valueOf(taken.getLocalPort()));

      assertThat(run.exit()).isEqualTo(64);
      assertThat(run.err())
          .startsWith("rdpdoctor lab: port " + taken.getLocalPort() + " cannot be had (")
          .endsWith("): leave out --port\n");
    }
  }
}
