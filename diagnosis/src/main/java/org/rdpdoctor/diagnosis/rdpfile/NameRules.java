package org.rdpdoctor.diagnosis.rdpfile;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.FileSetting;

/// Names that nobody knows, that only some clients know, or that clients have forgotten.
final class NameRules {
  private NameRules() {}

  static void apply(Sheet sheet) {
    for (FileSetting setting : sheet.file().settings()) {
      Optional<Property> property = sheet.book().of(setting.key());
      if (property.isEmpty()) {
        unknown(sheet, setting);
      } else {
        known(sheet, setting, property.get());
      }
    }
  }

  private static void known(Sheet sheet, FileSetting setting, Property property) {
    if (property.is(Property.Flag.RETIRED) && setting.number().orElse(1) != 0) {
      sheet.note(
          "setting-retired",
          setting,
          "This setting is of the past: "
              + property.period()
              + "."
              + (property.advice().isEmpty() ? "" : " " + property.advice()),
          "Delete the line if no old client needs it.");
    } else if (property.is(Property.Flag.VENDOR)) {
      sheet.note(
          "setting-of-one-program",
          setting,
          "Only " + program(property) + " knows this setting; other clients pass over it.",
          "Nothing needs to be done if that is the client.");
    } else if (!property.is(Property.Flag.SECRET) // of which more is said elsewhere
        && !property.clients().contains("mstsc")
        && !property.clients().contains("windows-app")) {
      sheet.note(
          "setting-of-few-clients",
          setting,
          "mstsc is not known to read this setting; "
              + String.join(" and ", property.clients().stream().map(NameRules::called).toList())
              + (property.clients().size() == 1 ? " does." : " do."),
          "Nothing needs to be done if that is the client.");
    }
  }

  private static String program(Property property) {
    return String.join(" and ", property.clients().stream().map(NameRules::called).toList());
  }

  private static String called(String client) {
    return switch (client) {
      case "windows-app" -> "Windows App";
      case "macos" -> "the macOS client";
      case "freerdp" -> "FreeRDP";
      case "ironrdp" -> "IronRDP";
      case "msrdpex" -> "MsRdpEx";
      case "raweb" -> "RAWeb";
      default -> client;
    };
  }

  private static void unknown(Sheet sheet, FileSetting setting) {
    if ("isb".indexOf(Character.toLowerCase(setting.type())) < 0) {
      return; // the type is told of
    }
    Optional<Property> near = near(sheet, setting);
    if (near.isEmpty()) {
      sheet.note(
          "setting-unknown",
          setting,
          "Nothing is known of this setting here; clients pass over what they do not know.",
          "Nothing needs to be done if the program that wrote it knows it.");
      return;
    }
    Property meant = near.get();
    Finding finding =
        Sheet.of(
            Severity.WARNING,
            "name-misspelt",
            setting,
            "No client is known to read this name; it is one slip away from " + meant.name() + ".",
            "Write " + meant.name() + ":" + meant.type() + ":… if that is meant.");
    boolean fits = setting.isType(meant.type()) && sheet.file().settings(meant.key()).isEmpty();
    var renamed =
        new Edit.ReplaceLine(
            setting.line(), meant.name() + ":" + setting.type() + ":" + setting.value());
    sheet.add(fits ? finding.safely(renamed) : finding);
  }

  /// The one known name that differs in blanks, hyphens and underscores only, or in one slip of a
  /// name that is long enough; nothing if several do.
  private static Optional<Property> near(Sheet sheet, FileSetting setting) {
    String key = setting.key();
    List<Property> candidates =
        sheet.book().all().stream().filter(property -> !property.is(Property.Flag.VENDOR)).toList();
    List<Property> same =
        candidates.stream().filter(property -> bare(property.key()).equals(bare(key))).toList();
    if (same.size() == 1) {
      return Optional.of(same.getFirst());
    }
    List<Property> close =
        candidates.stream()
            .filter(property -> distance(bare(key), bare(property.key())) <= slips(key))
            .toList();
    return close.size() == 1 ? Optional.of(close.getFirst()) : Optional.empty();
  }

  private static int slips(String key) {
    return key.length() >= 14 ? 2 : key.length() >= 6 ? 1 : 0;
  }

  private static String bare(String key) {
    return key.replaceAll("[\\s_-]", "");
  }

  /// How many letters to add, drop, change or swap with the next (optimal string alignment).
  static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 2) {
      return 3;
    }
    var rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : step(a, b, rows, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] rows, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least =
        Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
