package org.rdpdoctor.reader.collected;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rdpdoctor.facts.ClientFact.ClientClockFound;
import org.rdpdoctor.facts.ClientFact.ClientFileFound;
import org.rdpdoctor.facts.ClientFact.ClientLinkFound;
import org.rdpdoctor.facts.ClientFact.ClientSettingFound;
import org.rdpdoctor.facts.ClientFact.ClientSystemFound;
import org.rdpdoctor.facts.ClientFact.ClientUpdateInstalled;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.ServerClockFound;
import org.rdpdoctor.facts.ServerFact.ServerFileFound;
import org.rdpdoctor.facts.ServerFact.ServerLinkFound;
import org.rdpdoctor.facts.ServerFact.ServerSettingFound;
import org.rdpdoctor.facts.ServerFact.ServerSystemFound;
import org.rdpdoctor.facts.ServerFact.ServerUpdateInstalled;

/// Whose facts they are: what both machines have are facts of the one or of the other.
enum Machine {
  SERVER,
  CLIENT;

  Observation setting(String setting, String value, String origin, Evidence evidence) {
    return this == SERVER
        ? new ServerSettingFound(setting, value, origin, evidence)
        : new ClientSettingFound(setting, value, origin, evidence);
  }

  Observation update(String kb, Instant installed, int daysAgo, Evidence evidence) {
    return this == SERVER
        ? new ServerUpdateInstalled(kb, installed, daysAgo, evidence)
        : new ClientUpdateInstalled(kb, installed, daysAgo, evidence);
  }

  Observation clock(String source, Duration offset, boolean ahead, Evidence evidence) {
    return this == SERVER
        ? new ServerClockFound(source, offset, ahead, evidence)
        : new ClientClockFound(source, offset, ahead, evidence);
  }

  Observation file(String file, String version, boolean present, Evidence evidence) {
    return this == SERVER
        ? new ServerFileFound(file, version, present, evidence)
        : new ClientFileFound(file, version, present, evidence);
  }

  Observation system(
      Row row, String kind, int build, int revision, Instant booted, Evidence evidence) {
    String windows = row.text("caption");
    String edition = row.text("edition");
    boolean member = row.flag("domainMember");
    return this == SERVER
        ? new ServerSystemFound(windows, edition, build, revision, kind, member, booted, evidence)
        : new ClientSystemFound(windows, edition, build, revision, kind, member, booted, evidence);
  }

  Observation link(Row row, List<String> addresses, List<String> gateways, Evidence evidence) {
    String name = row.text("name");
    String description = row.text("description");
    String state = row.lower("status");
    int mtu = row.count("mtu");
    boolean dhcp = row.lower("dhcp").equals("enabled");
    return this == SERVER
        ? new ServerLinkFound(name, description, state, mtu, dhcp, addresses, gateways, evidence)
        : new ClientLinkFound(name, description, state, mtu, dhcp, addresses, gateways, evidence);
  }
}
