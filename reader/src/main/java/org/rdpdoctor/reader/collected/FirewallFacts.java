package org.rdpdoctor.reader.collected;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.NetworkFound;
import org.rdpdoctor.facts.ServerFact.PortRuled;

/// What Windows Firewall does with the port of Remote Desktop in the profiles that are in use.
record FirewallFacts(Collected collected) {
  private static final String RULES = "server/firewall-rules";
  private static final String PROFILES = "server/firewall-profiles";
  private static final String NETWORKS = "machine/networks";
  private static final List<String> ALL = List.of("domain", "private", "public");
  private static final int USUAL = 3389;
  private static final int MOST = 30;

  List<Observation> facts() {
    var facts = new ArrayList<Observation>();
    var inUse = new TreeSet<String>();
    for (Row row : collected.rows(NETWORKS).stream().limit(MOST).toList()) {
      String category =
          row.lower("category").startsWith("domain") ? "domain" : row.lower("category");
      inUse.add(category);
      facts.add(
          new NetworkFound(
              row.text("network"),
              row.text("link"),
              category,
              collected.evidence(NETWORKS, row.text("network") + " is " + category)));
    }
    if (collected.has(RULES) && collected.has(PROFILES)) {
      Map<String, Row> profiles =
          collected.rows(PROFILES).stream()
              .collect(Collectors.toMap(row -> row.lower("profile"), row -> row, (a, _) -> a));
      for (String profile : inUse) {
        Row settings = profiles.get(profile);
        if (settings != null) {
          for (String protocol : List.of("tcp", "udp")) {
            facts.add(ruled(protocol, profile, settings));
          }
        }
      }
    }
    return facts;
  }

  private PortRuled ruled(String protocol, String profile, Row settings) {
    int port = collected.port();
    List<Rule> rules =
        collected.rows(RULES).stream()
            .map(Rule::of)
            .filter(rule -> rule.concerns(protocol))
            .toList();
    List<Rule> allowing = enabled(rules, port).filter(Rule::allows).toList();
    List<Rule> here = allowing.stream().filter(rule -> rule.isFor(profile)).toList();
    boolean blocked =
        enabled(rules, port)
            .anyMatch(rule -> !rule.allows() && rule.isFor(profile) && rule.isForAll());
    Set<String> remotes = new LinkedHashSet<>();
    here.forEach(rule -> remotes.addAll(rule.remotes()));
    String outcome = outcome(settings, blocked, here);
    var elsewhere = new TreeSet<String>();
    ALL.stream()
        .filter(other -> !other.equals(profile))
        .filter(other -> allowing.stream().anyMatch(rule -> rule.isFor(other)))
        .forEach(elsewhere::add);
    long disabled =
        rules.stream()
            .filter(rule -> !rule.enabled() && rule.allows() && rule.covers(port))
            .map(Rule::id)
            .distinct()
            .count();
    boolean usualPort = port != USUAL && enabled(rules, USUAL).anyMatch(Rule::allows);
    return new PortRuled(
        protocol,
        port,
        profile,
        outcome,
        outcome.equals("limited") ? List.copyOf(remotes) : List.of(),
        List.copyOf(elsewhere),
        (int) disabled,
        usualPort,
        collected.evidence(
            RULES,
            "%s port %d in the profile %s: %s"
                .formatted(protocol.toUpperCase(Locale.ROOT), port, profile, outcome)));
  }

  private static Stream<Rule> enabled(List<Rule> rules, int port) {
    return rules.stream().filter(rule -> rule.enabled() && rule.inForce() && rule.covers(port));
  }

  private static String outcome(Row settings, boolean blocked, List<Rule> allowing) {
    boolean off = settings.lower("enabled").equals("false") || settings.text("enabled").equals("0");
    if (off) {
      return "off";
    }
    boolean closed =
        settings.lower("allowInboundRules").equals("false")
            || settings.text("allowInboundRules").equals("0");
    if (closed) {
      return "closed";
    }
    if (blocked) {
      return "blocked";
    }
    if (allowing.stream().anyMatch(Rule::isForAll) || settings.lower("inbound").equals("allow")) {
      return "allowed";
    }
    return allowing.isEmpty() ? "unruled" : "limited";
  }

  /// An inbound rule. `inForce` is false for what only the machine's own list says: a policy may
  /// have overridden it.
  private record Rule(
      String id,
      boolean inForce,
      boolean enabled,
      boolean allows,
      String profiles,
      String protocol,
      List<String> ports,
      List<String> remotes,
      String program,
      String service) {

    static Rule of(Row row) {
      return new Rule(
          row.text("id"),
          row.text("store").equals("ActiveStore"),
          row.flag("enabled"),
          !row.lower("action").equals("block"),
          row.lower("profiles"),
          row.lower("protocol"),
          row.texts("ports"),
          row.texts("remotes"),
          row.lower("program"),
          row.lower("service"));
    }

    /// Rules for other programs and services do not open the port for Remote Desktop.
    boolean concerns(String wanted) {
      String number = wanted.equals("tcp") ? "6" : "17";
      boolean sameProtocol = Set.of(wanted, number, "any", "256").contains(protocol);
      boolean ours =
          program.isEmpty()
              || program.equals("any")
              || program.endsWith("svchost.exe")
              || program.equals("system");
      return sameProtocol && ours && Set.of("", "any", "*", "termservice").contains(service);
    }

    boolean covers(int port) {
      return ports.stream().anyMatch(each -> covers(each, port));
    }

    private static boolean covers(String text, int port) {
      if (text.equalsIgnoreCase("any") || text.equals(Integer.toString(port))) {
        return true;
      }
      String[] range = text.split("-", -1);
      return range.length == 2
          && range[0].matches("\\d{1,5}")
          && range[1].matches("\\d{1,5}")
          && Integer.parseInt(range[0]) <= port
          && port <= Integer.parseInt(range[1]);
    }

    boolean isFor(String profile) {
      return profiles.contains("any") || profiles.contains(profile) || profiles.equals("0");
    }

    boolean isForAll() {
      return remotes.isEmpty() || remotes.stream().anyMatch(each -> each.equalsIgnoreCase("any"));
    }
  }
}
