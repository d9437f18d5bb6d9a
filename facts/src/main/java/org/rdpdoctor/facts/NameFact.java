package org.rdpdoctor.facts;

import java.time.Duration;
import java.util.List;

/// What can be seen while a name becomes addresses.
public sealed interface NameFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.NAME;
  }

  /// The target is an address; there was nothing to resolve.
  record AddressLiteral(String address, Evidence evidence) implements NameFact {}

  /// The user gave the address; the name was looked up all the same, to compare.
  record AddressGiven(String name, String address, Evidence evidence) implements NameFact {}

  /// The system's own way (hosts file, DNS, search list, …) found addresses.
  record SystemResolved(String name, List<String> addresses, Duration elapsed, Evidence evidence)
      implements NameFact {}

  /// The system's own way found nothing.
  record SystemUnresolved(String name, String reason, Duration elapsed, Evidence evidence)
      implements NameFact {}

  /// The hosts file has a line for this name.
  record HostsFileEntry(String name, List<String> addresses, Evidence evidence)
      implements NameFact {}

  /// Hosts file and DNS both know the name, and disagree.
  record HostsFileContradictsDns(
      String name, List<String> hosts, List<String> dns, Evidence evidence) implements NameFact {}

  /// A configured DNS server answered. `rcode` is `NOERROR`, `NXDOMAIN`, `SERVFAIL`, `REFUSED`, …;
  /// `addresses` holds A and AAAA together, `aliases` the CNAME chain in order, `ttl` the smallest
  /// of the answer.
  record DnsAnswered(
      String server,
      String name,
      String rcode,
      List<String> addresses,
      List<String> aliases,
      Duration ttl,
      Duration elapsed,
      Evidence evidence)
      implements NameFact {}

  /// A configured DNS server did not answer in time.
  record DnsUnanswered(String server, String name, Duration waited, Evidence evidence)
      implements NameFact {}

  /// A configured DNS server answered one of the two questions and not the other: `question` is the
  /// one without an answer, `A` or `AAAA`. Systems wait for both.
  record DnsPartlyUnanswered(
      String server, String name, String question, Duration waited, Evidence evidence)
      implements NameFact {}

  /// Nothing listens on a configured DNS server's port 53.
  record DnsRefused(String server, String name, Evidence evidence) implements NameFact {}

  /// DNS knows the name, and no address for it.
  record NameHasNoAddress(String name, List<String> aliases, Evidence evidence)
      implements NameFact {}

  /// The short name does not exist; with this suffix of the machine it does.
  record SuffixResolved(
      String shortName, String fullName, List<String> addresses, Evidence evidence)
      implements NameFact {}

  /// Two configured DNS servers gave different answers.
  record DnsServersDisagree(String name, List<String> answers, Evidence evidence)
      implements NameFact {}

  /// An address in a range that proxies and VPN clients use for made-up answers.
  record FakeAddress(String address, String range, Evidence evidence) implements NameFact {}

  /// Only IPv6 addresses were found, and this machine has no way to send IPv6.
  record OnlyUnusableFamily(List<String> addresses, Evidence evidence) implements NameFact {}

  /// The address of the name is not among the one that the user knows to be right.
  record NameLeadsElsewhere(String name, List<String> resolved, String given, Evidence evidence)
      implements NameFact {}

  /// Where the name led nobody serves RDP, at another address that DNS gives to it somebody does.
  record RdpAtOtherAddress(String name, List<String> tried, String found, Evidence evidence)
      implements NameFact {}

  /// Nobody here looked the name up: `to` says who on the way does.
  record NameLeftToOthers(String name, String to, Evidence evidence) implements NameFact {}
}
