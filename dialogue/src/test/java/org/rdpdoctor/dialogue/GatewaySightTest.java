package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.CertificateFact.CertificateChainIncomplete;
import org.rdpdoctor.facts.CertificateFact.CertificateExpired;
import org.rdpdoctor.facts.CertificateFact.CertificateMatchesPin;
import org.rdpdoctor.facts.CertificateFact.CertificateNameDiffers;
import org.rdpdoctor.facts.CertificateFact.CertificateSelfSigned;
import org.rdpdoctor.facts.CertificateFact.CertificateUntrusted;
import org.rdpdoctor.facts.ConnectTrouble;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateExpired;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateNameDiffers;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateUntrusted;
import org.rdpdoctor.facts.GatewayFact.GatewayConnected;
import org.rdpdoctor.facts.GatewayFact.GatewayNameFailed;
import org.rdpdoctor.facts.GatewayFact.GatewayNameResolved;
import org.rdpdoctor.facts.GatewayFact.GatewayNotConnected;
import org.rdpdoctor.facts.GatewayFact.NameTrouble;
import org.rdpdoctor.facts.NameFact.AddressLiteral;
import org.rdpdoctor.facts.NameFact.DnsAnswered;
import org.rdpdoctor.facts.NameFact.DnsUnanswered;
import org.rdpdoctor.facts.NameFact.SystemResolved;
import org.rdpdoctor.facts.NameFact.SystemUnresolved;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostUnreachable;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewaySightTest {
  private static final Evidence SEEN = Evidence.of("a look", "this", Duration.ZERO);
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final String HOST = "gw.example.com";
  private static final GatewaySight SIGHT = new GatewaySight(HOST, 443);

  private static NameTrouble trouble(String reason, Observation... besides) {
    var unresolved = new SystemUnresolved(HOST, reason, SHORT, SEEN);
    List<Observation> seen = Stream.concat(Stream.of(besides), Stream.of(unresolved)).toList();
    return ((GatewayNameFailed) SIGHT.name(seen).orElseThrow()).how();
  }

  private static DnsAnswered dns(String rcode) {
    return new DnsAnswered(
        "192.0.2.53", HOST, rcode, List.of(), List.of(), Duration.ZERO, SHORT, SEEN);
  }

  @Test
  void a_name_that_leads_somewhere_is_told_with_its_addresses() {
    assertThat(SIGHT.name(List.of(new SystemResolved(HOST, List.of("192.0.2.1"), SHORT, SEEN))))
        .contains(new GatewayNameResolved(HOST, List.of("192.0.2.1"), SHORT, SEEN));
  }

  @Test
  void an_address_has_no_name_to_tell_of() {
    assertThat(SIGHT.name(List.of(new AddressLiteral("192.0.2.1", SEEN)))).isEmpty();
  }

  @Test
  void why_a_name_leads_nowhere_is_asked_of_dns_first() {
    assertThat(trouble("Temporary failure", dns("NXDOMAIN"))).isEqualTo(NameTrouble.UNKNOWN);
    assertThat(trouble("Name or service not known", dns("NOERROR")))
        .isEqualTo(NameTrouble.NO_ADDRESS);
    assertThat(trouble("Name or service not known", new DnsUnanswered("d", HOST, SHORT, SEEN)))
        .isEqualTo(NameTrouble.UNANSWERED);
    assertThat(trouble("Name or service not known", dns("SERVFAIL"))).isEqualTo(NameTrouble.FAILED);
    assertThat(trouble("Name or service not known")).isEqualTo(NameTrouble.UNKNOWN);
    assertThat(trouble("timed out: no answer in 4000 ms")).isEqualTo(NameTrouble.UNANSWERED);
  }

  @Test
  void connects_are_told_once_and_only_those_to_the_gateways_port() {
    List<Observation> seen =
        List.of(
            new ConnectRefused("192.0.2.1", 443, SHORT, SEEN),
            new ConnectRefused("192.0.2.1", 443, SHORT, SEEN),
            new ConnectRefused("192.0.2.1", 22, SHORT, SEEN),
            new ConnectUnanswered("192.0.2.2", 443, SHORT, SEEN),
            new HostUnreachable("192.0.2.3", SEEN),
            new Connected("192.0.2.4", 443, SHORT, SEEN));

    assertThat(SIGHT.connects(seen))
        .extracting(
            fact ->
                fact instanceof GatewayNotConnected not
                    ? not.how().name()
                    : ((GatewayConnected) fact).address())
        .containsExactly(
            ConnectTrouble.REFUSED.name(),
            ConnectTrouble.UNANSWERED.name(),
            ConnectTrouble.UNREACHABLE.name(),
            "192.0.2.4");
  }

  @Test
  void a_certificate_that_this_machine_trusts_may_still_be_too_old_or_of_another_name() {
    List<Observation> seen =
        List.of(
            new CertificateExpired(Instant.EPOCH, Duration.ofDays(3), "local", SEEN),
            new CertificateNameDiffers(HOST, List.of("other.example"), false, SEEN));

    assertThat(SIGHT.certificate(seen, true))
        .containsExactly(
            new GatewayCertificateExpired(Instant.EPOCH, 3, SEEN),
            new GatewayCertificateNameDiffers(HOST, List.of("other.example"), SEEN));
  }

  @Test
  void a_certificate_of_nobody_is_doubted_unless_it_is_the_pinned_one() {
    var selfSigned = new CertificateSelfSigned("CN=gw", SEEN);

    assertThat(SIGHT.certificate(List.of(selfSigned), false))
        .singleElement()
        .isInstanceOf(GatewayCertificateUntrusted.class);
    assertThat(SIGHT.certificate(List.of(new CertificateMatchesPin("ab", SEEN), selfSigned), false))
        .isEmpty();
  }

  @Test
  void an_issuer_whose_certificate_is_not_sent_is_told_as_the_reason() {
    List<Observation> seen =
        List.of(
            new CertificateUntrusted("CN=Middle", SEEN),
            new CertificateChainIncomplete("CN=Middle", "", SEEN));

    assertThat(SIGHT.certificate(seen, false))
        .singleElement()
        .isInstanceOfSatisfying(
            GatewayCertificateUntrusted.class,
            doubt -> assertThat(doubt.reason()).contains("does not send", "CN=Middle"));
  }
}
