package org.rdpdoctor.reader.collected;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Who may read a file, from its security descriptor in the string form of MS-DTYP 2.5.1, which no
/// language of Windows changes.
///
/// @param isKnown whether there was a list of rights at all
/// @param allowed the SIDs that may read, in their order
/// @param denied the SIDs that must not
record Sddl(boolean isKnown, List<String> allowed, Set<String> denied) {
  static final String SYSTEM = "S-1-5-18";
  static final String NETWORK_SERVICE = "S-1-5-20";
  private static final String EVERYONE = "S-1-1-0";
  private static final String AUTHENTICATED = "S-1-5-11";
  private static final String ADMINISTRATORS = "S-1-5-32-544";
  private static final String USERS = "S-1-5-32-545";

  private static final Map<String, String> SHORT =
      Map.of(
          "SY", SYSTEM,
          "NS", NETWORK_SERVICE,
          "LS", "S-1-5-19",
          "WD", EVERYONE,
          "AU", AUTHENTICATED,
          "BA", ADMINISTRATORS,
          "BU", USERS,
          "CO", "S-1-3-0",
          "OW", "S-1-3-4");

  /// What people call them.
  private static final Map<String, String> NAMES =
      Map.of(
          SYSTEM,
          "SYSTEM",
          NETWORK_SERVICE,
          "NETWORK SERVICE",
          "S-1-5-19",
          "LOCAL SERVICE",
          EVERYONE,
          "Everyone",
          AUTHENTICATED,
          "Authenticated Users",
          ADMINISTRATORS,
          "Administrators",
          USERS,
          "Users");

  private static final Pattern ACE =
      Pattern.compile("\\(([^;()]*);([^;()]*);([^;()]*);[^;()]*;[^;()]*;([^;()]*)[^()]*\\)");
  private static final Pattern READS =
      Pattern.compile("^([A-Z]{2})*?(FA|FR|FX|GA|GR|CC|KA|KR)([A-Z]{2})*$");
  private static final long READ_BITS = 0x90000001L; // GENERIC_READ, GENERIC_ALL, FILE_READ_DATA

  static Sddl of(String text) {
    int from = text.indexOf("D:");
    if (from < 0) {
      return new Sddl(false, List.of(), Set.of());
    }
    int to = text.indexOf("S:", from);
    var allowed = new ArrayList<String>();
    var denied = new HashSet<String>();
    Matcher aces = ACE.matcher(to < 0 ? text.substring(from) : text.substring(from, to));
    while (aces.find()) {
      boolean here = !aces.group(2).contains("IO"); // inherit only: not for this file
      if (here && reads(aces.group(3))) {
        String sid = SHORT.getOrDefault(aces.group(4), aces.group(4));
        if (aces.group(1).equals("A")) {
          allowed.add(sid);
        } else if (aces.group(1).equals("D")) {
          denied.add(sid);
        }
      }
    }
    return new Sddl(true, List.copyOf(allowed), Set.copyOf(denied));
  }

  private static boolean reads(String rights) {
    if (rights.matches("0x[0-9a-fA-F]{1,8}")) {
      return (Long.parseLong(rights.substring(2), 16) & READ_BITS) != 0;
    }
    return READS.matcher(rights).matches();
  }

  /// Whether that account may read, itself or by a group that it is always in.
  boolean letRead(String account) {
    Stream<String> groups =
        account.equals(SYSTEM)
            ? Stream.of(account, ADMINISTRATORS, EVERYONE, AUTHENTICATED)
            : Stream.of(account, EVERYONE, AUTHENTICATED, USERS);
    List<String> all = groups.toList();
    return all.stream().noneMatch(denied::contains) && all.stream().anyMatch(allowed::contains);
  }

  /// Those that may, by name where they have one.
  List<String> readers() {
    return allowed.stream().map(sid -> NAMES.getOrDefault(sid, sid)).distinct().toList();
  }
}
