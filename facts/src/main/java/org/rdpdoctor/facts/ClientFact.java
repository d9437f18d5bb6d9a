package org.rdpdoctor.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the user saw or has on the client's side.
public sealed interface ClientFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.CLIENT;
  }

  /// A code that the user's client showed, by its family in the code tables; `extended` is empty if
  /// none was shown.
  record CodeShown(String family, String code, String extended, Evidence evidence)
      implements ClientFact {}

  /// A sentence of a dialog that the user's client showed; `phrase` is its id in the knowledge.
  record DialogShown(String phrase, Evidence evidence) implements ClientFact {}

  /// What came out when a person made a test that tells causes apart; both are ids of the
  /// knowledge.
  record TestAnswered(String test, String outcome, Evidence evidence) implements ClientFact {}

  /// An event in a log of the client's machine, told as [ServerFact.ServerEventRecorded] is.
  record ClientEventRecorded(
      String provider,
      int event,
      String code,
      int count,
      Instant first,
      Instant last,
      Evidence evidence)
      implements ClientFact {}

  /// A setting of the client's machine as it was collected, told as
  /// [ServerFact.ServerSettingFound] is.
  record ClientSettingFound(String setting, String value, String origin, Evidence evidence)
      implements ClientFact {}

  /// A line of the .rdp file that the client was given: `key` in lower case.
  record FileSettingGiven(String key, String value, int line, Evidence evidence)
      implements ClientFact {}

  /// The Windows of the client's machine, told as [ServerFact.ServerSystemFound] is.
  record ClientSystemFound(
      String windows,
      String edition,
      int build,
      int revision,
      String kind,
      boolean domainMember,
      Instant booted,
      Evidence evidence)
      implements ClientFact {}

  /// An update of the client's machine, and how long before the collection it was installed.
  record ClientUpdateInstalled(String kb, Instant installed, int daysAgo, Evidence evidence)
      implements ClientFact {}

  /// A line of the client's hosts file.
  record HostsLineFound(String address, List<String> names, int line, Evidence evidence)
      implements ClientFact {}

  /// The target of a logon that is stored on the client's machine: `host` is the server it is for,
  /// empty if it is not for Remote Desktop.
  record CredentialStored(String target, String host, Evidence evidence) implements ClientFact {}

  /// How many stored logons the client's machine has.
  record CredentialsCounted(int count, Evidence evidence) implements ClientFact {}

  /// A server that the client remembers; `certificate` if it remembers its certificate too.
  record ServerRemembered(String server, boolean certificate, Evidence evidence)
      implements ClientFact {}

  /// A proxy that the client's machine is set to use: by `winhttp`, `user` or `environment`.
  record ClientProxyFound(String place, String proxy, Evidence evidence) implements ClientFact {}

  /// A VPN connection of the client's machine; `state` is `connected`, `disconnected`, ….
  record VpnFound(String name, String state, boolean split, Evidence evidence)
      implements ClientFact {}

  /// How far the client's clock was from its own source; never negative.
  record ClientClockFound(String source, Duration offset, boolean ahead, Evidence evidence)
      implements ClientFact {}

  /// A network interface of the client's machine, told as [ServerFact.ServerLinkFound] is.
  record ClientLinkFound(
      String name,
      String description,
      String state,
      int mtu,
      boolean dhcp,
      List<String> addresses,
      List<String> gateways,
      Evidence evidence)
      implements ClientFact {}

  /// A program file of the client; its version is empty if it is not there.
  record ClientFileFound(String file, String version, boolean present, Evidence evidence)
      implements ClientFact {}

  /// The .rdp file is not signed; `redirections` are the keys by which it asks for what belongs to
  /// the client, such as drives.
  record FileUnsigned(List<String> redirections, Evidence evidence) implements ClientFact {
    public FileUnsigned {
      redirections = List.copyOf(redirections);
    }
  }

  /// The signature of the .rdp file was computed; `signer` and what follows are empty or the
  /// earliest time if it could not be read.
  ///
  /// @param state `intact`, `edited` (a signed line is not what it was), `incomplete` (one is gone)
  ///     or `unreadable`
  /// @param detail what is wrong with it, for people; empty if it is intact
  record FileSignatureChecked(
      String state,
      String detail,
      String signer,
      String issuer,
      boolean selfSigned,
      Instant validUntil,
      Evidence evidence)
      implements ClientFact {}

  /// A line of the .rdp file broke a rule of such files; `line` is 0 if it is missing.
  ///
  /// @param rule its id, as in `gateway-bypassed`
  /// @param severity `error`, `warning` or `note`
  record FileRuleBroken(
      String rule, String severity, String key, int line, String message, Evidence evidence)
      implements ClientFact {}

  /// A setting of the .rdp file is not what works with this server, as far as was seen. It does
  /// with the value `works`; `line` is 0 if the file leaves the setting out.
  record FileSettingDiffers(
      String key, String value, String works, int line, String seen, Evidence evidence)
      implements ClientFact {}
}
