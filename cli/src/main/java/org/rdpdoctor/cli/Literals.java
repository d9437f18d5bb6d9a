package org.rdpdoctor.cli;

import java.net.InetAddress;
import java.util.Optional;

/// Addresses as people write them; nothing is resolved.
final class Literals {
  private Literals() {}

  /// Four decimal numbers from 0 to 255. Leading zeros are refused, since some programs read them
  /// as octal.
  static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean rightLength = part.length() == 1 || (part.length() <= 3 && !part.startsWith("0"));
      if (!isNumber(part) || !rightLength || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  /// The address in the form in which the system takes it: the zone behind one `%`.
  static Optional<String> ipv6(String text) {
    int percent = text.indexOf('%');
    String address = percent < 0 ? text : text.substring(0, percent);
    if (address.indexOf(':') < 0 || !isIpv6(address)) {
      return Optional.empty();
    }
    if (percent < 0) {
      return Optional.of(address);
    }
    // In links and some configuration files the % before the zone is itself escaped (RFC 6874).
    String zone = text.substring(percent + 1);
    if (zone.startsWith("25") && zone.length() > 2) {
      zone = zone.substring(2);
    }
    return isZone(zone) ? Optional.of(address + "%" + zone) : Optional.empty();
  }

  private static boolean isIpv6(String address) {
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      boolean hex = c < 0x80 && Character.digit(c, 16) >= 0;
      if (!hex && c != ':' && c != '.') {
        return false;
      }
    }
    try {
      return InetAddress.ofLiteral(address).getAddress().length > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean isZone(String zone) {
    return !zone.isEmpty()
        && zone.length() <= 32
        && zone.chars().allMatch(c -> isAlphanumeric(c) || c == '-' || c == '_' || c == '.');
  }

  /// ASCII digits and nothing else, at least one.
  static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(Literals::isDigit);
  }

  /// A letter or digit of ASCII.
  static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
