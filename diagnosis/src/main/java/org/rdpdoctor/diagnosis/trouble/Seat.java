package org.rdpdoctor.diagnosis.trouble;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdpdoctor.diagnosis.updates.KnownUpdate.Machine;
import org.rdpdoctor.facts.ClientFact.ClientSystemFound;
import org.rdpdoctor.facts.ClientFact.ClientUpdateInstalled;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.GatewayFact.GatewayChallengeReceived;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.ChangedBefore;
import org.rdpdoctor.facts.ServerFact.SecurityProductFound;
import org.rdpdoctor.facts.ServerFact.ServerSystemFound;
import org.rdpdoctor.facts.ServerFact.ServerUpdateInstalled;
import org.rdpdoctor.facts.ServerFact.ServiceFound;

/// One of the machines of a connection, as far as its updates are known.
///
/// @param build 0 if it is not known
/// @param revision the number behind the build; 0 if it is not known
/// @param collected whether the machine says so itself, and not only its NTLM challenge
/// @param windows its name and edition as it says them; empty if it does not
/// @param server whether it says that it is a server or domain controller
/// @param updates when each was installed, [LocalDate#EPOCH] where that is not told
/// @param products of other makers
record Seat(
    Machine machine,
    int build,
    int revision,
    boolean collected,
    String windows,
    boolean server,
    Map<String, LocalDate> updates,
    List<String> products) {
  private static final Pattern KB = Pattern.compile("\\bKB(\\d{6,7})\\b");
  private static final Pattern LAST_NUMBER = Pattern.compile("(\\d{1,6})$");

  /// The machines of which anything is known.
  static List<Seat> of(List<Observation> facts) {
    var seats = new ArrayList<Seat>();
    for (Machine machine : Machine.values()) {
      new Gathering(machine).over(facts).ifPresent(seats::add);
    }
    return seats;
  }

  boolean has(String kb) {
    return updates.containsKey(kb);
  }

  /// The last installation of anything that is dated; the epoch if nothing is.
  LocalDate lastChange() {
    return updates.values().stream().max(LocalDate::compareTo).orElse(LocalDate.EPOCH);
  }

  /// Collects what the facts say of one machine.
  private static final class Gathering {
    private final Machine machine;
    private final Map<String, LocalDate> updates = new TreeMap<>();
    private final List<String> products = new ArrayList<>();
    private int build;
    private int revision;
    private boolean collected;
    private String windows = "";
    private boolean server;
    private boolean directory;
    private boolean gateway;

    Gathering(Machine machine) {
      this.machine = machine;
    }

    Optional<Seat> over(List<Observation> facts) {
      gateway = facts.stream().anyMatch(Gathering::isGateway);
      facts.forEach(this::take);
      boolean known = build > 0 || !updates.isEmpty() || !products.isEmpty();
      return known && (machine != Machine.DIRECTORY || directory)
          ? Optional.of(
              new Seat(machine, build, revision, collected, windows, server, updates, products))
          : Optional.empty();
    }

    private static boolean isGateway(Observation fact) {
      return fact instanceof ServiceFound found
          && found.name().equalsIgnoreCase("TSGateway")
          && !found.state().equals("absent");
    }

    /// A collected server may be the RD Gateway or a domain controller as well.
    private void take(Observation fact) {
      if (machine == Machine.CLIENT) {
        ofClient(fact);
      } else if (machine == Machine.GATEWAY && !gateway) {
        if (fact instanceof GatewayChallengeReceived heard) {
          heard(heard.build());
        }
      } else {
        ofServer(fact);
      }
    }

    private void ofClient(Observation fact) {
      if (fact instanceof ClientSystemFound found) {
        system(found.windows(), found.build(), found.revision(), found.kind());
      } else if (fact instanceof ClientUpdateInstalled found) {
        update(found.kb(), found.installed());
      }
    }

    private void ofServer(Observation fact) {
      if (fact instanceof ServerSystemFound found) {
        directory = found.kind().equals("domain controller");
        system(found.windows(), found.build(), found.revision(), found.kind());
      } else if (fact instanceof ServerUpdateInstalled found) {
        update(found.kb(), found.installed());
      } else if (fact instanceof ChangedBefore change && change.kind().equals("update")) {
        change(change);
      } else if (fact instanceof SecurityProductFound found) {
        products.add(found.name());
      } else if (fact instanceof NtlmChallengeReceived heard && machine == Machine.SERVER) {
        heard(heard.build());
      }
    }

    private void system(String name, int number, int behind, String kind) {
      collected = true;
      windows = name;
      build = number;
      revision = behind;
      server = !kind.equals("workstation");
    }

    private void update(String kb, Instant installed) {
      updates.merge(
          kb.toUpperCase(Locale.ROOT),
          installed.atZone(ZoneOffset.UTC).toLocalDate(),
          (a, b) -> a.isAfter(b) ? a : b);
    }

    private void change(ChangedBefore change) {
      Matcher kb = KB.matcher(change.what());
      if (kb.find() && change.what().contains("was installed")) {
        update(kb.group(), change.at());
      }
    }

    private void heard(String version) {
      Matcher number = LAST_NUMBER.matcher(version);
      if (!collected && number.find()) {
        build = Integer.parseInt(number.group(1));
      }
    }
  }
}
