package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.peers.ShellScript;
import org.rdpdoctor.peers.XrdpAtHome;
import org.rdpdoctor.wire.Bytes;

/// The whole loop on a real xrdp: check, plan, dry run, run, proof, undo.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanOnXrdpTest {
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);

  @BeforeAll
  static void scripts_change_what_belongs_to_root() {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "the scripts need root, as they say");
  }

  /// Where the loop begins and ends.
  private record Story(XrdpAtHome server, String brokenBy, String fix, List<String> options) {
    String target() {
      return "127.0.0.1:" + server.port();
    }

    Run check() {
      return Run.of(DOCTOR, words("check", target(), "--json", "--no-udp"));
    }

    private String[] words(String... first) {
      return Stream.concat(Stream.of(first), options.stream()).toArray(String[]::new);
    }

    /// From broken to green, and back.
    void play() throws IOException {
      server.start();
      Run before = check();
      assertThat(before.out()).contains("\"id\": \"" + brokenBy + "\"");
      Path report = Files.writeString(server.around().resolve("report.json"), before.out());
      assertThat(Run.of(Run.nobody(), "plan", report.toString()).out())
          .as("the plan from the report has a fix")
          .contains("1. ");

      Path script = server.around().resolve("fix.sh");
      Run made =
          Run.of(
              Run.nobody(),
              "plan",
              fix,
              "--target",
              target(),
              "--script",
              "bash",
              "--out",
              script.toString());
      assertThat(made.err()).contains("fix.undo.sh");
      assertThat(made.exit()).isZero();
      loop(script, breaksOf(before));
    }

    void loop(Path script, String broken) throws IOException {
      String config = server.folder().toString();
      Map<String, Bytes> old = content(server.folder());

      ShellScript dry = ShellScript.bash(script, "--dry-run", "--config", config);
      assertThat(dry.output()).contains("would: ").contains("would be changed");
      assertThat(dry.exit()).as(dry.output()).isZero();
      assertThat(content(server.folder())).as("a dry run changes nothing").isEqualTo(old);

      ShellScript run = ShellScript.bash(script, "--config", config);
      assertThat(run.exit()).as(run.output()).isZero();
      assertThat(run.output()).contains("restart xrdp for it to count").contains("proof: ");
      server.restart();
      assertThat(breaksOf(check())).as(run.output()).doesNotContain(brokenBy).isNotEqualTo(broken);

      Map<String, Bytes> fixed = content(server.folder());
      ShellScript again = ShellScript.bash(script, "--config", config);
      assertThat(again.output()).contains("\n0 changed, ").contains("already: ");
      assertThat(content(server.folder())).as("a second run changes nothing").isEqualTo(fixed);

      ShellScript undo = ShellScript.bash(script.resolveSibling("fix.undo.sh"), "--config", config);
      assertThat(undo.exit()).as(undo.output()).isZero();
      assertThat(content(server.folder())).as("byte for byte as before").isEqualTo(old);
      server.restart();
      assertThat(breaksOf(check()))
          .as("broken again")
          .startsWith(broken.substring(0, broken.indexOf(',')));
    }
  }

  private static String breaksOf(Run run) {
    int from = run.out().indexOf("\"breaks\"");
    int to = run.out().indexOf("\"causes\"");
    return run.out()
        .substring(from, to)
        .lines()
        .filter(line -> line.startsWith("      \"id\""))
        .toList()
        .toString();
  }

  /// Every file with its content, rights and owner.
  private static Map<String, Bytes> content(Path folder) throws IOException {
    var content = new TreeMap<String, Bytes>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        Map<String, Object> rights = Files.readAttributes(file, "posix:permissions,owner,group");
        String name =
            file.getFileName()
                + " "
                + rights.get("permissions")
                + " "
                + rights.get("owner")
                + " "
                + rights.get("group");
        content.put(name, Bytes.copyOf(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  @Test
  void standard_rdp_security_alone_is_turned_into_tls_and_back() throws IOException {
    try (var server = XrdpAtHome.healthy()) {
      server.set("security_layer", "rdp");

      new Story(server, "negotiation.tls-not-allowed", "raise-the-security-layer", List.of())
          .play();
    }
  }

  @Test
  void an_expired_certificate_is_replaced_and_comes_back() throws IOException {
    try (var server = XrdpAtHome.healthy()) {
      server.expiredCertificate();

      new Story(server, "certificate.expired", "renew-xrdp", List.of()).play();
    }
  }

  @Test
  void protocols_that_are_too_old_give_way_to_tls_1_2_and_1_3() throws IOException {
    try (var server = XrdpAtHome.healthy()) {
      server.set("ssl_protocols", "TLSv1");

      new Story(server, firstBreakOf(server), "enable-tls12", List.of()).play();
    }
  }

  @Test
  void a_port_that_was_changed_is_changed_back_and_restored() throws IOException {
    try (var server = XrdpAtHome.healthy()) {
      Path script = scriptOf(server, "back-to-3389");
      String moved = Files.readString(server.folder().resolve("xrdp.ini"));
      String config = server.folder().toString();

      ShellScript run = ShellScript.bash(script, "--config", config);
      assertThat(Files.readString(server.folder().resolve("xrdp.ini")))
          .as(run.output())
          .contains("\nport=3389\n")
          .doesNotContain("port=tcp://127.0.0.1");

      ShellScript undo = ShellScript.bash(script, "--undo", "--config", config);
      assertThat(Files.readString(server.folder().resolve("xrdp.ini")))
          .as(undo.output())
          .isEqualTo(moved);
    }
  }

  @Test
  void a_key_that_xrdp_cannot_read_becomes_readable_to_it_alone() throws IOException {
    Assumptions.assumeTrue(
        Files.exists(Path.of("/etc/xrdp/rsakeys.ini"))
            && Files.readString(Path.of("/etc/passwd")).contains("\nxrdp:"),
        "missing peer: install xrdp");
    try (var server = XrdpAtHome.healthy()) {
      server.runsAsItself();
      Story story = new Story(server, "tls", "let-xrdp-read-the-key", List.of("--offer", "tls"));
      server.start();
      String broken = breaksOf(story.check());
      assertThat(broken).contains("\"id\"");
      Path script = scriptOf(server, "let-xrdp-read-the-key");

      story.loop(script, broken);
    }
  }

  @Test
  void what_was_changed_since_is_left_alone_by_the_way_back() throws IOException {
    try (var server = XrdpAtHome.healthy()) {
      server.set("security_layer", "rdp");
      Path script = scriptOf(server, "raise-the-security-layer");
      String config = server.folder().toString();
      ShellScript.bash(script, "--config", config);
      server.set("max_bpp", "16");

      ShellScript undo = ShellScript.bash(script, "--undo", "--config", config);

      assertThat(undo.output()).contains("was changed since and is left alone");
      assertThat(Files.readString(server.folder().resolve("xrdp.ini")))
          .contains("max_bpp=16", "security_layer=negotiate");
    }
  }

  @Test
  void a_certificate_from_an_authority_is_left_to_the_authority() throws IOException {
    try (var server = XrdpAtHome.healthy()) {
      Path authority = Files.createDirectory(server.around().resolve("authority"));
      issued(server, authority);
      Map<String, Bytes> before = content(server.folder());

      ShellScript run =
          ShellScript.bash(scriptOf(server, "renew-xrdp"), "--config", server.folder().toString());

      assertThat(run.output()).contains("comes from an authority").contains("1 left to you");
      assertThat(content(server.folder())).isEqualTo(before);
    }
  }

  private static void issued(XrdpAtHome server, Path authority) throws IOException {
    Path commands =
        Files.writeString(
            authority.resolve("issue.sh"),
            """
            set -e
            openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN=ca -keyout ca.key -out ca.pem
            openssl req -newkey rsa:2048 -nodes -subj /CN=srv -keyout "$1/key.pem" -out srv.csr
            openssl x509 -req -in srv.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 5 -out "$1/certificate.pem"
            """);
    ShellScript made = ShellScript.bash(commands, server.folder().toString());
    assertThat(made.exit()).as(made.output()).isZero();
  }

  @Test
  void a_script_for_another_machine_changes_nothing_here() throws IOException {
    try (var server = XrdpAtHome.healthy()) {
      server.set("security_layer", "rdp");
      Map<String, Bytes> before = content(server.folder());
      Path script = server.around().resolve("fix.sh");
      Run.of(
          Run.nobody(),
          "plan",
          "raise-the-security-layer",
          "--target",
          "server.elsewhere.example",
          "--script",
          "bash",
          "--out",
          script.toString());

      ShellScript run = ShellScript.bash(script, "--config", server.folder().toString());

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.output()).contains("was made for server.elsewhere.example");
      assertThat(content(server.folder())).isEqualTo(before);
    }
  }

  private static Path scriptOf(XrdpAtHome server, String fix) {
    Path script = server.around().resolve("fix.sh");
    Run made =
        Run.of(
            Run.nobody(),
            "plan",
            fix,
            "--target",
            "127.0.0.1:" + server.port(),
            "--script",
            "bash",
            "--out",
            script.toString());
    assertThat(made.exit()).as(made.err()).isZero();
    return script;
  }

  /// What the check says of it first; it is stopped again.
  private static String firstBreakOf(XrdpAtHome server) {
    server.start();
    String breaks = breaksOf(new Story(server, "", "", List.of()).check());
    server.stop();
    List<String> ids = List.of(breaks.split("\"", -1));
    return ids.get(3);
  }
}
