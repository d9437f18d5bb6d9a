package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NameFact.AddressGiven;
import org.rdpdoctor.facts.NameFact.DnsAnswered;
import org.rdpdoctor.facts.NameFact.DnsServersDisagree;
import org.rdpdoctor.facts.NameFact.FakeAddress;
import org.rdpdoctor.facts.NameFact.HostsFileContradictsDns;
import org.rdpdoctor.facts.NameFact.HostsFileEntry;
import org.rdpdoctor.facts.NameFact.NameHasNoAddress;
import org.rdpdoctor.facts.NameFact.NameLeadsElsewhere;
import org.rdpdoctor.facts.NameFact.OnlyUnusableFamily;
import org.rdpdoctor.facts.NameFact.SystemResolved;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.RouteMissing;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NameSummaryTest {
  private static final String NAME = "srv01.corp.example";
  private static final Evidence EVIDENCE = Evidence.of("a lookup", "an answer", Duration.ZERO);

  @Test
  void a_hosts_file_that_says_something_else_than_dns_contradicts_it() {
    assertThat(summary(hosts("192.0.2.9"), dns("10.0.0.1", "NOERROR", "192.0.2.1")))
        .hasOnlyElementsOfType(HostsFileContradictsDns.class)
        .hasSize(1);
    assertThat(summary(hosts("192.0.2.1"), dns("10.0.0.1", "NOERROR", "192.0.2.1"))).isEmpty();
    assertThat(summary(hosts("192.0.2.9"), dns("10.0.0.1", "NXDOMAIN"))).isEmpty();
  }

  @Test
  void servers_disagree_if_their_answers_share_no_address() {
    assertThat(
            summary(
                dns("10.0.0.1", "NOERROR", "192.0.2.1"), dns("10.0.0.2", "NOERROR", "192.0.2.2")))
        .singleElement()
        .isInstanceOfSatisfying(
            DnsServersDisagree.class,
            fact ->
                assertThat(fact.answers())
                    .containsExactly("10.0.0.1: 192.0.2.1", "10.0.0.2: 192.0.2.2"));
    assertThat(
            summary(
                dns("10.0.0.1", "NOERROR", "192.0.2.1", "192.0.2.2"),
                dns("10.0.0.2", "NOERROR", "192.0.2.2", "192.0.2.3")))
        .isEmpty();
  }

  @Test
  void servers_disagree_if_one_of_them_knows_no_such_name() {
    assertThat(summary(dns("10.0.0.1", "NOERROR", "192.0.2.1"), dns("10.0.0.2", "NXDOMAIN")))
        .singleElement()
        .isInstanceOf(DnsServersDisagree.class);
  }

  @Test
  void a_name_that_every_server_knows_without_address_has_none() {
    assertThat(summary(dns("10.0.0.1", "NOERROR"), dns("10.0.0.2", "NOERROR")))
        .singleElement()
        .isInstanceOf(NameHasNoAddress.class);
    assertThat(summary(dns("10.0.0.1", "NOERROR"), resolved("192.0.2.1"))).isEmpty();
    assertThat(summary(dns("10.0.0.1", "NXDOMAIN"))).isEmpty();
  }

  @Test
  void a_name_leads_elsewhere_if_it_does_not_lead_to_the_given_address() {
    var given = new AddressGiven(NAME, "192.0.2.1", EVIDENCE);

    assertThat(summary(given, resolved("192.0.2.7")))
        .singleElement()
        .isInstanceOf(NameLeadsElsewhere.class);
    assertThat(summary(given, resolved("192.0.2.7", "192.0.2.1"))).isEmpty();
  }

  @Test
  void only_ipv6_without_any_route_is_of_no_use() {
    var noRoute = new RouteMissing("2001:db8::1", EVIDENCE);

    assertThat(summary(resolved("2001:db8::1"), noRoute))
        .singleElement()
        .isInstanceOf(OnlyUnusableFamily.class);
    assertThat(summary(resolved("2001:db8::1"))).isEmpty();
    assertThat(summary(resolved("2001:db8::1", "2001:db8::2"), noRoute)).isEmpty();
    assertThat(summary(resolved("2001:db8::1", "192.0.2.1"), noRoute)).isEmpty();
  }

  @Test
  void benchmark_addresses_are_made_up() {
    assertThat(summary(resolved("198.18.0.5"))).singleElement().isInstanceOf(FakeAddress.class);
    assertThat(summary(resolved("198.19.255.5"))).singleElement().isInstanceOf(FakeAddress.class);
    assertThat(summary(resolved("198.17.0.5", "198.20.0.1"))).isEmpty();
  }

  private static List<Observation> summary(Observation... facts) {
    return Summary.of(List.of(facts), Offer.CURRENT_WINDOWS, Duration.ZERO);
  }

  private static HostsFileEntry hosts(String... addresses) {
    return new HostsFileEntry(NAME, List.of(addresses), EVIDENCE);
  }

  private static SystemResolved resolved(String... addresses) {
    return new SystemResolved(NAME, List.of(addresses), Duration.ZERO, EVIDENCE);
  }

  private static DnsAnswered dns(String server, String rcode, String... addresses) {
    return new DnsAnswered(
        server, NAME, rcode, List.of(addresses), List.of(), Duration.ZERO, Duration.ZERO, EVIDENCE);
  }
}
