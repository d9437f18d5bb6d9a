package org.rdpdoctor.diagnosis.rdpfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.diagnosis.codes.Confidence;
import org.rdpdoctor.diagnosis.codes.Tsv;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;

/// The rules that the table of .rdp settings keeps; the build stops where one is broken.
public final class PropertyCheck {
  /// Who may be named as reading a setting.
  static final Set<String> CLIENTS =
      Set.of("mstsc", "windows-app", "macos", "freerdp", "ironrdp", "msrdpex", "raweb");

  private final List<KnowledgeFault> faults = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private PropertyCheck() {}

  /// Every fault in the table, given all knowledge files by path.
  public static List<KnowledgeFault> faults(Map<String, String> files) {
    var check = new PropertyCheck();
    String text = files.get(PropertyBook.FILE);
    if (text == null) {
      return List.of(new KnowledgeFault(PropertyBook.FILE, 0, "the file is missing"));
    }
    for (Tsv.Row row : Tsv.read(PropertyBook.FILE, text, Property.COLUMNS, check.faults).rows()) {
      check.row(row);
    }
    return List.copyOf(check.faults);
  }

  private void row(Tsv.Row row) {
    String name = row.cell(0);
    String type = row.cell(1);
    holds(row, names.add(name.toLowerCase(Locale.ROOT)), name + " is given twice");
    holds(row, !name.contains(":") && name.equals(name.strip()), "bad name " + name);
    holds(row, List.of("i", "s", "b").contains(type), "unknown type " + type);
    isOneOf(
        row,
        "group",
        row.cell(2),
        Arrays.stream(Property.Group.values()).map(Property.Group::id).toList());
    values(row, type.equals("i"));
    sentence(row, row.cell(5));
    row.filled(6).ifPresent(advice -> sentence(row, advice));
    List<String> clients = PropertyBook.words(row.cell(7));
    holds(row, !clients.isEmpty(), "nobody reads it");
    clients.forEach(client -> isOneOf(row, "client", client, CLIENTS));
    List<String> flags = PropertyBook.words(row.cell(9));
    List<String> known = Arrays.stream(Property.Flag.values()).map(Property.Flag::id).toList();
    flags.forEach(flag -> isOneOf(row, "flag", flag, known));
    holds(
        row,
        flags.contains("retired") == row.filled(8).isPresent(),
        "what is retired, and only that, says since when");
    holds(row, Confidence.of(row.cell(10)).isPresent(), "unknown confidence " + row.cell(10));
    holds(row, row.filled(11).isPresent(), "no source");
  }

  private void values(Tsv.Row row, boolean number) {
    Optional<Values> values = Values.of(row.cell(3));
    holds(row, values.isPresent(), "bad values " + row.cell(3));
    holds(row, number || row.cell(3).equals("-"), "only numbers have a list or range of values");
    if (number && values.isPresent() && row.filled(4).isPresent()) {
      String usual = row.cell(4);
      boolean digits = usual.length() < 10 && usual.chars().allMatch(c -> c >= '0' && c <= '9');
      holds(
          row,
          digits && values.get().allow(Long.parseLong(usual)),
          "the default " + usual + " is not among the values");
    }
  }

  private void sentence(Tsv.Row row, String text) {
    holds(row, text.endsWith("."), "not a sentence: " + text);
  }

  private void isOneOf(Tsv.Row row, String what, String word, Collection<String> known) {
    holds(row, known.contains(word), "unknown " + what + " " + word);
  }

  private void holds(Tsv.Row row, boolean rule, String otherwise) {
    if (!rule) {
      faults.add(new KnowledgeFault(PropertyBook.FILE, row.line(), otherwise));
    }
  }
}
