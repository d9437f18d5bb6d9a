package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NameFact.AddressGiven;
import org.rdpdoctor.facts.NameFact.DnsAnswered;
import org.rdpdoctor.facts.NameFact.DnsPartlyUnanswered;
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

/// What the answers of hosts file, system and DNS servers say together.
final class NameSummary {
  private NameSummary() {}

  static List<Observation> of(List<Observation> seen, Duration at) {
    var joint = new ArrayList<Observation>();
    hostsAgainstDns(seen, at).ifPresent(joint::add);
    serversDisagree(seen, at).ifPresent(joint::add);
    noAddress(seen, at).ifPresent(joint::add);
    leadsElsewhere(seen, at).ifPresent(joint::add);
    unusableFamily(seen, at).ifPresent(joint::add);
    fakeAddress(seen, at).ifPresent(joint::add);
    return joint;
  }

  private static Optional<Observation> hostsAgainstDns(List<Observation> seen, Duration at) {
    List<HostsFileEntry> entries = Summary.all(seen, HostsFileEntry.class);
    Set<String> dns = dnsAddresses(seen);
    if (entries.isEmpty() || dns.isEmpty()) {
      return Optional.empty();
    }
    HostsFileEntry entry = entries.getFirst();
    if (entry.addresses().stream().anyMatch(dns::contains)) {
      return Optional.empty();
    }
    return Optional.of(
        new HostsFileContradictsDns(
            entry.name(),
            entry.addresses(),
            List.copyOf(dns),
            Evidence.of(
                "lookups of " + entry.name(),
                "the hosts file says %s, DNS says %s"
                    .formatted(String.join(" ", entry.addresses()), String.join(" ", dns)),
                at)));
  }

  private static Set<String> dnsAddresses(List<Observation> seen) {
    var addresses = new LinkedHashSet<String>();
    Summary.all(seen, DnsAnswered.class).forEach(answer -> addresses.addAll(answer.addresses()));
    return addresses;
  }

  private static Optional<Observation> serversDisagree(List<Observation> seen, Duration at) {
    List<DnsAnswered> answers = Summary.all(seen, DnsAnswered.class);
    for (DnsAnswered first : answers) {
      for (DnsAnswered second : answers) {
        boolean sameQuestion = first.name().equals(second.name());
        if (sameQuestion && !sameAnswer(first, second)) {
          List<String> told =
              answers.stream()
                  .filter(answer -> answer.name().equals(first.name()))
                  .map(answer -> answer.server() + ": " + said(answer))
                  .toList();
          return Optional.of(
              new DnsServersDisagree(
                  first.name(),
                  told,
                  Evidence.of("the same queries to each server", String.join("; ", told), at)));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean sameAnswer(DnsAnswered first, DnsAnswered second) {
    return first.rcode().equals(second.rcode())
        && (new HashSet<>(first.addresses()).equals(new HashSet<>(second.addresses()))
            || first.addresses().stream().anyMatch(second.addresses()::contains));
  }

  private static String said(DnsAnswered answer) {
    return answer.addresses().isEmpty() ? answer.rcode() : String.join(" ", answer.addresses());
  }

  private static Optional<Observation> noAddress(List<Observation> seen, Duration at) {
    List<DnsAnswered> answers = Summary.all(seen, DnsAnswered.class);
    boolean resolved = !Summary.all(seen, SystemResolved.class).isEmpty();
    boolean incomplete = !Summary.all(seen, DnsPartlyUnanswered.class).isEmpty();
    if (resolved
        || incomplete
        || answers.isEmpty()
        || !answers.stream()
            .allMatch(a -> a.rcode().equals("NOERROR") && a.addresses().isEmpty())) {
      return Optional.empty();
    }
    DnsAnswered answer = answers.getFirst();
    return Optional.of(
        new NameHasNoAddress(
            answer.name(),
            answer.aliases(),
            Evidence.of(
                "A and AAAA queries for " + answer.name(), "NOERROR without any address", at)));
  }

  private static Optional<Observation> leadsElsewhere(List<Observation> seen, Duration at) {
    List<AddressGiven> given = Summary.all(seen, AddressGiven.class);
    List<SystemResolved> resolved = Summary.all(seen, SystemResolved.class);
    if (given.isEmpty()
        || resolved.isEmpty()
        || resolved.getFirst().addresses().contains(given.getFirst().address())) {
      return Optional.empty();
    }
    List<String> addresses = resolved.getFirst().addresses();
    return Optional.of(
        new NameLeadsElsewhere(
            given.getFirst().name(),
            addresses,
            given.getFirst().address(),
            Evidence.of(
                "a lookup of " + given.getFirst().name(),
                String.join(" ", addresses) + ", not " + given.getFirst().address(),
                at)));
  }

  private static Optional<Observation> unusableFamily(List<Observation> seen, Duration at) {
    List<SystemResolved> resolved = Summary.all(seen, SystemResolved.class);
    // Systems without IPv6 keep IPv6 addresses to themselves.
    List<String> addresses =
        resolved.isEmpty() ? List.copyOf(dnsAddresses(seen)) : resolved.getFirst().addresses();
    List<String> unroutable =
        Summary.all(seen, RouteMissing.class).stream().map(RouteMissing::address).toList();
    boolean onlySix = addresses.stream().allMatch(address -> address.indexOf(':') >= 0);
    return onlySix && !addresses.isEmpty() && unroutable.containsAll(addresses)
        ? Optional.of(
            new OnlyUnusableFamily(
                addresses,
                Evidence.of("", "only IPv6 addresses, and no route for any of them", at)))
        : Optional.empty();
  }

  /// RFC 2544 benchmark addresses: VPN clients and proxies in TUN mode answer with them.
  private static Optional<Observation> fakeAddress(List<Observation> seen, Duration at) {
    return Summary.all(seen, SystemResolved.class).stream()
        .flatMap(resolved -> resolved.addresses().stream())
        .filter(address -> address.startsWith("198.18.") || address.startsWith("198.19."))
        .<Observation>map(
            address ->
                new FakeAddress(
                    address,
                    "198.18.0.0/15",
                    Evidence.of(
                        "", address + " lies in 198.18.0.0/15, which no server may have", at)))
        .findFirst();
  }
}
