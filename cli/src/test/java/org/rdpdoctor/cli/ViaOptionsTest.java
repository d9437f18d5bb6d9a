package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.probe.Itinerary.Via;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ViaOptionsTest {
  @TempDir Path folder;

  private static Via via(String... options) {
    var found = new ArrayList<Via>();
    Doctor doctor =
        (target, wanted, _) -> {
          wanted.climb().itinerary().via().ifPresent(found::add);
          return Run.report(target, Verdict.HEALTHY);
        };
    var words = new ArrayList<>(List.of("check", "srv01", "--via"));
    words.addAll(List.of(options));
    Run run = Run.of(doctor, words.toArray(String[]::new));
    assertThat(found).as(run.err()).hasSize(1);
    return found.getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "socks5://proxy, SOCKS5, proxy, 1080",
    "socks5h://proxy:9050, SOCKS5, proxy, 9050",
    "http://proxy.example/, HTTP, proxy.example, 8080",
    "http://[2001:db8::1]:3128, HTTP, 2001:db8::1, 3128",
    "SSH://jump, SSH, jump, 22",
    "ssh://anna@jump:2222, SSH, jump, 2222",
  })
  void each_way_has_its_usual_port(String link, Via.Kind kind, String host, int port) {
    Via via = via(link);

    assertThat(via.kind()).isEqualTo(kind);
    assertThat(via.host()).isEqualTo(host);
    assertThat(via.port()).isEqualTo(port);
  }

  @Test
  void the_user_stands_in_the_link_and_the_password_in_a_file() throws Exception {
    Path file = Files.writeString(folder.resolve("p"), "secret\n");

    Via via = via("socks5://CORP%5Canna@proxy", "--via-password-file", file.toString());

    assertThat(via.logon().orElseThrow().account().toString()).isEqualTo("CORP\\anna");
    assertThat(via.toString()).doesNotContain("secret");
    assertThat(via("ssh://anna@jump").logon().map(logon -> logon.account().user()))
        .isEqualTo(Optional.of("anna"));
  }

  @ParameterizedTest
  @CsvSource({
    "socks5://anna:secret@proxy, --via-password-file",
    "https://proxy, plain port",
    "socks4://proxy, SOCKS 5",
    "ftp://proxy, no way that is known",
    "proxy:1080, no way that is known",
    "socks5://, empty",
    "socks5://@proxy, names no user",
    "socks5://proxy:0, not a port",
    "socks5://anna@proxy, --via-password-file",
  })
  void what_makes_no_sense_is_refused_with_advice(String link, String advice) {
    Run run = Run.of(Run.nobody(), "check", "srv01", "--via", link);

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err().replaceAll("\\s+", " ")).contains(advice).doesNotContain("secret");
  }

  @Test
  void options_without_their_way_are_refused() {
    assertThat(Run.of(Run.nobody(), "check", "srv01", "--identity", "key").exit()).isEqualTo(64);
    assertThat(
            Run.of(Run.nobody(), "check", "srv01", "--via", "http://p", "--identity", "key").exit())
        .isEqualTo(64);
    assertThat(
            Run.of(
                    Run.nobody(),
                    "check",
                    "srv01",
                    "--via",
                    "http://p",
                    "--compare-address",
                    "10.1.2.3")
                .exit())
        .isEqualTo(64);
  }
}
