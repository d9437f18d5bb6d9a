package org.rdpdoctor.diagnosis.compared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.rdpdoctor.diagnosis.compared.Draft.fact;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.compared.Progress.Fate;
import org.rdpdoctor.diagnosis.compared.Progress.Proof;
import org.rdpdoctor.diagnosis.compared.Progress.Turn;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProgressTest {
  @Test
  void a_rung_that_broke_and_passes_now_is_fixed_and_turns_its_proof_green() {
    Progress progress = between(expired(), healthy());

    assertThat(fates(progress.breaks())).containsExactly("certificate.expired fixed");
    assertThat(fates(progress.causes())).containsExactly("own-certificate-expired fixed");
    assertThat(progress.rungs()).containsExactly("certificate", "credssp");
    assertThat(progress.proofs())
        .extracting(Proof::fix, Proof::outcome)
        .containsExactly(tuple("mend-own-certificate-expired", Proof.Outcome.GREEN));
    assertThat(progress.summary()).isEqualTo("failing before, healthy now; 1 fixed");
  }

  @Test
  void what_is_as_it_was_is_unchanged_and_its_proof_is_not_there() {
    Progress progress = between(expired(), expired().after(Duration.ofHours(1)));

    assertThat(fates(progress.breaks())).containsExactly("certificate.expired unchanged");
    assertThat(fates(progress.causes())).containsExactly("own-certificate-expired unchanged");
    assertThat(progress.rungs()).isEmpty();
    assertThat(progress.proofs().getFirst().outcome()).isEqualTo(Proof.Outcome.RED);
    assertThat(progress.summary()).isEqualTo("as failing as before; 1 unchanged");
  }

  @Test
  void a_rung_that_is_not_reached_now_is_not_called_fixed() {
    Progress progress = between(expired(), healthy().breaksAt("tcp", "tcp.closed", 2));

    assertThat(fates(progress.breaks()))
        .containsExactly("tcp.closed newly-broken", "certificate.expired unseen");
    assertThat(turn(progress, "certificate.expired").because())
        .isEqualTo("the rung certificate was not reached: tcp breaks before it");
    assertThat(fates(progress.causes())).containsExactly("own-certificate-expired unseen");
    assertThat(progress.proofs().getFirst().outcome()).isEqualTo(Proof.Outcome.OPEN);
  }

  @Test
  void a_shorter_climb_proves_nothing_of_what_is_above_it() {
    Draft shorter = Draft.of("now").name("192.0.2.10").rung("tcp", "passed", 3);

    Progress progress = between(expired(), shorter);

    assertThat(fates(progress.breaks())).containsExactly("certificate.expired unseen");
  }

  @Test
  void what_the_earlier_check_did_not_get_to_is_not_called_newly_broken() {
    Progress progress = between(healthy().breaksAt("tcp", "tcp.closed", 2), expired());

    assertThat(fates(progress.breaks()))
        .containsExactly("tcp.closed fixed", "certificate.expired uncovered");
    assertThat(fates(progress.causes())).containsExactly("own-certificate-expired uncovered");
    assertThat(turn(progress, "certificate.expired").because()).contains("tcp breaks before it");
  }

  @Test
  void another_break_on_the_same_rung_is_a_change_and_no_fix() {
    Progress progress =
        between(expired(), healthy().breaksAt("certificate", "certificate.name-mismatch", 0));

    assertThat(fates(progress.breaks()))
        .containsExactly("certificate.expired changed", "certificate.name-mismatch changed");
    assertThat(turn(progress, "certificate.expired").because())
        .contains("breaks in another way now: certificate.name-mismatch it is");
  }

  @Test
  void a_warning_that_came_is_newly_broken_and_one_that_went_is_fixed_if_it_was_looked_for() {
    Progress came = between(healthy(), healthy().warnsAt("tls", "tls.old-version"));
    Progress went = between(healthy().warnsAt("tls", "tls.old-version"), healthy());

    assertThat(fates(came.breaks())).containsExactly("tls.old-version newly-broken");
    assertThat(fates(went.breaks())).containsExactly("tls.old-version fixed");
    assertThat(turn(went, "tls.old-version").because()).contains("the same options");
  }

  @Test
  void what_only_a_file_showed_cannot_be_seen_without_one() {
    Draft logged = healthy().written("tls", "tls.no-common-suite", "System.evtx, record 7");

    assertThat(fates(between(logged, healthy()).breaks()))
        .containsExactly("tls.no-common-suite unseen");
  }

  @Test
  void another_machine_behind_the_name_and_a_fault_that_comes_and_goes_are_said() {
    Draft other =
        healthy()
            .rung(
                "credssp",
                "passed",
                3,
                fact("ntlm-challenge-received", "dnsComputer", "b.example"));
    Draft varied =
        expired().rung("udp", "passed", 0, fact("rounds-varied", "served", "3", "rounds", "9"));

    assertThat(between(healthy(), other).caveats().getFirst())
        .isEqualTo("Another machine answers: srv.corp.example before, b.example now.");
    assertThat(turn(between(varied, healthy()), "certificate.expired").because())
        .contains("check with --repeat");
  }

  @Test
  void nothing_before_and_nothing_now_is_said_as_such() {
    assertThat(between(healthy(), healthy()).summary())
        .isEqualTo("as healthy as before; nothing was broken, and nothing is");
  }

  private static Draft healthy() {
    return Draft.healthy("now", 20);
  }

  private static Draft expired() {
    return healthy()
        .breaksAt("certificate", "certificate.expired", 0)
        .because("own-certificate-expired", 0.8, "certificate.expired", "certificate");
  }

  private static Progress between(Draft before, Draft after) {
    return Progress.between(before.view(), after.view());
  }

  private static Turn turn(Progress progress, String id) {
    return progress.breaks().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> fates(List<Turn> turns) {
    assertThat(turns).extracting(Turn::fate).isSorted().doesNotContainNull();
    return turns.stream().map(each -> each.id() + " " + id(each.fate())).toList();
  }

  private static String id(Fate fate) {
    return fate.id();
  }
}
