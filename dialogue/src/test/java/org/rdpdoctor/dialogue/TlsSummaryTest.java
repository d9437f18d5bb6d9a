package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.CertificateFact.CertificatesVaried;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.LargeAnswerMissing;
import org.rdpdoctor.facts.RouteFact.LargePacketUnanswered;
import org.rdpdoctor.facts.TcpFact.RequestUnacknowledged;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.CipherSuitesMeasured;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.HelloFormMatters;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.facts.TlsFact.TlsVersionsMeasured;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TlsSummaryTest {
  private static final Duration AT = Duration.ofSeconds(5);
  private static final Evidence EVIDENCE = Evidence.of("a hello", "an answer", AT);
  private static final String STRONG = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";

  @Test
  void versions_are_taken_refused_or_untested_and_silence_refuses_nothing() {
    TlsVersionsMeasured versions =
        the(
            TlsVersionsMeasured.class,
            summary(
                answered("usual", 300, "TLSv1.2", STRONG),
                alerted("TLSv1.0", 70),
                ended("SSLv3"),
                stalled("TLSv1.1", 300, "hello")));

    assertThat(versions.accepted()).containsExactly("TLSv1.2");
    assertThat(versions.refused()).containsExactly("SSLv3", "TLSv1.0", "TLSv1.3");
    assertThat(versions.untested()).containsExactly("TLSv1.1");
    assertThat(versions.best()).isEqualTo("TLSv1.2");
  }

  @Test
  void a_hello_for_one_version_that_is_answered_with_another_refuses_it() {
    TlsVersionsMeasured versions =
        the(
            TlsVersionsMeasured.class,
            summary(
                answered("usual", 300, "TLSv1.3", STRONG),
                answered("TLSv1.2", 300, "TLSv1.0", STRONG)));

    assertThat(versions.accepted()).containsExactly("TLSv1.0", "TLSv1.3");
    assertThat(versions.refused()).containsExactly("TLSv1.2");
  }

  @Test
  void an_alert_to_the_usual_hello_refuses_no_version_by_itself() {
    assertThat(summary(alerted("usual", 40))).noneMatch(TlsVersionsMeasured.class::isInstance);
  }

  @Test
  void where_every_version_is_refused_none_is_the_best() {
    assertThat(the(TlsVersionsMeasured.class, summary(alerted("TLSv1.2", 70))).best())
        .isEqualTo("none");
  }

  @Test
  void suites_are_told_apart_by_their_strength() {
    CipherSuitesMeasured suites =
        the(
            CipherSuitesMeasured.class,
            summary(
                answered("usual", 300, "TLSv1.2", STRONG),
                answered("weak", 300, "TLSv1.2", "TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
                new HandshakeCompleted("TLSv1.3", "TLS_AES_256_GCM_SHA384", AT, EVIDENCE)));

    assertThat(suites.strong()).containsExactly(STRONG, "TLS_AES_256_GCM_SHA384");
    assertThat(suites.weak()).containsExactly("TLS_RSA_WITH_3DES_EDE_CBC_SHA");
  }

  @Test
  void a_split_hello_that_ends_where_a_whole_one_is_answered_matters() {
    HelloFormMatters form =
        the(
            HelloFormMatters.class,
            summary(answered("usual", 300, "TLSv1.2", STRONG), ended("split")));

    assertThat(form.form()).isEqualTo("split");
    assertThat(form.met()).isEqualTo("the connection closed");
  }

  @Test
  void a_large_hello_that_meets_silence_is_lost_only_if_nobody_acknowledged_it() {
    Observation usual = answered("usual", 300, "TLSv1.2", STRONG);
    Observation large = stalled("large", 1800, "hello");
    var vanished = new RequestUnacknowledged("ClientHello large", 1800, EVIDENCE);

    assertThat(the(HelloFormMatters.class, summary(usual, large)).unansweredSize()).isEqualTo(1800);
    assertThat(summary(usual, large)).noneMatch(LargePacketUnanswered.class::isInstance);
    assertThat(the(LargePacketUnanswered.class, summary(usual, large, vanished)).unanswered())
        .isEqualTo(1800);
  }

  @Test
  void the_usual_hello_that_fails_where_a_small_one_is_answered_is_too_large() {
    List<Observation> seen =
        summary(answered("small", 120, "TLSv1.2", STRONG), stalled("usual", 300, "hello"));

    assertThat(the(HelloFormMatters.class, seen).answeredSize()).isEqualTo(120);
  }

  @Test
  void where_a_larger_hello_was_answered_it_is_not_the_size_that_matters() {
    assertThat(
            summary(
                answered("small", 120, "TLSv1.2", STRONG),
                answered("TLSv1.2", 500, "TLSv1.2", STRONG),
                stalled("usual", 300, "hello")))
        .noneMatch(HelloFormMatters.class::isInstance);
  }

  @Test
  void an_alert_is_an_answer_to_the_form() {
    assertThat(summary(answered("usual", 300, "TLSv1.2", STRONG), alerted("large", 40)))
        .noneMatch(HelloFormMatters.class::isInstance);
  }

  @Test
  void an_answer_that_comes_only_in_small_pieces_is_lost_in_large_ones() {
    assertThat(
            the(
                    LargeAnswerMissing.class,
                    summary(
                        stalled("usual", 300, "hello"),
                        answered(Hello.NARROW, 300, "TLSv1.2", STRONG)))
                .piece())
        .isPositive();
    assertThat(
            summary(
                answered("usual", 300, "TLSv1.2", STRONG),
                answered(Hello.NARROW, 300, "TLSv1.2", STRONG)))
        .noneMatch(LargeAnswerMissing.class::isInstance);
  }

  @Test
  void two_different_certificates_in_one_run_are_a_fact() {
    assertThat(
            the(CertificatesVaried.class, summary(presented("aa"), presented("bb"))).fingerprints())
        .containsExactly("aa", "bb");
    assertThat(summary(presented("aa"), presented("aa")))
        .noneMatch(CertificatesVaried.class::isInstance);
  }

  private static List<Observation> summary(Observation... facts) {
    return Summary.of(List.of(facts), Offer.CURRENT_WINDOWS, AT);
  }

  private static ServerHelloReceived answered(
      String hello, int size, String version, String suite) {
    return new ServerHelloReceived(hello, size, version, suite, "", Duration.ofMillis(9), EVIDENCE);
  }

  private static AlertReceived alerted(String hello, int code) {
    return new AlertReceived(hello, code, "", "hello", Duration.ofMillis(9), EVIDENCE);
  }

  private static HandshakeEnded ended(String hello) {
    return new HandshakeEnded(hello, 300, Ending.CLOSED, "hello", Duration.ofMillis(9), EVIDENCE);
  }

  private static HandshakeStalled stalled(String hello, int size, String stage) {
    return new HandshakeStalled(hello, size, stage, Duration.ofSeconds(2), EVIDENCE);
  }

  private static CertificatePresented presented(String sha256) {
    return new CertificatePresented(
        "CN=a",
        "CN=a",
        List.of("a"),
        Instant.EPOCH,
        Instant.EPOCH,
        "RSA",
        2048,
        "sha256WithRSAEncryption",
        true,
        1,
        sha256,
        EVIDENCE);
  }

  private static <T extends Observation> T the(Class<T> type, List<Observation> seen) {
    assertThat(seen).filteredOn(type::isInstance).hasSize(1);
    return seen.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }
}
