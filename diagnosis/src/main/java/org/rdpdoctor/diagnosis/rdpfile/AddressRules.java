package org.rdpdoctor.diagnosis.rdpfile;

import static org.rdpdoctor.facts.ConnectionFile.ALTERNATE_FULL_ADDRESS;
import static org.rdpdoctor.facts.ConnectionFile.FULL_ADDRESS;
import static org.rdpdoctor.facts.ConnectionFile.GATEWAY_HOST_NAME;
import static org.rdpdoctor.facts.ConnectionFile.SERVER_PORT;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.FileAddress;
import org.rdpdoctor.facts.FileSetting;

/// Where the file leads: whether addresses and ports are such, and agree.
final class AddressRules {
  private AddressRules() {}

  static void apply(Sheet sheet) {
    missing(sheet);
    for (String key : List.of(FULL_ADDRESS, ALTERNATE_FULL_ADDRESS, GATEWAY_HOST_NAME)) {
      sheet
          .filled(key)
          .filter(setting -> setting.isType('s'))
          .ifPresent(setting -> address(sheet, setting));
    }
    alternate(sheet);
    ports(sheet);
  }

  private static void missing(Sheet sheet) {
    ConnectionFile file = sheet.file();
    boolean hostless =
        file.text(FULL_ADDRESS).isEmpty() && file.text(ALTERNATE_FULL_ADDRESS).isEmpty();
    if (hostless) {
      int line = file.setting(FULL_ADDRESS).map(FileSetting::line).orElse(0);
      sheet.add(
          new Finding(
              Severity.WARNING,
              "address-missing",
              FULL_ADDRESS,
              line,
              "The file names no server, so it can only be used with one given beside it, as in"
                  + " mstsc FILE /v:SERVER.",
              "Add full address:s:SERVER, or SERVER:PORT."));
    }
  }

  private static void address(Sheet sheet, FileSetting setting) {
    String text = setting.value().strip();
    Optional<String> odd = oddity(text);
    if (isPlaceholder(text)) {
      sheet.warning(
          "address-placeholder",
          setting,
          Sheet.quoted(text) + " is a place to be filled in, not an address.",
          "Write the name or address of the machine.");
    } else if (text.contains("://")) {
      String bare = text.replaceFirst("^.*?://", "").replaceFirst("[/?#].*$", "");
      Finding finding =
          Sheet.of(
              Severity.ERROR,
              "address-is-url",
              setting,
              "This is a link, not an address: clients look for a machine of that name.",
              "Write " + setting.name() + ":s:" + bare + ".");
      sheet.add(
          bare.isEmpty() || oddity(bare).isPresent()
              ? finding
              : finding.safely(rewritten(setting, bare)));
    } else if (text.contains("@")) {
      sheet.error(
          "address-with-user",
          setting,
          "The address has a user in front; clients take all of it for a name.",
          "Write the user into username:s: and what is behind the @ here.");
    } else if (odd.isPresent()) {
      sheet.error(
          "address-malformed",
          setting,
          Sheet.quoted(text) + " is no address: " + odd.get() + ".",
          "Write a name or an address, with :PORT behind it if it is not the usual one.");
    } else {
      portAndBrackets(sheet, setting, text);
    }
  }

  private static void portAndBrackets(Sheet sheet, FileSetting setting, String text) {
    FileAddress address = FileAddress.of(text);
    boolean hangs = text.endsWith(":") && text.indexOf(':') == text.length() - 1;
    if (hangs || (!address.portText().isEmpty() && address.port().isEmpty())) {
      sheet.error(
          "port-malformed",
          setting,
          "Behind the address stands "
              + Sheet.quoted(address.portText())
              + ", which is no port from 1 to 65535.",
          "Write " + setting.name() + ":s:" + address.host() + ", or the right port behind it.");
    } else if (address.host().contains(":") && !text.startsWith("[")) {
      sheet.add(
          Sheet.of(
                  Severity.WARNING,
                  "ipv6-without-brackets",
                  setting,
                  "An IPv6 address without brackets: FreeRDP takes what is behind the last colon"
                      + " for a port.",
                  "Write " + setting.name() + ":s:[" + text + "], with :PORT behind it if need be.")
              .safely(rewritten(setting, "[" + text + "]")));
    }
  }

  private static Edit rewritten(FileSetting setting, String value) {
    return new Edit.ReplaceLine(
        setting.line(), setting.name() + ":" + setting.type() + ":" + value);
  }

  private static boolean isPlaceholder(String text) {
    return text.matches("(?i).*(%[^%]+%|\\$\\{.*}|\\{\\{.*}}|<[^>]+>|\\{[a-z_ ]+}).*");
  }

  /// Why a text can be no address; nothing if it may be one.
  private static Optional<String> oddity(String text) {
    String host = FileAddress.of(text).host();
    if (text.chars().anyMatch(Character::isWhitespace)) {
      return Optional.of("there is a blank in it");
    }
    if (text.contains("/") || text.contains("\\")) {
      return Optional.of("there is a slash in it");
    }
    if (text.chars()
        .anyMatch(c -> "\"'`,;()<>|*?=&!\u201c\u201d\u2018\u2019\u201e".indexOf(c) >= 0)) {
      return Optional.of("there is a character in it that no name has");
    }
    if (host.isEmpty()) {
      return Optional.of("there is no name in it");
    }
    if (text.startsWith("[") != text.contains("]")) {
      return Optional.of("one of the brackets is missing");
    }
    if (host.contains(":")) {
      return Ip.isV6(host) ? Optional.empty() : Optional.of("it has too many colons");
    }
    return host(host);
  }

  private static Optional<String> host(String host) {
    if (host.matches("[0-9.]+")) {
      return Ip.isV4(host) || host.matches("[0-9]+")
          ? Optional.empty()
          : Optional.of("an IPv4 address has four numbers up to 255");
    }
    if (host.startsWith(".") || host.contains("..")) {
      return Optional.of("a part of the name is empty");
    }
    boolean tooLong =
        host.length() > 255
            || List.of(host.split("\\.", -1)).stream().anyMatch(p -> p.length() > 63);
    return tooLong ? Optional.of("a part of the name is too long") : Optional.empty();
  }

  private static void alternate(Sheet sheet) {
    Optional<FileSetting> alternate = sheet.filled(ALTERNATE_FULL_ADDRESS);
    Optional<FileSetting> full = sheet.filled(FULL_ADDRESS);
    if (alternate.isEmpty() || full.isEmpty()) {
      return;
    }
    String one = FileAddress.of(alternate.get().value()).host();
    String other = FileAddress.of(full.get().value()).host();
    if (!one.equalsIgnoreCase(other)) {
      sheet.warning(
          "alternate-address-differs",
          alternate.get(),
          "The connection goes to "
              + Sheet.quoted(one)
              + ", not to "
              + Sheet.quoted(other)
              + " in line "
              + full.get().line()
              + ": mstsc and FreeRDP prefer this line.",
          "Write the same address into both, or delete this line.");
    }
  }

  private static void ports(Sheet sheet) {
    OptionalLong port = sheet.file().number(SERVER_PORT);
    Optional<FileSetting> line = sheet.file().setting(SERVER_PORT);
    for (String key : List.of(ALTERNATE_FULL_ADDRESS, FULL_ADDRESS)) {
      Optional<FileSetting> setting = sheet.filled(key);
      if (setting.isEmpty()) {
        continue;
      }
      var inAddress = FileAddress.of(setting.get().value()).port();
      if (port.isPresent()
          && line.isPresent()
          && inAddress.isPresent()
          && inAddress.getAsInt() != port.getAsLong()) {
        sheet.warning(
            "port-differs",
            line.get(),
            "The port is "
                + port.getAsLong()
                + " here and "
                + inAddress.getAsInt()
                + " behind the address in line "
                + setting.get().line()
                + ". FreeRDP takes this line; mstsc is said to take the one in the address.",
            "Keep one of the two.");
      }
      return;
    }
  }
}
