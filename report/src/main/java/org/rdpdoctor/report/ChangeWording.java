package org.rdpdoctor.report;

import java.util.Locale;
import org.rdpdoctor.diagnosis.knowledge.Change;

/// What a change does, in a line.
final class ChangeWording {
  private ChangeWording() {}

  static String of(Change change) {
    return switch (change) {
      case Change.RegistryValue(String key, String name, _, var value) ->
          value.isPresent()
              ? "sets " + key + "\\" + name + " to " + value.get()
              : "removes " + key + "\\" + name;
      case Change.Service(String name, var start) ->
          "starts the service "
              + name
              + start.map(how -> ", and lets it start " + adverb(how)).orElse("");
      case Change.FirewallRules(var by, String match) ->
          by == Change.FirewallRules.By.GROUP
              ? "enables the rules of the group " + match + " in the firewall of Windows"
              : "enables the rule " + match + " in the firewall of Windows";
      case Change.RdpCertificate(int days) ->
          "removes certificates that Windows made for Remote Desktop if they end within "
              + days
              + " days or are too weak; Windows makes another one when its services are restarted";
      case Change.Power(var never) ->
          "lets the machine never go to " + never.name().toLowerCase(Locale.ROOT) + " on mains";
      case Change.Once(var act) -> act(act);
      case Change.RestartService(String name) ->
          "says that the service " + name + " has to be restarted; does it with -Restart";
      case Change.RestartComputer() -> "says that the computer has to be restarted";
      case Change.IniLine(var file, String section, String key, var value) ->
          (value.isPresent() ? "sets " + key + "=" + value.get() : "removes " + key)
              + " in "
              + file.fileName()
              + ", section "
              + section;
      case Change.Unit(String name) -> "starts " + name + ", and lets it start with the machine";
      case Change.XrdpCertificate(int days, boolean own) ->
          "makes a new self-signed certificate and key for xrdp"
              + (own ? " in files of its own" : "")
              + ", unless the present one is good for "
              + days
              + " more days; one that an authority gave is left alone";
      case Change.XrdpKey() -> "lets the account of xrdp, and nobody else, read the key of xrdp";
      case Change.RestartUnit(String name) ->
          "says that " + name + " has to be restarted; does it with --restart";
    };
  }

  private static String adverb(Change.Service.Start start) {
    return switch (start) {
      case AUTOMATIC -> "with the machine";
      case MANUAL -> "when it is needed";
    };
  }

  private static String act(Change.Once.Act act) {
    return switch (act) {
      case RESYNC_CLOCK -> "sets the clock by its time source";
      case FLUSH_DNS -> "forgets the names that were looked up";
      case REGISTER_DNS -> "registers the machine in DNS anew";
      case RENEW_LEASE -> "asks for an address anew";
    };
  }
}
