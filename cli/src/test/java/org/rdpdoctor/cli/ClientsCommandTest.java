package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.dialogue.ClientForm;
import org.rdpdoctor.wire.x224.Protocols;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClientsCommandTest {
  @Test
  void without_an_id_it_names_every_client() {
    Run run = Run.of(Run.nobody(), "clients");

    assertThat(run.exit()).isZero();
    Golden.check("clients.txt", run.out());
  }

  @Test
  void one_client_is_shown_in_full_with_every_source() {
    Run run = Run.of(Run.nobody(), "clients", "windows-11-24h2");

    assertThat(run.exit()).isZero();
    Golden.check("clients-windows-11-24h2.txt", run.out());
  }

  @Test
  void an_unknown_client_is_wrong_usage_and_the_known_ones_are_named() {
    for (List<String> words :
        List.of(
            List.of("clients", "windows-12"), List.of("check", "x", "--client", "windows-12"))) {
      Run run = Run.of(Run.nobody(), words.toArray(String[]::new));

      assertThat(run.exit()).isEqualTo(Commands.WRONG_USAGE);
      assertThat(run.err()).contains("no client is called \"windows-12\"", "windows-7-sp1");
    }
  }

  @Test
  void a_client_of_which_too_little_is_known_cannot_be_played() {
    Run run = Run.of(Run.nobody(), "check", "x", "--client", "windows-app-ios");

    assertThat(run.exit()).isEqualTo(Commands.WRONG_USAGE);
    assertThat(run.err()).contains("too little is known");
  }

  @Test
  void a_check_offers_what_the_client_offers_unless_it_is_told_what_to_offer() {
    assertThat(offered("--client", "windows-xp-sp3")).isEqualTo(Protocols.SSL);
    assertThat(offered("--client", "windows-xp-sp3", "--offer", "rdp")).isEqualTo(Protocols.RDP);
    assertThat(offered("--client", "freerdp-2-openssl-3"))
        .isEqualTo(Protocols.SSL.and(Protocols.HYBRID));
  }

  private static Protocols offered(String... words) {
    var asked = new ArrayList<CheckOptions>();
    Doctor doctor =
        (target, options, _) -> {
          asked.add(options);
          return Run.report(target, Verdict.HEALTHY);
        };
    var all = new ArrayList<>(List.of("check", "192.0.2.1"));
    all.addAll(List.of(words));
    assertThat(Run.of(doctor, all.toArray(String[]::new)).exit()).isZero();
    assertThat(asked.getFirst().climb().players().played().map(ClientForm::id)).isPresent();
    return asked.getFirst().climb().offered();
  }
}
