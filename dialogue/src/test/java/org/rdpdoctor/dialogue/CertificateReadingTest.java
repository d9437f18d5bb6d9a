package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.dialogue.CertificateReading.Circumstances;
import org.rdpdoctor.facts.CertificateFact.CertificateChainIncomplete;
import org.rdpdoctor.facts.CertificateFact.CertificateDiffersFromPin;
import org.rdpdoctor.facts.CertificateFact.CertificateExpired;
import org.rdpdoctor.facts.CertificateFact.CertificateExpiresSoon;
import org.rdpdoctor.facts.CertificateFact.CertificateKeyWeak;
import org.rdpdoctor.facts.CertificateFact.CertificateMatchesPin;
import org.rdpdoctor.facts.CertificateFact.CertificateNameDiffers;
import org.rdpdoctor.facts.CertificateFact.CertificateNotYetValid;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.CertificateFact.CertificateSelfSigned;
import org.rdpdoctor.facts.CertificateFact.CertificateSignatureWeak;
import org.rdpdoctor.facts.CertificateFact.CertificateUnreadable;
import org.rdpdoctor.facts.CertificateFact.CertificateUntrusted;
import org.rdpdoctor.facts.CertificateFact.CertificateUsageWrong;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CertificateReadingTest {
  private static final Duration AT = Duration.ofSeconds(1);
  private static final Instant IN_FORCE = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-07-02T00:00:00Z");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void a_windows_certificate_in_force_is_presented_and_self_signed_and_nothing_more() {
    List<Observation> seen = read("windows", trusted(IN_FORCE));

    assertThat(seen).hasSize(2);
    var presented = the(CertificatePresented.class, seen);
    assertThat(presented.subject()).isEqualTo("CN=srv01.corp.example");
    assertThat(presented.names()).containsExactly("srv01.corp.example");
    assertThat(presented.notBefore()).isEqualTo(START);
    assertThat(presented.notAfter()).isEqualTo(END);
    assertThat(presented.keyAlgorithm()).isEqualTo("RSA");
    assertThat(presented.keyBits()).isEqualTo(2048);
    assertThat(presented.signatureAlgorithm()).isEqualTo("sha256WithRSAEncryption");
    assertThat(presented.selfSigned()).isTrue();
    assertThat(presented.chainLength()).isEqualTo(1);
    assertThat(presented.sha256()).matches("[0-9a-f]{64}");
    the(CertificateSelfSigned.class, seen);
  }

  @ParameterizedTest
  @CsvSource({
    // local clock, server's clock, by whose time it has expired, for how many days
    "2026-07-03T00:00:00Z, 2026-07-03T00:00:00Z, both, 1",
    "2026-07-03T00:00:00Z,, local, 1",
    "2026-07-03T00:00:00Z, 2026-03-01T00:00:00Z, local, 1",
    "2026-03-01T00:00:00Z, 2026-07-12T00:00:00Z, server, 10"
  })
  void expiry_says_by_whose_clock(Instant local, Instant server, String clock, int days) {
    List<Observation> seen = read("windows", clocks(local, Optional.ofNullable(server)));

    var expired = the(CertificateExpired.class, seen);
    assertThat(expired.notAfter()).isEqualTo(END);
    assertThat(expired.clock()).isEqualTo(clock);
    assertThat(expired.since()).isEqualTo(Duration.ofDays(days));
    assertThat(seen).noneMatch(CertificateExpiresSoon.class::isInstance);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-31T00:00:00Z, 2025-12-31T00:00:00Z, both, 1",
    "2025-12-31T00:00:00Z,, local, 1",
    "2025-12-22T00:00:00Z, 2026-03-01T00:00:00Z, local, 10",
    "2026-03-01T00:00:00Z, 2025-12-31T00:00:00Z, server, 1"
  })
  void being_too_early_says_by_whose_clock(Instant local, Instant server, String clock, int days) {
    var early =
        the(
            CertificateNotYetValid.class,
            read("windows", clocks(local, Optional.ofNullable(server))));

    assertThat(early.notBefore()).isEqualTo(START);
    assertThat(early.clock()).isEqualTo(clock);
    assertThat(early.until()).isEqualTo(Duration.ofDays(days));
  }

  @Test
  void the_last_second_is_valid() {
    assertThat(read("windows", clocks(END, Optional.empty())))
        .noneMatch(CertificateExpired.class::isInstance);
    assertThat(read("windows", clocks(START, Optional.empty())))
        .noneMatch(CertificateNotYetValid.class::isInstance);
  }

  @Test
  void a_certificate_that_windows_renews_by_itself_is_near_its_end_later_than_another() {
    Instant threeWeeksBefore = END.minus(Duration.ofDays(21));

    assertThat(read("windows", trusted(threeWeeksBefore)))
        .noneMatch(CertificateExpiresSoon.class::isInstance);
    assertThat(the(CertificateExpiresSoon.class, read("issued", trusted(threeWeeksBefore))).left())
        .isEqualTo(Duration.ofDays(21));
    assertThat(
            the(
                    CertificateExpiresSoon.class,
                    read("windows", trusted(END.minus(Duration.ofDays(3)))))
                .left())
        .isEqualTo(Duration.ofDays(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "srv01.corp.example",
        "SRV01.Corp.Example",
        "srv01.corp.example.",
        "host7.rds.corp.example",
        "büro.example",
        "BÜRO.example"
      })
  void names_match_whatever_their_case_their_dot_and_their_script(String target) {
    assertThat(read("issued", named(target))).noneMatch(CertificateNameDiffers.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rds.corp.example", // a star is a label, not nothing
        "a.b.rds.corp.example", // nor two
        "srv01",
        "not-this-one.example", // the common name does not count beside alternative names
        "192.0.2.10.example",
        "xn--bro-hoa.example.org"
      })
  void names_that_only_look_alike_differ(String target) {
    var differs = the(CertificateNameDiffers.class, read("issued", named(target)));

    assertThat(differs.target()).isEqualTo(target);
    assertThat(differs.names())
        .containsExactly(
            "srv01.corp.example",
            "*.rds.corp.example",
            "xn--bro-hoa.example",
            "192.0.2.10",
            "2001:db8:0:0:0:0:0:10");
    assertThat(differs.selfSigned()).isFalse();
  }

  @Test
  void a_target_without_a_name_is_held_against_no_name() {
    assertThat(read("issued", trusted(IN_FORCE)))
        .noneMatch(CertificateNameDiffers.class::isInstance);
  }

  @Test
  void a_certificate_without_any_name_differs_from_every_target() {
    var differs = the(CertificateNameDiffers.class, read("nameless", named("srv01.corp.example")));

    assertThat(differs.names()).isEmpty();
    assertThat(differs.evidence().heard()).isEqualTo("no name at all");
  }

  @Test
  void a_name_that_no_dns_could_hold_is_compared_as_it_stands() {
    assertThat(CertificateNames.matches("a".repeat(70), "A".repeat(70))).isTrue();
    assertThat(CertificateNames.matches("a".repeat(70), "b".repeat(70))).isFalse();
    assertThat(CertificateNames.matches("", "srv01")).isFalse();
    assertThat(CertificateNames.matches("*.", "srv01")).isFalse();
    assertThat(CertificateNames.matches("*.example", ".example")).isFalse();
  }

  @Test
  void a_short_rsa_key_and_a_sha_1_signature_are_weak() {
    List<Observation> seen = read("weak", trusted(IN_FORCE));

    assertThat(the(CertificateKeyWeak.class, seen).bits()).isEqualTo(1024);
    assertThat(the(CertificateSignatureWeak.class, seen).algorithm())
        .isEqualTo("sha1WithRSAEncryption");
    assertThat(the(CertificateSignatureWeak.class, seen).selfSigned()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"md5, md5WithRSAEncryption", "pss-sha1, RSASSA-PSS with SHA-1"})
  void old_hashes_are_weak_wherever_they_stand(String name, String algorithm) {
    assertThat(the(CertificateSignatureWeak.class, read(name, trusted(IN_FORCE))).algorithm())
        .isEqualTo(algorithm);
  }

  @Test
  void an_elliptic_key_is_measured_by_its_own_scale() {
    assertThat(the(CertificateKeyWeak.class, read("p192", trusted(IN_FORCE))).bits())
        .isEqualTo(192);
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows", "issued", "p256", "ed25519"})
  void what_current_servers_have_is_not_weak(String name) {
    assertThat(read(name, trusted(IN_FORCE)))
        .noneMatch(CertificateKeyWeak.class::isInstance)
        .noneMatch(CertificateSignatureWeak.class::isInstance);
  }

  @Test
  void a_certificate_for_clients_is_for_no_server() {
    assertThat(the(CertificateUsageWrong.class, read("for-clients", trusted(IN_FORCE))).usages())
        .hasSize(2);
  }

  @Test
  void a_key_that_may_only_sign_certificates_is_for_no_server() {
    assertThat(the(CertificateUsageWrong.class, read("for-signing", trusted(IN_FORCE))).usages())
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows", "issued", "for-remote-desktop"})
  void a_certificate_for_servers_or_for_remote_desktop_is_right(String name) {
    assertThat(read(name, trusted(IN_FORCE))).noneMatch(CertificateUsageWrong.class::isInstance);
  }

  @Test
  void an_issuer_that_is_not_trusted_is_named_and_its_certificate_is_missed() {
    List<Observation> seen = read("issued", untrusted());

    assertThat(the(CertificateUntrusted.class, seen).issuer())
        .isEqualTo("CN=Corp Issuing CA,O=Corp");
    var incomplete = the(CertificateChainIncomplete.class, seen);
    assertThat(incomplete.missing()).isEqualTo("CN=Corp Issuing CA,O=Corp");
    assertThat(incomplete.fetchableFrom()).isEqualTo("http://pki.corp.example/ca.crt");
  }

  @Test
  void a_chain_with_its_issuer_is_untrusted_and_not_incomplete() {
    List<Observation> seen =
        CertificateReading.of(
            PEER,
            List.of(Fixture.certificate("issued"), Fixture.certificate("authority")),
            untrusted(),
            AT);

    the(CertificateUntrusted.class, seen);
    assertThat(seen).noneMatch(CertificateChainIncomplete.class::isInstance);
    assertThat(the(CertificatePresented.class, seen).chainLength()).isEqualTo(2);
  }

  @Test
  void a_self_signed_certificate_is_never_called_untrusted() {
    assertThat(read("windows", untrusted())).noneMatch(CertificateUntrusted.class::isInstance);
    assertThat(CertificateReading.isSelfSigned(Fixture.certificate("windows"))).isTrue();
    assertThat(CertificateReading.isSelfSigned(Fixture.certificate("issued"))).isFalse();
    assertThat(CertificateReading.isSelfSigned(Bytes.hex("00"))).isFalse();
  }

  @Test
  void a_pin_is_matched_or_it_is_said_what_stands_in_its_place() {
    String right = CertificateReading.sha256(Fixture.certificate("issued"));
    String wrong = "00".repeat(32);

    assertThat(the(CertificateMatchesPin.class, read("issued", pinned(right))).pin())
        .isEqualTo(right);
    var differs = the(CertificateDiffersFromPin.class, read("issued", pinned(wrong)));
    assertThat(differs.seen()).isEqualTo(right);
    assertThat(differs.issuer()).isEqualTo("CN=Corp Issuing CA,O=Corp");
  }

  @Test
  void what_is_no_certificate_is_unreadable_and_still_held_against_the_pin() {
    Bytes nonsense = Bytes.hex("30 03 02 01 00");

    List<Observation> seen =
        CertificateReading.of(PEER, List.of(nonsense), pinned("00".repeat(32)), AT);

    assertThat(seen).hasSize(2);
    the(CertificateUnreadable.class, seen);
    assertThat(the(CertificateDiffersFromPin.class, seen).issuer()).isEmpty();
  }

  @Test
  void a_date_that_is_none_makes_the_certificate_unreadable_but_not_nameless() {
    Bytes der = Fixture.certificate("windows");
    int at = der.indexOf(Bytes.ascii("260702000000Z"));
    Bytes damaged =
        der.first(at)
            .plus(Bytes.ascii("269902000000Z"))
            .plus(der.from(at + "260702000000Z".length()));

    List<Observation> seen = CertificateReading.of(PEER, List.of(damaged), trusted(IN_FORCE), AT);

    assertThat(the(CertificateUnreadable.class, seen).reason())
        .contains("notAfter")
        .endsWith("no time: 269902000000Z");
    assertThat(the(CertificatePresented.class, seen).notAfter()).isEqualTo(Instant.EPOCH);
    assertThat(seen)
        .noneMatch(CertificateExpired.class::isInstance)
        .noneMatch(CertificateExpiresSoon.class::isInstance);
  }

  @Test
  void a_certificate_of_1970_is_a_real_date_and_long_expired() {
    List<Observation> seen = read("epoch", trusted(IN_FORCE));

    assertThat(the(CertificatePresented.class, seen).notBefore()).isEqualTo(Instant.EPOCH);
    assertThat(the(CertificateExpired.class, seen).notAfter())
        .isEqualTo(Instant.EPOCH.plusSeconds(1));
    assertThat(seen).noneMatch(CertificateUnreadable.class::isInstance);
  }

  @Test
  void a_certificate_without_end_is_just_valid() {
    List<Observation> seen = read("endless", trusted(IN_FORCE));

    assertThat(seen).hasSize(2);
    assertThat(the(CertificatePresented.class, seen).notAfter())
        .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
  }

  @Test
  void a_server_whose_clock_is_in_the_far_future_is_only_far_away() {
    Instant far = Instant.parse("+60056-05-28T05:36:10Z");

    assertThat(
            the(CertificateExpired.class, read("windows", clocks(IN_FORCE, Optional.of(far))))
                .since())
        .isGreaterThan(Duration.ofDays(21_000_000));
  }

  private static List<Observation> read(String name, Circumstances circumstances) {
    return CertificateReading.of(PEER, List.of(Fixture.certificate(name)), circumstances, AT);
  }

  private static Circumstances trusted(Instant now) {
    return new Circumstances(Optional.empty(), now, Optional.empty(), true, Optional.empty());
  }

  private static Circumstances untrusted() {
    return new Circumstances(Optional.empty(), IN_FORCE, Optional.empty(), false, Optional.empty());
  }

  private static Circumstances named(String name) {
    return new Circumstances(Optional.of(name), IN_FORCE, Optional.empty(), true, Optional.empty());
  }

  private static Circumstances clocks(Instant local, Optional<Instant> server) {
    return new Circumstances(Optional.empty(), local, server, true, Optional.empty());
  }

  private static Circumstances pinned(String pin) {
    return new Circumstances(Optional.empty(), IN_FORCE, Optional.empty(), true, Optional.of(pin));
  }

  private static <T extends Observation> T the(Class<T> type, List<Observation> seen) {
    assertThat(seen).filteredOn(type::isInstance).hasSize(1);
    return seen.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }
}
