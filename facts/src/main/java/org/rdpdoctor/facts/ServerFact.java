package org.rdpdoctor.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What only the server's own records can show: its event logs and its settings.
public sealed interface ServerFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.SERVER;
  }

  /// An event in a log of the server. `code` is the number that it carries, as hex with eight
  /// digits, if it carries one that says why; otherwise empty. `count` is how many such events with
  /// the same code there are, from `first` to `last`.
  record ServerEventRecorded(
      String provider,
      int event,
      String code,
      int count,
      Instant first,
      Instant last,
      Evidence evidence)
      implements ServerFact {}

  /// A setting of the server as it was collected: `setting` is its name as Windows has it, with as
  /// much of its key in front of it as tells it from others (`fDenyTSConnections`, `TLS
  /// 1.2\Server\Enabled`), `value` as text, empty if the setting is absent. `origin` is `policy`
  /// where a policy sets it and thereby overrides what the machine says, `local` where only the
  /// machine does, `absent` where nothing does.
  record ServerSettingFound(String setting, String value, String origin, Evidence evidence)
      implements ServerFact {}

  /// The Windows of the server: `kind` is `workstation`, `server` or `domain controller`.
  record ServerSystemFound(
      String windows,
      String edition,
      int build,
      int revision,
      String kind,
      boolean domainMember,
      Instant booted,
      Evidence evidence)
      implements ServerFact {}

  /// A service of the server: `state` is `running`, `stopped`, `start pending`, … or `absent`,
  /// `start` is `auto`, `manual` or `disabled`. `exitCode` tells why it ended, 0 if nothing is
  /// wrong.
  record ServiceFound(
      String name, String state, String start, String account, int exitCode, Evidence evidence)
      implements ServerFact {}

  /// Something listens on the port that Remote Desktop is set to, or Remote Desktop listens on
  /// another one; `configured` tells which.
  record ListenerFound(
      String protocol,
      String address,
      int port,
      String process,
      List<String> services,
      boolean configured,
      Evidence evidence)
      implements ServerFact {}

  /// Nothing listened on the port that Remote Desktop is set to.
  record ListenerAbsent(String protocol, int port, Evidence evidence) implements ServerFact {}

  /// A listener that the registry knows: its name, whether it is switched on, and whose driver it
  /// uses.
  record WinStationFound(String name, boolean enabled, int port, String driver, Evidence evidence)
      implements ServerFact {}

  /// The registry knows no listener of that name.
  record WinStationAbsent(String name, Evidence evidence) implements ServerFact {}

  /// A certificate that Remote Desktop uses (`used`) or could use. `daysLeft` is counted from the
  /// time of collection, `key` says whether Windows has its private key.
  record CertificateStored(
      String store,
      String subject,
      String thumbprint,
      Instant notAfter,
      int daysLeft,
      boolean key,
      boolean used,
      boolean selfSigned,
      boolean serverUsage,
      Evidence evidence)
      implements ServerFact {}

  /// The certificate that Remote Desktop is told to use is in no store; `thumbprint` is empty if it
  /// is told to use none and has made none of its own.
  record BoundCertificateAbsent(String thumbprint, Evidence evidence) implements ServerFact {}

  /// Who may read the key file of Remote Desktop, or the folder that it is in (`MachineKeys`), or
  /// the system drive: `system` and `networkService` may if these are true. `readable` is false if
  /// not even an administrator could read the rights.
  record KeyFileFound(
      String file,
      boolean readable,
      boolean system,
      boolean networkService,
      List<String> holders,
      Evidence evidence)
      implements ServerFact {}

  /// What Windows Firewall does with the port that Remote Desktop is set to, in one profile that is
  /// in use. `outcome` is `allowed`, `limited` (from `remotes` alone), `blocked` (by a rule),
  /// `unruled` (no enabled rule allows it), `closed` (everything is blocked) or `off`. `elsewhere`
  /// are the profiles in which an enabled rule allows it, `disabled` is how many rules would allow
  /// it if they were enabled, `usualPort` is true if a rule allows 3389 and that is not the port.
  record PortRuled(
      String protocol,
      int port,
      String profile,
      String outcome,
      List<String> remotes,
      List<String> elsewhere,
      int disabled,
      boolean usualPort,
      Evidence evidence)
      implements ServerFact {}

  /// A network that the server is in, and what Windows takes it for: `public`, `private` or
  /// `domain`.
  record NetworkFound(String network, String link, String category, Evidence evidence)
      implements ServerFact {}

  /// A security product of another maker; `kind` is `antivirus` or `firewall`.
  record SecurityProductFound(String kind, String name, boolean enabled, Evidence evidence)
      implements ServerFact {}

  /// An update of the server, and how long before the collection it was installed.
  record ServerUpdateInstalled(String kb, Instant installed, int daysAgo, Evidence evidence)
      implements ServerFact {}

  /// What the server knows of its licences. `mode` is `per device`, `per user`, `not configured`,
  /// `administration` or `other`; `graceDays` are those that are left, -1 if that is not known.
  record LicensingFound(
      boolean sessionHost, String mode, int graceDays, List<String> servers, Evidence evidence)
      implements ServerFact {}

  /// Who holds a right to log on: SIDs, and names where Windows gave no SID.
  record UserRightFound(String right, List<String> holders, Evidence evidence)
      implements ServerFact {}

  /// The members of a local group, both as SIDs.
  record GroupFound(String group, List<String> members, Evidence evidence) implements ServerFact {}

  /// How far the server's clock was from its own source; never negative.
  record ServerClockFound(String source, Duration offset, boolean ahead, Evidence evidence)
      implements ServerFact {}

  /// How much of something was used up: `resource` is `memory`, `commit`, `cpu`, `tcp ports` or
  /// `disk C:`. `left` is for people to read.
  record PressureFound(String resource, int percentUsed, String left, Evidence evidence)
      implements ServerFact {}

  /// A former check of the system files: how many could not be repaired.
  record SystemFilesChecked(int unrepaired, Evidence evidence) implements ServerFact {}

  /// A program file of Remote Desktop; its version is empty if it is not there.
  record ServerFileFound(String file, String version, boolean present, Evidence evidence)
      implements ServerFact {}

  /// Windows waits for a restart, for these reasons.
  record RebootPending(List<String> reasons, Evidence evidence) implements ServerFact {}

  /// A network interface of the server. `state` is as Windows says it: `up`, `disabled`,
  /// `disconnected`, ….
  record ServerLinkFound(
      String name,
      String description,
      String state,
      int mtu,
      boolean dhcp,
      List<String> addresses,
      List<String> gateways,
      Evidence evidence)
      implements ServerFact {}

  /// The cipher suites that Schannel offers, in their order.
  record CipherSuitesFound(List<String> suites, boolean byPolicy, Evidence evidence)
      implements ServerFact {}
}
