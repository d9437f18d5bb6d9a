package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrustTest {
  private static final List<X509Certificate> ROOTS = List.of(Fixture.certificate("root"));

  @Test
  void a_chain_leads_from_issuer_to_issuer_to_a_root() {
    assertThat(reaches("leaf", "intermediate")).isTrue();
    assertThat(reaches("leaf", "intermediate", "root")).isTrue();
    assertThat(reaches("intermediate")).isTrue();
    assertThat(reaches("root")).isTrue();
  }

  @Test
  void the_order_and_what_does_not_belong_do_not_matter() {
    assertThat(reaches("leaf", "root", "intermediate")).isTrue();
    assertThat(reaches("leaf", "false-root", "intermediate", "presumed")).isTrue();
  }

  @Test
  void a_chain_with_a_gap_does_not_lead_there() {
    assertThat(reaches("leaf")).isFalse();
    assertThat(reaches("leaf", "root")).isFalse();
  }

  @Test
  void the_name_of_a_root_is_not_its_signature() {
    assertThat(reaches("false-leaf")).isFalse();
    assertThat(reaches("false-leaf", "false-root")).isFalse();
  }

  @Test
  void a_good_certificate_beside_a_bad_one_makes_it_no_better() {
    assertThat(reaches("false-leaf", "intermediate", "false-root")).isFalse();
  }

  @Test
  void a_certificate_that_is_no_authority_issues_nothing() {
    assertThat(reaches("presumed", "leaf", "intermediate")).isFalse();
  }

  @Test
  void what_cannot_be_read_is_not_trusted() {
    assertThat(Trust.reaches(List.of(Bytes.hex("30 00")), ROOTS)).isFalse();
    assertThat(Trust.reaches(List.of(Fixture.der("leaf"), Bytes.EMPTY), ROOTS)).isFalse();
  }

  @Test
  void this_machine_does_not_trust_what_was_made_for_a_test() {
    assertThat(Trust.reaches(List.of(Fixture.der("leaf"), Fixture.der("intermediate")))).isFalse();
  }

  @Test
  void a_chain_that_is_only_made_to_be_long_is_soon_done_with() {
    List<Bytes> bomb = Collections.nCopies(20_000, Fixture.der("false-root"));
    long began = System.nanoTime();

    assertThat(Trust.reaches(bomb, ROOTS)).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }

  private static boolean reaches(String... names) {
    return Trust.reaches(Stream.of(names).map(Fixture::der).toList(), ROOTS);
  }
}
