package org.rdpdoctor.diagnosis.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.clients.ClientOutcome.Kind;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.facts.CertificateFact.CertificateExpired;
import org.rdpdoctor.facts.CertificateFact.CertificateKeyWeak;
import org.rdpdoctor.facts.CertificateFact.CertificateSelfSigned;
import org.rdpdoctor.facts.CredSspFact.CredSspAnswered;
import org.rdpdoctor.facts.CredSspFact.CredSspEnded;
import org.rdpdoctor.facts.CredSspFact.CredSspRefused;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.RoundTrip;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.ForeignService;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.ClientCertificateRequested;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.facts.TlsFact.TlsVersionsMeasured;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// What would become of clients, from facts alone.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClientMatrixTest {
  private static final List<ClientProfile> CLIENTS = PackedCatalogue.loadClients();
  private static final Duration SOON = Duration.ofMillis(5);
  private static final Evidence EVIDENCE = new Evidence(1, "a test", "a test", Duration.ZERO);
  private static final Protocols NLA = Protocols.SSL.and(Protocols.HYBRID);
  private static final Protocols USUAL = NLA.and(Protocols.HYBRID_EX);
  private static final String GCM = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
  private static final String CBC = "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384";

  private static ClientOutcome outcome(String client, List<Observation> facts) {
    return ClientMatrix.of(CLIENTS, facts, Optional.empty()).stream()
        .filter(each -> each.client().id().equals(client))
        .findFirst()
        .orElseThrow();
  }

  private static List<Observation> with(List<Observation> facts, Observation... more) {
    var all = new ArrayList<>(facts);
    all.addAll(List.of(more));
    return all;
  }

  private static Observation connected() {
    return new Connected("192.0.2.1", 3389, SOON, EVIDENCE);
  }

  private static Observation selected(Protocols offered, Protocols selected) {
    return new ProtocolSelected(
        offered, selected, new ResponseFlags(0), true, offered.equals(USUAL), SOON, EVIDENCE);
  }

  private static Observation refused(Protocols offered, NegotiationFailureCode code) {
    return new NegotiationRefused(offered, code, true, offered.equals(USUAL), SOON, EVIDENCE);
  }

  private static Observation hello(String name, String version, String suite) {
    return new ServerHelloReceived(name, 300, version, suite, "", SOON, EVIDENCE);
  }

  private static Observation alert(String hello, int code) {
    return new AlertReceived(hello, code, "alert", "hello", SOON, EVIDENCE);
  }

  private static Observation versions(List<String> accepted, List<String> refused) {
    return new TlsVersionsMeasured(
        accepted, refused, List.of(), accepted.isEmpty() ? "none" : accepted.getLast(), EVIDENCE);
  }

  private static Observation credSsp(int version) {
    return new CredSspAnswered(version, "NTLM", SOON, EVIDENCE);
  }

  /// TLS only, and TLS 1.2 only.
  private static List<Observation> tls12() {
    return List.of(
        connected(),
        selected(USUAL, Protocols.SSL),
        hello("usual", "TLSv1.2", GCM),
        hello("client windows-7-sp1", "TLSv1.2", CBC),
        versions(List.of("TLSv1.2"), List.of("SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.3")));
  }

  /// A server that requires NLA, with CredSSP of this version.
  private static List<Observation> nla(int version) {
    return List.of(
        connected(),
        selected(USUAL, Protocols.HYBRID_EX),
        selected(Protocols.HYBRID, Protocols.HYBRID),
        refused(Protocols.SSL, NegotiationFailureCode.HYBRID_REQUIRED_BY_SERVER),
        hello("usual", "TLSv1.2", GCM),
        versions(List.of("TLSv1.2"), List.of("TLSv1.0", "TLSv1.1", "TLSv1.3")),
        credSsp(version));
  }

  @Test
  void a_client_with_the_version_and_the_suite_connects() {
    ClientOutcome outcome = outcome("windows-10-22h2", tls12());

    assertThat(outcome.kind()).isEqualTo(Kind.CONNECTS);
    assertThat(outcome.rung()).isEmpty();
    assertThat(outcome.confidence()).isEqualTo(Confidence.DOCUMENTED);
  }

  @Test
  void a_client_without_the_version_fails_at_tls_and_is_told_both_sides() {
    ClientOutcome outcome = outcome("windows-xp-sp3", tls12());

    assertThat(outcome.kind()).isEqualTo(Kind.FAILS);
    assertThat(outcome.rung()).contains(Layer.TLS);
    assertThat(outcome.because()).contains("TLSv1.2").contains("TLSv1.0");
    assertThat(outcome.remedy()).isPresent();
  }

  @Test
  void the_answer_to_its_own_hello_decides() {
    assertThat(outcome("windows-7-sp1", tls12()).kind()).isEqualTo(Kind.CONNECTS);
    assertThat(outcome("windows-7-sp1", tls12()).confidence()).isEqualTo(Confidence.OBSERVED);
  }

  private static Observation roundTrip(int millis) {
    Duration median = Duration.ofMillis(millis);
    return new RoundTrip("192.0.2.1", 3, median, median, median, Duration.ZERO, 0, EVIDENCE);
  }

  @Test
  void a_path_that_is_longer_than_a_client_waits_warns_that_client_alone() {
    ClientOutcome impatient = outcome("freerdp-2-openssl-3", with(tls12(), roundTrip(800)));

    assertThat(impatient.kind()).isEqualTo(Kind.WARNS);
    assertThat(impatient.rung()).contains(Layer.ROUTE);
    assertThat(impatient.because()).contains("9 s");
    assertThat(outcome("freerdp-2-openssl-3", with(tls12(), roundTrip(600))).kind())
        .isEqualTo(Kind.CONNECTS);
    assertThat(outcome("windows-10-22h2", with(tls12(), roundTrip(800))).kind())
        .isEqualTo(Kind.CONNECTS);
  }

  @Test
  void what_was_not_asked_is_not_known() {
    List<Observation> facts =
        tls12().stream()
            .filter(
                fact ->
                    !(fact instanceof ServerHelloReceived answer
                        && answer.hello().startsWith("client")))
            .toList();

    assertThat(outcome("windows-8.1", facts).kind()).isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void whoever_offers_less_than_a_hello_that_was_turned_away_is_turned_away() {
    List<Observation> facts =
        List.of(
            connected(),
            selected(USUAL, Protocols.SSL),
            alert("usual", 40),
            alert("TLSv1.2", 40),
            hello("weak", "TLSv1.2", "TLS_ECDH_anon_WITH_AES_256_CBC_SHA"),
            versions(List.of("TLSv1.2"), List.of("TLSv1.0", "TLSv1.1", "TLSv1.3")));

    assertThat(outcome("windows-8.1", facts).kind()).isEqualTo(Kind.FAILS);
    assertThat(outcome("windows-8.1", facts).because()).contains("no cipher suite in common");
  }

  @Test
  void old_tls_lets_old_clients_in_with_a_warning_and_keeps_new_ones_out() {
    List<Observation> facts =
        List.of(
            connected(),
            selected(USUAL, Protocols.SSL),
            alert("usual", 70),
            hello("client windows-7-sp1", "TLSv1.0", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"),
            hello("client windows-xp-sp3", "TLSv1.0", "TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
            versions(List.of("TLSv1.0"), List.of("TLSv1.1", "TLSv1.2", "TLSv1.3")));

    assertThat(outcome("windows-xp-sp3", facts).kind()).isEqualTo(Kind.WARNS);
    assertThat(outcome("windows-10-22h2", facts).kind()).isEqualTo(Kind.WARNS);
    assertThat(outcome("windows-11-25h2", facts).kind()).isEqualTo(Kind.FAILS);
    assertThat(outcome("windows-11-25h2", facts).confidence()).isEqualTo(Confidence.INFERRED);
    assertThat(outcome("windows-11-24h2", facts).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(outcome("freerdp-2-openssl-3", facts).because()).contains("SHA-1");
    assertThat(outcome("freerdp-2-openssl-1.1", facts).kind()).isEqualTo(Kind.WARNS);
  }

  @Test
  void old_tls_with_plain_rsa_is_no_trouble_for_openssl_3() {
    List<Observation> facts =
        List.of(
            connected(),
            selected(USUAL, Protocols.SSL),
            alert("usual", 70),
            hello("TLSv1.0", "TLSv1.0", "TLS_RSA_WITH_AES_128_CBC_SHA"),
            versions(List.of("TLSv1.0"), List.of("TLSv1.1", "TLSv1.2", "TLSv1.3")));

    assertThat(outcome("freerdp-2-openssl-3", facts).kind()).isEqualTo(Kind.WARNS);
  }

  @Test
  void a_server_that_requires_nla_keeps_out_who_does_not_offer_it() {
    assertThat(outcome("windows-xp-sp3", nla(6)).rung()).contains(Layer.NEGOTIATION);
    assertThat(outcome("windows-xp-sp3", nla(6)).because()).contains("requires NLA");
    assertThat(outcome("windows-11-25h2", nla(6)).kind()).isEqualTo(Kind.CONNECTS);
    assertThat(outcome("freerdp-2-openssl-3", nla(6)).kind()).isEqualTo(Kind.CONNECTS);
  }

  @Test
  void credssp_without_the_update_is_refused_by_updated_windows_and_by_nobody_else() {
    for (int version : List.of(2, 3, 4)) {
      ClientOutcome updated = outcome("windows-11-25h2", nla(version));
      assertThat(updated.kind()).isEqualTo(Kind.FAILS);
      assertThat(updated.rung()).contains(Layer.CREDSSP);
      assertThat(updated.remedy()).isPresent();
      assertThat(outcome("freerdp-3-openssl-3", nla(version)).kind()).isEqualTo(Kind.CONNECTS);
      assertThat(outcome("windows-app-macos", nla(version)).kind()).isEqualTo(Kind.UNKNOWN);
    }
    assertThat(outcome("windows-11-25h2", nla(5)).kind()).isEqualTo(Kind.CONNECTS);
  }

  @Test
  void a_server_that_knows_no_negotiation_has_standard_security_only() {
    List<Observation> facts =
        List.of(connected(), new NegotiationAbsent(USUAL, true, true, SOON, EVIDENCE));

    assertThat(outcome("windows-10-22h2", facts).kind()).isEqualTo(Kind.WARNS);
    assertThat(outcome("windows-11-24h2", facts).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(outcome("windows-11-25h2", facts).kind()).isEqualTo(Kind.FAILS);
    assertThat(outcome("windows-11-25h2", facts).remedy()).isPresent();
  }

  @Test
  void a_server_that_allows_no_tls_is_seen_the_same_way() {
    List<Observation> facts =
        List.of(connected(), refused(USUAL, NegotiationFailureCode.SSL_NOT_ALLOWED_BY_SERVER));

    assertThat(outcome("windows-xp-sp3", facts).kind()).isEqualTo(Kind.WARNS);
    assertThat(outcome("windows-11-25h2", facts).kind()).isEqualTo(Kind.FAILS);
  }

  @Test
  void the_network_is_not_the_clients_fault() {
    List<Observation> silent =
        List.of(new ConnectUnanswered("192.0.2.1", 3389, Duration.ofSeconds(7), EVIDENCE));
    List<Observation> mute =
        List.of(
            connected(),
            new NegotiationUnanswered(USUAL, Duration.ofSeconds(3), true, true, EVIDENCE));

    for (List<Observation> facts : List.of(silent, mute, List.<Observation>of())) {
      assertThat(ClientMatrix.of(CLIENTS, facts, Optional.empty()))
          .hasSameSizeAs(CLIENTS)
          .allSatisfy(each -> assertThat(each.kind()).isEqualTo(Kind.UNKNOWN));
    }
  }

  @Test
  void another_service_lets_nobody_in() {
    List<Observation> facts =
        List.of(connected(), new ForeignService("192.0.2.1", 3389, "ssh", "SSH-2.0", EVIDENCE));

    assertThat(ClientMatrix.of(CLIENTS, facts, Optional.empty()))
        .allSatisfy(each -> assertThat(each.kind()).isEqualTo(Kind.FAILS));
  }

  @Test
  void a_handshake_that_falls_silent_says_nothing_of_the_client() {
    List<Observation> facts =
        List.of(
            connected(),
            selected(USUAL, Protocols.SSL),
            new HandshakeStalled("usual", 300, "hello", Duration.ofSeconds(4), EVIDENCE));

    assertThat(outcome("windows-10-22h2", facts).kind()).isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void a_demanded_certificate_keeps_everybody_out() {
    List<Observation> facts = with(tls12(), new ClientCertificateRequested(true, EVIDENCE));

    assertThat(outcome("windows-10-22h2", facts).kind()).isEqualTo(Kind.FAILS);
    assertThat(outcome("windows-10-22h2", facts).rung()).contains(Layer.TLS);
  }

  @Test
  void a_short_key_is_refused_below_what_the_client_wants() {
    Observation short512 = new CertificateKeyWeak("RSA", 512, EVIDENCE);
    Observation short1024 = new CertificateKeyWeak("RSA", 1024, EVIDENCE);

    assertThat(outcome("windows-10-22h2", with(tls12(), short512)).kind()).isEqualTo(Kind.FAILS);
    assertThat(outcome("windows-10-22h2", with(tls12(), short1024)).kind()).isEqualTo(Kind.WARNS);
    assertThat(outcome("freerdp-2-openssl-3", with(tls12(), short512)).kind())
        .isEqualTo(Kind.WARNS);
    assertThat(outcome("windows-app-macos", with(tls12(), short512)).kind())
        .isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void an_expired_certificate_warns_and_a_self_signed_one_does_not() {
    Observation expired =
        new CertificateExpired(Instant.EPOCH, Duration.ofDays(3), "local", EVIDENCE);
    Observation selfSigned = new CertificateSelfSigned("CN=server", EVIDENCE);

    assertThat(outcome("windows-10-22h2", with(tls12(), expired)).kind()).isEqualTo(Kind.WARNS);
    assertThat(outcome("windows-10-22h2", with(tls12(), selfSigned)).kind())
        .isEqualTo(Kind.CONNECTS);
  }

  @Test
  void what_ends_nla_ends_it_for_those_who_use_it_only() {
    List<Observation> facts =
        List.of(
            connected(),
            selected(USUAL, Protocols.HYBRID_EX),
            selected(Protocols.SSL, Protocols.SSL),
            hello("usual", "TLSv1.2", GCM),
            hello("client windows-xp-sp3", "TLSv1.0", "TLS_RSA_WITH_RC4_128_SHA"),
            versions(List.of("TLSv1.0", "TLSv1.2"), List.of("TLSv1.3")),
            new CredSspEnded(Ending.RESET, SOON, EVIDENCE));

    assertThat(outcome("windows-10-22h2", facts).kind()).isEqualTo(Kind.FAILS);
    assertThat(outcome("windows-10-22h2", facts).rung()).contains(Layer.CREDSSP);
    assertThat(outcome("windows-xp-sp3", facts).kind()).isEqualTo(Kind.WARNS);
  }

  @Test
  void blocked_ntlm_leaves_kerberos() {
    List<Observation> facts =
        List.of(
            connected(),
            selected(USUAL, Protocols.HYBRID_EX),
            hello("usual", "TLSv1.2", GCM),
            versions(List.of("TLSv1.2"), List.of()),
            new CredSspRefused(6, "0xC0000418", "STATUS_NTLM_BLOCKED", EVIDENCE));

    assertThat(outcome("windows-10-22h2", facts).kind()).isEqualTo(Kind.WARNS);
    assertThat(outcome("windows-10-22h2", facts).because()).contains("Kerberos");
  }

  @Test
  void the_order_of_the_facts_does_not_matter() {
    var reversed = new ArrayList<>(nla(4));
    Collections.reverse(reversed);

    assertThat(ClientMatrix.of(CLIENTS, reversed, Optional.empty()))
        .isEqualTo(ClientMatrix.of(CLIENTS, nla(4), Optional.empty()));
  }

  @Test
  void a_client_that_was_played_is_judged_by_the_usual_hello() {
    ClientProfile windows7 =
        CLIENTS.stream()
            .filter(each -> each.id().equals("windows-7-sp1"))
            .findFirst()
            .orElseThrow();
    List<Observation> facts =
        List.of(
            connected(),
            selected(NLA, Protocols.SSL),
            alert("usual", 40),
            hello("TLSv1.2", "TLSv1.2", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
            versions(List.of("TLSv1.2"), List.of("TLSv1.0", "TLSv1.1", "TLSv1.3")));

    assertThat(ClientMatrix.of(List.of(windows7), facts, Optional.of(windows7)))
        .singleElement()
        .extracting(ClientOutcome::kind)
        .isEqualTo(Kind.FAILS);
  }

  @Test
  void who_says_what_was_reset_is_reset_and_who_says_less_is_not() {
    List<Observation> facts =
        List.of(
            connected(),
            selected(USUAL, Protocols.SSL),
            new HandshakeEnded("usual", 300, Ending.RESET, "hello", SOON, EVIDENCE),
            hello("TLSv1.2", "TLSv1.2", GCM),
            versions(List.of("TLSv1.2"), List.of("TLSv1.0", "TLSv1.1")));

    assertThat(outcome("windows-11-25h2", facts).kind()).isEqualTo(Kind.FAILS);
    assertThat(outcome("windows-11-25h2", facts).because()).contains("reset");
    assertThat(outcome("freerdp-2-openssl-3", facts).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(outcome("windows-10-22h2", facts).kind()).isEqualTo(Kind.CONNECTS);
  }
}
