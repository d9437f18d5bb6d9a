package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.testkit.LabServer;

/// Checks of one server from two places, before and after a change, by name and by address, held
/// against each other as a user would do it: `check --json` into files, then `compare`.
///
/// With `-Dcases.record=true` the reports replace those of `cases/compare`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CompareTest {
  private static final int TRIES = 4;
  private static final Path CASES = Path.of("..", "cases", "compare");

  @Test
  void a_device_at_the_branch_resets_what_the_head_office_gets_through() {
    try (var places =
        new TwoPlaces(
            (there, packet) ->
                there && TcpPacket.isOne(packet) && new TcpPacket(packet).isClientHello()
                    ? Meddler.Leaving.back(new TcpPacket(packet).reset())
                    : Meddler.Leaving.on(packet),
            Duration.ofMillis(19),
            Duration.ofMillis(8))) {
      places.network().serve();
      NetworkCheck head = undisturbed(places::fromHead);
      NetworkCheck branch = places.fromBranch();

      Compared compared =
          compared(
              "two-places-branch-firewall", named("head-office", head), named("branch", branch));

      assertThat(compared.answer())
          .startsWith("broken tls: early-end ") // near, or on the way if this machine is busy
          .endsWith(" proof");
    }
  }

  @Test
  void a_product_that_opens_tls_before_the_branch_shows_its_own_certificate() {
    try (var places = new TwoPlaces(Meddler.NONE, Duration.ofMillis(12), Duration.ofMillis(8))) {
      TestNetwork network = places.network();
      network.serve("healthy", TwoPlaces.SERVER, TestNetwork.RDP);
      network.keep(
          new TlsInterceptor(
              network.server().listener("10.78.0.2", 3390, 50),
              TlsInterceptor.to(network.server(), TwoPlaces.SERVER, TestNetwork.RDP),
              TwoPlaces.NAME));
      NetworkCheck head = undisturbed(places::fromHead);
      places.leadTheBranchTo(3390);
      NetworkCheck branch = unless("failing", places::fromBranch);

      Compared compared =
          compared("two-places-tls-opened", named("head-office", head), named("branch", branch));

      assertThat(compared.rung()).isIn("tls", "certificate");
      assertThat(compared.json()).contains("\"other-certificate\"");
    }
  }

  @Test
  void a_firewall_rule_is_opened_in_between() {
    try (var network = TestNetwork.create()) {
      dns(network, TestNetwork.SERVER);
      network.serve();
      network.server().rules("in tcp dport 3389 drop");
      NetworkCheck before =
          unless("inconclusive", () -> network.check(TwoPlaces.NAME, "--timeout", "20s"));
      network.server().rules();
      NetworkCheck after = undisturbed(() -> network.check(TwoPlaces.NAME));

      Compared compared =
          compared("change-firewall-opened", named("before", before), named("after", after));

      assertThat(compared.answer())
          .startsWith("different tcp: fixed nowhere it was at tcp: a firewall");
    }
  }

  @Test
  void a_change_of_the_server_breaks_tls() throws Exception {
    try (var network = TestNetwork.create()) {
      dns(network, TestNetwork.SERVER);
      LabServer server = network.serve("healthy-nla", "::", TestNetwork.RDP);
      NetworkCheck before = undisturbed(() -> network.check(TwoPlaces.NAME));
      server.close();
      network.serve("tls10-only", "::", TestNetwork.RDP);
      NetworkCheck after = network.check(TwoPlaces.NAME);

      Compared compared =
          compared("change-tls-hardened", named("before", before), named("after", after));

      assertThat(compared.answer()).startsWith("broken tls: newly-broken server");
    }
  }

  @Test
  void a_name_with_an_old_address_fails_where_the_address_works() {
    try (var network = TestNetwork.create()) {
      network.serve();
      dns(network, "10.77.0.99");
      NetworkCheck byName = network.check(TwoPlaces.NAME);
      NetworkCheck byAddress = undisturbed(() -> network.check(TestNetwork.SERVER));

      Compared compared =
          compared(
              "name-against-address", named("by-name", byName), named("by-address", byAddress));

      assertThat(compared.answer())
          .startsWith("broken ")
          .contains(": name-has-wrong-address names the name resolution");
    }
  }

  @Test
  void two_checks_of_the_same_server_differ_in_nothing_that_matters() {
    try (var network = TestNetwork.create()) {
      dns(network, TestNetwork.SERVER);
      network.serve();
      NetworkCheck one = undisturbed(() -> network.check(TwoPlaces.NAME));
      NetworkCheck other = undisturbed(() -> network.check(TwoPlaces.NAME));

      Compared compared = compared("near-miss-noise", named("first", one), named("second", other));

      assertThat(compared.answer()).isEqualTo("same");
      assertThat(compared("near-miss-same-report", named("one", one), named("copy", one)).answer())
          .isEqualTo("same");
    }
  }

  /// A check of a healthy server; a machine with too much to do may need another try.
  private static NetworkCheck undisturbed(Supplier<NetworkCheck> check) {
    NetworkCheck last = check.get();
    for (int i = 0; i < TRIES && !last.answer().equals("healthy"); i++) {
      last = check.get();
    }
    return last;
  }

  private static NetworkCheck unless(String verdict, Supplier<NetworkCheck> check) {
    NetworkCheck last = check.get();
    for (int i = 0; i < TRIES && last.answer().startsWith(verdict); i++) {
      last = check.get();
    }
    return last;
  }

  private static void dns(TestNetwork network, String address) {
    network.keep(
        DnsServer.on(network.server(), TestNetwork.SERVER).address(TwoPlaces.NAME, address));
    network.client().resolver("nameserver " + TestNetwork.SERVER + "\n");
  }

  /// A report with the name of its file.
  private record Named(String name, NetworkCheck check) {}

  private static Named named(String name, NetworkCheck check) {
    return new Named(name, check);
  }

  /// What `compare --json` printed.
  private record Compared(int exit, String json) {
    /// Outcome, rung, and the first conclusion with its place and certainty.
    String answer() {
      String id = text("\"conclusions\": ?\\[\\s*\\{\\s*\"id\"");
      return text("\"outcome\"")
          + (rung().isEmpty() ? "" : " " + rung() + ": ")
          + (id.isEmpty()
              ? ""
              : String.join(" ", id, text("\"place\""), text("\"where\""), text("\"certainty\"")));
    }

    String rung() {
      return text("\"outcome\": ?\"[a-z]+\",\\s*\"rung\"");
    }

    private String text(String key) {
      var found = Pattern.compile(key + ": ?\"([^\"]*)\"").matcher(json);
      return found.find() ? found.group(1) : "";
    }
  }

  private static Compared compared(String story, Named... reports) {
    try (var workplace = Workplace.of("compare")) {
      Path folder = workplace.folder();
      if (Boolean.getBoolean("cases.record")) {
        folder = Files.createDirectories(CASES.resolve(story).resolve("given"));
      }
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "org.rdpdoctor.cli.Main",
                  "compare",
                  "--json"));
      for (Named report : reports) {
        Path file = folder.resolve(report.name() + ".json");
        Files.writeString(file, report.check().json());
        command.add(file.toString());
      }
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Compared(process.exitValue(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
