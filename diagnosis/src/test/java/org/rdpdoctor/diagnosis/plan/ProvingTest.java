package org.rdpdoctor.diagnosis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProvingTest {
  private static final String CHECK = "rdpdoctor check HOST";

  @Test
  void a_check_gets_the_target_with_its_port_and_the_options_it_was_found_with() {
    var proving = new Proving("srv01:3390", List.of("--offer", "tls", "--no-udp"));

    assertThat(proving.command(CHECK)).isEqualTo("rdpdoctor check srv01:3390 --offer tls --no-udp");
  }

  @Test
  void an_option_that_the_proof_has_itself_is_not_said_twice() {
    var proving = new Proving("srv01", List.of("--offer", "tls", "--no-udp"));

    assertThat(proving.command(CHECK + " --offer rdp"))
        .isEqualTo("rdpdoctor check srv01 --offer rdp --no-udp");
  }

  @Test
  void other_commands_get_the_host_without_its_port() {
    assertThat(new Proving("srv01:3390", List.of()).filled("Enter-PSSession HOST"))
        .isEqualTo("Enter-PSSession srv01");
    assertThat(new Proving("[2001:db8::1]:3390", List.of()).filled("ping HOST"))
        .isEqualTo("ping 2001:db8::1");
  }

  @Test
  void a_full_name_or_a_port_that_is_asked_for_is_not_half_filled() {
    var proving = new Proving("srv01", List.of());

    assertThat(proving.filled("mstsc /v:HOST.DOMAIN")).isEqualTo("mstsc /v:HOST.DOMAIN");
    assertThat(proving.filled("mstsc /v:HOST:PORT")).isEqualTo("mstsc /v:HOST:PORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$(id)", "a b", "a;b", "-rf", "", "a'b", "a\nb"})
  void what_a_shell_would_stumble_over_never_gets_into_a_command(String target) {
    var proving = new Proving(target, List.of("--offer", target, "--via", "$(id)"));

    assertThat(proving.command(CHECK)).isEqualTo(CHECK);
    assertThat(proving.filled("ping HOST")).isEqualTo("ping HOST");
  }
}
