package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultsTest {
  private static final Set<String> RUNGS =
      Set.of(
          "healthy",
          "gateway",
          "broker",
          "name",
          "tcp",
          "negotiation",
          "tls",
          "certificate",
          "credssp",
          "authentication",
          "mcs",
          "security",
          "licensing",
          "session",
          "udp");

  @Test
  void there_are_more_than_sixty_and_every_id_is_unique_kebab_case() {
    List<String> ids = Faults.all().stream().map(Fault::id).toList();

    assertThat(ids).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    assertThat(ids).allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void every_fault_has_texts_for_people() {
    assertThat(Faults.all())
        .allSatisfy(
            fault -> {
              assertThat(fault.title()).isNotBlank().doesNotEndWith(".").hasSizeLessThan(80);
              assertThat(fault.does()).endsWith(".").hasSizeLessThan(200);
              assertThat(fault.seen()).endsWith(".").hasSizeLessThan(120);
            });
  }

  @Test
  void a_fault_has_a_break_and_a_healthy_form_has_none() {
    assertThat(Faults.all())
        .allSatisfy(
            fault -> {
              assertThat(RUNGS).contains(fault.rung());
              assertThat(fault.breaks()).allMatch(id -> id.matches("[a-z]+\\.[a-z0-9-]+"));
              assertThat(fault.breaks().isEmpty()).isEqualTo(fault.verdict().equals("healthy"));
              assertThat(fault.verdict()).isIn("healthy", "degraded", "failing", "inconclusive");
            });
  }

  @Test
  void a_fault_is_found_by_its_id() {
    assertThat(Faults.named("expired-certificate")).isPresent();
    assertThat(Faults.named("expired")).isEmpty();
  }
}
