package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NameFact;
import org.rdpdoctor.facts.NameFact.AddressLiteral;
import org.rdpdoctor.facts.NameFact.DnsAnswered;
import org.rdpdoctor.facts.NameFact.HostsFileEntry;
import org.rdpdoctor.facts.NameFact.SuffixResolved;
import org.rdpdoctor.facts.NameFact.SystemResolved;
import org.rdpdoctor.facts.NameFact.SystemUnresolved;

/// The first rung: a name becomes addresses, by the system's way and by asking each DNS server.
final class Names {
  /// A name may have dozens of addresses; the ladder is climbed on the first few.
  private static final int MOST_ADDRESSES = 8;

  /// Half of the time that systems give a DNS server before they ask again or elsewhere.
  private static final Duration DNS_PATIENCE = Duration.ofMillis(2500);

  private final Clock clock;
  private final ExecutorService threads;

  Names(Clock clock, ExecutorService threads) {
    this.clock = clock;
    this.threads = threads;
  }

  /// The system's answer, which the climb goes on with.
  record Resolution(NameFact fact, List<InetAddress> addresses) {}

  static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }

  Resolution literal(String host) throws UnknownHostException {
    InetAddress address = InetAddress.getByName(host);
    return new Resolution(
        new AddressLiteral(
            address.getHostAddress(),
            Evidence.of("", "an address, so there is nothing to resolve", clock.now())),
        List.of(address));
  }

  /// By the system's own way, as every other program on this machine resolves it.
  Resolution system(String host) {
    Duration began = clock.now();
    String asked = "a lookup of " + host + " by the system";
    try {
      List<InetAddress> found =
          List.of(InetAddress.getAllByName(host)).stream().limit(MOST_ADDRESSES).toList();
      List<String> texts = found.stream().map(InetAddress::getHostAddress).toList();
      return new Resolution(
          new SystemResolved(
              host,
              texts,
              clock.now().minus(began),
              Evidence.of(asked, String.join(" ", texts), clock.now())),
          found);
    } catch (UnknownHostException e) {
      String reason = reason(e, host);
      return new Resolution(
          new SystemUnresolved(
              host, reason, clock.now().minus(began), Evidence.of(asked, reason, clock.now())),
          List.of());
    }
  }

  private static String reason(UnknownHostException e, String host) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(host + ": ") ? message.substring(host.length() + 2) : message;
  }

  /// What is said of a lookup that the system has not ended yet.
  NameFact unanswered(String host, Duration waited) {
    String reason = "timed out: no answer in " + Gate.ms(waited);
    return new SystemUnresolved(
        host,
        reason,
        waited,
        Evidence.of("a lookup of " + host + " by the system", reason, clock.now()));
  }

  /// Everything else that can be learnt of the name; takes up to a few seconds, so it runs beside
  /// the climb.
  ///
  /// @return the addresses that DNS gave
  List<InetAddress> detail(String host, Log log) {
    if (isLiteral(host)) {
      return List.of();
    }
    List<String> hosts = HostsFile.addressesOf(host, HostsFile.path());
    if (!hosts.isEmpty()) {
      log.add(
          new HostsFileEntry(
              host,
              hosts,
              Evidence.of(
                  "a look into " + HostsFile.path(), String.join(" ", hosts), clock.now())));
    }
    var dns = new DnsServers(clock);
    List<InetSocketAddress> servers = DnsServers.configured();
    boolean isShort = host.indexOf('.') < 0;
    Duration patience = clock.atMost(DNS_PATIENCE);
    Duration most = clock.left().multipliedBy(3).dividedBy(5); // what was heard is to be told, too
    var said = new ArrayList<Future<List<NameFact>>>();
    for (String asked : isShort ? withSuffixes(host) : List.of(host)) {
      for (InetSocketAddress server : servers) {
        said.add(
            threads.submit(
                () -> dns.ask(server, asked, most.compareTo(patience) < 0 ? most : patience)));
      }
    }
    var facts = new ArrayList<NameFact>();
    for (Future<List<NameFact>> answer : said) {
      Waiting.forResult(answer, clock)
          .ifPresent(
              heard -> {
                log.addAll(heard);
                facts.addAll(heard);
              });
    }
    return fromDns(facts);
  }

  /// A short name is looked up with the suffixes of the system; without any, as it is.
  private static List<String> withSuffixes(String host) {
    List<String> full = DnsServers.suffixes().stream().map(suffix -> host + "." + suffix).toList();
    return full.isEmpty() ? List.of(host) : full;
  }

  /// For a short name that does not resolve: domains this machine seems to belong to, tried out.
  List<NameFact> guessSuffix(String host) {
    if (host.indexOf('.') >= 0) {
      return List.of();
    }
    for (String domain : domainsOfThisMachine()) {
      String full = host + "." + domain;
      if (system(full).fact() instanceof SystemResolved(_, var addresses, _, _)) {
        return List.of(
            new SuffixResolved(
                host,
                full,
                addresses,
                Evidence.of("a lookup of " + full, String.join(" ", addresses), clock.now())));
      }
    }
    return List.of();
  }

  private Set<String> domainsOfThisMachine() {
    var domains = new LinkedHashSet<String>(DnsServers.suffixes());
    try {
      addDomain(domains, InetAddress.getLocalHost().getCanonicalHostName());
    } catch (UnknownHostException _) {
      // a machine without a name of its own has no domain to offer
    }
    for (InetSocketAddress server : DnsServers.configured()) {
      addDomain(domains, server.getAddress().getCanonicalHostName());
    }
    for (InetAddress own : Interfaces.addresses()) {
      addDomain(domains, own.getCanonicalHostName());
    }
    return domains;
  }

  private static void addDomain(Set<String> domains, String fullName) {
    int dot = fullName.indexOf('.');
    if (dot > 0 && !isLiteral(fullName) && fullName.indexOf("localdomain") < 0) {
      domains.add(fullName.substring(dot + 1));
    }
  }

  /// The addresses that DNS gave, for when the system's way found none.
  static List<InetAddress> fromDns(List<NameFact> facts) {
    var found = new LinkedHashSet<InetAddress>();
    for (NameFact fact : facts) {
      List<String> texts =
          switch (fact) {
            case DnsAnswered answer -> answer.addresses();
            case SuffixResolved suffix -> suffix.addresses();
            case null, default -> List.of();
          };
      for (String text : texts) {
        try {
          found.add(InetAddress.getByName(text));
        } catch (UnknownHostException _) {
          // an address that the system cannot parse is of no use
        }
      }
    }
    return found.stream().limit(MOST_ADDRESSES).toList();
  }
}
