package org.rdpdoctor.diagnosis.rdpfile;

import java.util.List;

/// Whether a text is an IP address, without asking anybody.
final class Ip {
  private Ip() {}

  static boolean isV4(String text) {
    List<String> parts = List.of(text.split("\\.", -1));
    return parts.size() == 4
        && parts.stream()
            .allMatch(part -> part.matches("[0-9]{1,3}") && Integer.parseInt(part) <= 255);
  }

  static boolean isV6(String text) {
    String bare = text.replaceFirst("%.*$", "");
    int gap = bare.indexOf("::");
    if (gap != bare.lastIndexOf("::") || bare.contains(":::")) {
      return false;
    }
    String filled = gap < 0 ? bare : bare.replaceFirst("::", ":x:");
    int groups = 0;
    for (String group : filled.replaceFirst("^:", "").replaceFirst(":$", "").split(":", -1)) {
      if (isV4(group)) {
        groups += 2;
      } else if (group.equals("x") || group.matches("[0-9a-fA-F]{1,4}")) {
        groups += group.equals("x") ? 0 : 1;
      } else {
        return false;
      }
    }
    return gap < 0 ? groups == 8 : groups < 8;
  }

  static boolean isAddress(String text) {
    return isV4(text) || (text.contains(":") && isV6(text));
  }
}
