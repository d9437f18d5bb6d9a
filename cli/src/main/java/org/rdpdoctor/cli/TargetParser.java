package org.rdpdoctor.cli;

import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.Itinerary;
import org.rdpdoctor.report.Printable;

/// Reads what a person writes for a machine: `host`, `host:port`, an address, `[v6]:port`, or a
/// link that begins with `rdp://`.
///
/// Nothing is looked up. Names in other scripts become their ASCII form; a dot at the end is
/// dropped.
final class TargetParser {
  private static final String FORMS = "write HOST, HOST:PORT or [IPV6]:PORT";
  private static final String SCHEME = "rdp://";
  private static final String AVD = "avd://";
  private static final String GATEWAY_SCHEME = "gateway://";
  private static final String FULL_ADDRESS = "full" + "%20" + "address=";
  private static final int LONGEST_INPUT = 2000;
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;

  private TargetParser() {}

  /// @param address to use instead of what the name resolves to, as the user wrote it
  /// @throws UsageException if either is not what it should be
  static Target parse(String input, Optional<String> address) {
    Place place = place(input);
    return new Target(input.strip(), place.host, place.port, address.map(TargetParser::address));
  }

  /// True for a link that begins with `gateway://`: an RD Gateway that is examined alone.
  static boolean isGateway(String input) {
    return startsWith(input.strip(), GATEWAY_SCHEME);
  }

  /// True for `avd://`: the public addresses that clients of Azure Virtual Desktop need.
  static boolean isAvd(String input) {
    return input.strip().equalsIgnoreCase(AVD);
  }

  /// What stands for those addresses as the target.
  static Target avd() {
    return new Target(AVD, "azure-virtual-desktop", Itinerary.Gateway.USUAL_PORT, Optional.empty());
  }

  /// An RD Gateway: HOST, HOST:PORT or [IPV6]:PORT, with or without `gateway://` or `https://`
  /// before it.
  ///
  /// @throws UsageException if it is none of these
  static Target gateway(String input) {
    String text = input.strip();
    for (String scheme : List.of(GATEWAY_SCHEME, "https://")) {
      if (startsWith(text, scheme)) {
        String rest = text.substring(scheme.length());
        text = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        break;
      }
    }
    if (text.isBlank()) {
      throw new UsageException("the gateway is not named: write gateway://HOST");
    }
    refuseOtherThings(text);
    Place place = hostAndPort(text, Itinerary.Gateway.USUAL_PORT);
    return new Target(input.strip(), place.host, place.port, Optional.empty());
  }

  /// A literal address without a port, brackets dropped.
  ///
  /// @throws UsageException if it is anything else
  static String address(String text) {
    String plain = text.strip();
    if (plain.startsWith("[") && plain.endsWith("]")) {
      plain = plain.substring(1, plain.length() - 1);
    }
    if (Literals.isIpv4(plain)) {
      return plain;
    }
    return Literals.ipv6(plain)
        .orElseThrow(
            () ->
                new UsageException(
                    quoted(text) + " is not an address: write it as 192.0.2.10 or 2001:db8::10"));
  }

  private record Place(String host, int port) {}

  private static Place place(String input) {
    String text = input.strip();
    if (text.isEmpty()) {
      throw new UsageException("the target is empty: " + FORMS);
    }
    if (text.length() > LONGEST_INPUT) {
      throw new UsageException("the target is " + text.length() + " characters long: " + FORMS);
    }
    if (startsWith(text, SCHEME)) {
      return inLink(text);
    }
    if (startsWith(text, "rdp:")) {
      throw new UsageException(
          quoted(text) + " lacks the slashes of a link: write rdp://HOST:PORT");
    }
    refuseOtherThings(text);
    return hostAndPort(text);
  }

  /// `rdp://full%20address=s:HOST:PORT&…` as Microsoft defines it, or `rdp://HOST:PORT` as people
  /// write it.
  private static Place inLink(String link) {
    String rest = link.substring(SCHEME.length());
    for (String part : rest.split("[&?]", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0 && decoded(part.substring(0, equals)).equalsIgnoreCase("full address")) {
        return inLinkValue(decoded(part.substring(equals + 1)));
      }
    }
    if (rest.indexOf('=') >= 0) {
      throw new UsageException(
          "the link names no machine: write " + SCHEME + FULL_ADDRESS + "s:HOST:PORT");
    }
    String plain = decoded(rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest);
    if (plain.isBlank()) {
      throw new UsageException("the link names no machine: write rdp://HOST:PORT");
    }
    refuseOtherThings(plain);
    return hostAndPort(plain.strip());
  }

  private static Place inLinkValue(String value) {
    if (!startsWith(value, "s:") || value.length() == 2) {
      throw new UsageException(
          "the link's full address is "
              + quoted(value)
              + ": write "
              + SCHEME
              + FULL_ADDRESS
              + "s:HOST:PORT");
    }
    String plain = value.substring(2).strip();
    refuseOtherThings(plain);
    return hostAndPort(plain);
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new UsageException("the link holds a % that is not followed by two hex digits");
    }
  }

  /// What people paste in the place of a machine's name, with the way out.
  private static void refuseOtherThings(String text) {
    if (text.indexOf('@') >= 0) {
      // Not quoted: what stands before the @ may hold a password.
      throw new UsageException("a target holds no user name: leave out the part before the @");
    }
    if (text.toLowerCase(Locale.ROOT).endsWith(".rdp")) {
      throw new UsageException(
          quoted(text)
              + " looks like an .rdp file, where a machine is wanted: give the HOST:PORT of its"
              + " line \"full address:s:\"");
    }
    if (text.contains("://")) {
      throw new UsageException(quoted(text) + " is a link to something else than RDP: " + FORMS);
    }
    if (text.startsWith("\\\\")) {
      throw new UsageException(quoted(text) + " is a path to a share: write the machine's name");
    }
    if (text.indexOf('/') >= 0 || text.indexOf('\\') >= 0) {
      throw new UsageException(quoted(text) + " holds a slash: " + FORMS);
    }
    if (text.indexOf(',') >= 0 || text.indexOf(';') >= 0) {
      throw new UsageException(
          quoted(text)
              + " holds a comma or semicolon: separate targets by spaces, ports by a colon");
    }
    if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
      throw new UsageException(
          quoted(text) + " holds a space: " + FORMS + ", several targets as separate words");
    }
  }

  private static Place hostAndPort(String text) {
    return hostAndPort(text, Target.RDP_PORT);
  }

  private static Place hostAndPort(String text, int usual) {
    if (text.startsWith("[")) {
      return bracketed(text, usual);
    }
    int first = text.indexOf(':');
    int last = text.lastIndexOf(':');
    if (first < 0) {
      return new Place(host(text), usual);
    }
    if (first == last) {
      if (first == 0) {
        throw new UsageException(quoted(text) + " has a port and no host: write HOST" + text);
      }
      return new Place(host(text.substring(0, first)), port(text.substring(first + 1)));
    }
    if (text.endsWith(":" + usual)) {
      throw new UsageException(
          quoted(text)
              + " can be read in two ways: write ["
              + text.substring(0, last)
              + "]:"
              + usual
              + " for the port, or ["
              + text
              + "] for the address");
    }
    return new Place(ipv6(text), usual);
  }

  private static Place bracketed(String text, int usual) {
    int end = text.indexOf(']');
    if (end < 0) {
      throw new UsageException(quoted(text) + " lacks the closing bracket: write [IPV6]:PORT");
    }
    String host = ipv6(text.substring(1, end));
    String rest = text.substring(end + 1);
    if (rest.isEmpty()) {
      return new Place(host, usual);
    }
    if (!rest.startsWith(":")) {
      throw new UsageException(
          quoted(text) + " goes on after the bracket without a colon: write [IPV6]:PORT");
    }
    return new Place(host, port(rest.substring(1)));
  }

  private static String ipv6(String text) {
    return Literals.ipv6(text)
        .orElseThrow(
            () ->
                new UsageException(
                    quoted(text)
                        + " is not an IPv6 address, though it is written like one: "
                        + FORMS));
  }

  private static int port(String text) {
    if (text.isEmpty()) {
      throw new UsageException("a port is missing after the colon: " + FORMS);
    }
    int port = Literals.isNumber(text) && text.length() <= 5 ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65535) {
      throw new UsageException(quoted(text) + " is not a port: write a number from 1 to 65535");
    }
    return port;
  }

  private static String host(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (Literals.isIpv4(name)) {
      return name;
    }
    String ascii = ascii(name);
    String[] labels = ascii.split("\\.", -1);
    for (String label : labels) {
      checkLabel(text, label);
    }
    if (ascii.length() > LONGEST_NAME) {
      throw new UsageException(
          "the name is " + ascii.length() + " characters long, names end at " + LONGEST_NAME);
    }
    if (Literals.isNumber(labels[labels.length - 1])) {
      throw new UsageException(
          quoted(text)
              + " is no IPv4 address: that is four numbers from 0 to 255, without leading zeros,"
              + " as in 192.0.2.10");
    }
    return ascii;
  }

  private static String ascii(String name) {
    if (name.chars().allMatch(c -> c < 0x80)) {
      return name;
    }
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      throw new UsageException(quoted(name) + " cannot be a host name: check its spelling");
    }
  }

  private static void checkLabel(String whole, String label) {
    if (label.isEmpty()) {
      throw new UsageException(
          quoted(whole) + " has nothing before, between or after its dots: check its spelling");
    }
    if (label.length() > LONGEST_LABEL) {
      throw new UsageException(
          quoted(whole) + " has a part of more than " + LONGEST_LABEL + " characters between dots");
    }
    if (label.startsWith("-") || label.endsWith("-")) {
      throw new UsageException(
          quoted(whole) + " has a hyphen at the edge of a part: check its spelling");
    }
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (!Literals.isAlphanumeric(c) && c != '-' && c != '_') {
        throw new UsageException(
            quoted(whole) + " holds " + quoted(String.valueOf(c)) + ", which no host name has");
      }
    }
  }

  private static boolean startsWith(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  private static String quoted(String text) {
    return "\"" + Printable.shortened(text, 80) + "\"";
  }
}
