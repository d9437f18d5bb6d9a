package org.rdpdoctor.reader.collected;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rdpdoctor.facts.ClientFact.ClientProxyFound;
import org.rdpdoctor.facts.ClientFact.CredentialStored;
import org.rdpdoctor.facts.ClientFact.CredentialsCounted;
import org.rdpdoctor.facts.ClientFact.HostsLineFound;
import org.rdpdoctor.facts.ClientFact.ServerRemembered;
import org.rdpdoctor.facts.ClientFact.VpnFound;
import org.rdpdoctor.facts.Observation;

/// What only the machine has that people come from.
record ClientFacts(Collected collected) {
  private static final int MOST = 100;
  private static final Pattern FOR_REMOTE_DESKTOP = Pattern.compile("(?i)(?:^|=)TERMSRV/([^/=]+)$");
  private static final Pattern PROXY =
      Pattern.compile("(?:^|[\\s=/])([\\w.-]+:\\d{1,5})(?:$|[\\s;/])");

  List<Observation> facts() {
    var facts = new ArrayList<Observation>();
    List.of(hosts(), credentials(), remembered(), proxies(), vpns())
        .forEach(part -> part.limit(MOST).forEach(facts::add));
    if (collected.has("client/credentials")) {
      int count = collected.rows("client/credentials").size();
      facts.add(
          new CredentialsCounted(
              count, collected.evidence("client/credentials", count + " stored logons")));
    }
    return facts;
  }

  private Stream<Observation> hosts() {
    return collected.rows("machine/hosts").stream()
        .filter(row -> row.text("text").matches("\\S+\\s+\\S.*"))
        .map(
            row -> {
              List<String> words = List.of(row.text("text").split("\\s+"));
              return new HostsLineFound(
                  words.getFirst(),
                  words.subList(1, words.size()),
                  row.count("line"),
                  collected.evidence("machine/hosts", row.text("text")));
            });
  }

  private Stream<Observation> credentials() {
    return collected.rows("client/credentials").stream()
        .filter(row -> row.has("target"))
        .map(
            row -> {
              Matcher host = FOR_REMOTE_DESKTOP.matcher(row.text("target"));
              return new CredentialStored(
                  row.text("target"),
                  host.find() ? host.group(1) : "",
                  collected.evidence("client/credentials", row.text("target")));
            });
  }

  private Stream<Observation> remembered() {
    return collected.rows("client/servers").stream()
        .filter(row -> row.has("server"))
        .map(
            row ->
                new ServerRemembered(
                    row.text("server"),
                    row.flag("certificate"),
                    collected.evidence("client/servers", row.text("server"))));
  }

  private Stream<Observation> proxies() {
    var found = new ArrayList<Observation>();
    List<Row> rows = collected.rows("machine/proxy");
    boolean userSwitch =
        rows.stream().anyMatch(row -> row.text("name").equals("ProxyEnable") && row.flag("value"));
    for (Row row : rows) {
      String place = row.text("place");
      String name = row.text("name");
      String value = row.text("value");
      if (place.equals("winhttp")) {
        Matcher proxy = PROXY.matcher(row.text("lines"));
        if (proxy.find()) {
          found.add(proxy(place, proxy.group(1)));
        }
      } else if (!value.isEmpty()
          && (name.equals("AutoConfigURL")
              || name.equals("ProxyServer") && userSwitch
              || place.equals("environment") && !name.equals("NO_PROXY"))) {
        found.add(proxy(place, value));
      }
    }
    return found.stream();
  }

  private Observation proxy(String place, String value) {
    return new ClientProxyFound(
        place, value, collected.evidence("machine/proxy", place + ": " + value));
  }

  private Stream<Observation> vpns() {
    return collected.rows("machine/vpn").stream()
        .filter(row -> row.has("name"))
        .map(
            row ->
                new VpnFound(
                    row.text("name"),
                    row.lower("state"),
                    row.flag("split"),
                    collected.evidence(
                        "machine/vpn", row.text("name") + " is " + row.lower("state"))));
  }
}
