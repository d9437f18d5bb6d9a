package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.Comparison.Side;
import org.rdpdoctor.facts.CertificateFact.CertificateDiffersElsewhere;
import org.rdpdoctor.facts.CertificateFact.CertificateMatchesElsewhere;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.CredSspFact.IdentityDiffersElsewhere;
import org.rdpdoctor.facts.CredSspFact.IdentityMatchesElsewhere;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.ElsewhereClimbed;
import org.rdpdoctor.facts.TlsFact.HelloDiffersElsewhere;
import org.rdpdoctor.facts.TlsFact.HelloMatchesElsewhere;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.tls.TlsVersion;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ComparisonTest {
  private static final String ELSEWHERE = "10.9.0.30:3389";
  private static final Duration AT = Duration.ofSeconds(5);
  private static final Bytes RANDOM = Bytes.copyOf(new byte[32]);
  private static final String GCM = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
  private static final Extension SECRET = Extension.EXTENDED_MASTER_SECRET;

  private static final ServerHello SCHANNEL = hello(RANDOM, SECRET, Extension.RENEGOTIATION_INFO);

  @Test
  void the_same_server_without_anything_between_shows_the_same_twice() {
    Side side = side(SCHANNEL, certificate("6d1f"), challenge("srv01", "10.0.20348"));

    assertThat(Comparison.of(ELSEWHERE, side, side, AT))
        .hasExactlyElementsOfTypes(
            ElsewhereClimbed.class,
            HelloMatchesElsewhere.class,
            CertificateMatchesElsewhere.class,
            IdentityMatchesElsewhere.class);
  }

  @Test
  void a_device_that_opens_tls_shows_another_certificate_and_another_tls_for_the_same_server() {
    Side here =
        side(
            hello(Bytes.EMPTY, Extension.RENEGOTIATION_INFO, SECRET),
            certificate("77aa"),
            challenge("srv01", "10.0.20348"));
    Side there = side(SCHANNEL, certificate("6d1f"), challenge("SRV01", "10.0.20348"));

    List<Observation> facts = Comparison.of(ELSEWHERE, here, there, AT);

    assertThat(one(facts, HelloDiffersElsewhere.class).differences())
        .containsExactly("extensions", "session id");
    assertThat(one(facts, CertificateDiffersElsewhere.class).here()).isEqualTo("77aa");
    assertThat(one(facts, CertificateDiffersElsewhere.class).there()).isEqualTo("6d1f");
    assertThat(one(facts, IdentityMatchesElsewhere.class).computer()).isEqualTo("SRV01");
  }

  @Test
  void another_server_says_so_itself() {
    Side here = side(SCHANNEL, certificate("77aa"), challenge("srv01", "10.0.20348"));
    Side there = side(SCHANNEL, certificate("6d1f"), challenge("srv02", "10.0.20348"));

    IdentityDiffersElsewhere differs =
        one(Comparison.of(ELSEWHERE, here, there, AT), IdentityDiffersElsewhere.class);

    assertThat(differs.here()).contains("srv01");
    assertThat(differs.there()).contains("srv02");
  }

  @Test
  void one_certificate_that_both_know_is_enough() {
    Side here = new Side(List.of(certificate("rsa"), certificate("ec")), Optional.empty());
    Side there = new Side(List.of(certificate("ec")), Optional.empty());

    assertThat(Comparison.of(ELSEWHERE, here, there, AT))
        .hasAtLeastOneElementOfType(CertificateMatchesElsewhere.class)
        .doesNotHaveAnyElementsOfTypes(CertificateDiffersElsewhere.class);
  }

  @Test
  void what_only_one_side_shows_is_compared_with_nothing() {
    Side here = new Side(List.of(), Optional.empty());
    Side there = side(SCHANNEL, certificate("6d1f"), challenge("srv01", "10.0.20348"));

    assertThat(Comparison.of(ELSEWHERE, here, there, AT))
        .singleElement()
        .isInstanceOfSatisfying(
            ElsewhereClimbed.class, climbed -> assertThat(climbed.rung()).isEqualTo("credssp"));
  }

  @Test
  void a_server_without_names_has_no_identity_to_compare() {
    Side side = side(SCHANNEL, certificate("6d1f"), challenge("", ""));

    assertThat(Comparison.of(ELSEWHERE, side, side, AT))
        .doesNotHaveAnyElementsOfTypes(
            IdentityMatchesElsewhere.class, IdentityDiffersElsewhere.class);
  }

  private static <T> T one(List<Observation> facts, Class<T> type) {
    return Summary.all(facts, type).getFirst();
  }

  private static Side side(ServerHello hello, Observation... facts) {
    var seen = new ArrayList<Observation>();
    seen.add(new Connected("10.9.0.30", 3389, Duration.ofMillis(3), evidence()));
    seen.addAll(List.of(facts));
    return new Side(seen, Optional.of(hello));
  }

  private static ServerHello hello(Bytes sessionId, Extension... extensions) {
    return new ServerHello(
        TlsVersion.TLS12, RANDOM, sessionId, CipherSuite.named(GCM), 0, List.of(extensions));
  }

  private static CertificatePresented certificate(String sha256) {
    return new CertificatePresented(
        "CN=srv01",
        "CN=srv01",
        List.of(),
        Instant.EPOCH,
        Instant.EPOCH,
        "RSA",
        2048,
        "sha256WithRSAEncryption",
        true,
        1,
        sha256,
        evidence());
  }

  private static NtlmChallengeReceived challenge(String computer, String build) {
    return new NtlmChallengeReceived(computer, "", computer, "", "", build, "", evidence());
  }

  private static Evidence evidence() {
    return new Evidence(1, "something", "something", AT);
  }
}
