package org.rdpdoctor.diagnosis.codes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;
import org.rdpdoctor.facts.Layer;

/// The rules that the code tables keep; the build stops where one is broken.
public final class CodesCheck {
  private final Map<String, String> files;
  private final List<KnowledgeFault> faults = new ArrayList<>();
  private final Map<String, CodeFamily> families = new HashMap<>();
  private final Set<String> codes = new HashSet<>();

  private CodesCheck(Map<String, String> files) {
    this.files = files;
  }

  /// Every fault in the code tables, in `builds.tsv`, `products.tsv` and `avd.tsv`.
  ///
  /// @param files all knowledge files by path
  public static List<KnowledgeFault> faults(Map<String, String> files) {
    var check = new CodesCheck(files);
    check.families();
    check.codeTables();
    check.phrases();
    check.disputes();
    check.dossiers();
    check.structure();
    check.hints();
    check.builds();
    check.products();
    check.avdAddresses();
    return List.copyOf(check.faults);
  }

  private void families() {
    var ids = new HashSet<String>();
    var ranks = new HashSet<String>();
    for (Tsv.Row row : rows(CodeBook.FAMILIES, CodeFamily.COLUMNS)) {
      int before = faults.size();
      var at = new RowCheck(CodeBook.FAMILIES, row, faults);
      at.isNew(ids, row.cell(0));
      at.constant(CodeFamily.Notation.class, "notation", row.cell(3));
      at.constant(CodeFamily.Role.class, "role", row.cell(4));
      boolean number = row.cell(5).length() < 4 && Code.valueOf(row.cell(5)).isPresent();
      at.holds(number, "bad rank " + row.cell(5));
      at.isNew(ranks, row.cell(5));
      String hints = row.cell(7);
      at.holds(hints.equals(hints.toLowerCase(Locale.ROOT)), "hints must be in lower case");
      at.holds(files.containsKey(CodeBook.FOLDER + row.cell(8)), "no file " + row.cell(8));
      if (faults.size() == before) {
        families.put(row.cell(0), CodeFamily.of(row));
      }
    }
  }

  private void codeTables() {
    var tables = new HashSet<String>();
    families.values().forEach(family -> tables.add(CodeBook.FOLDER + family.file()));
    var seen = new HashSet<String>();
    for (String file : tables.stream().sorted().toList()) {
      for (Tsv.Row row : rows(file, Code.COLUMNS)) {
        code(new RowCheck(file, row, faults), row, seen);
      }
    }
    for (String file : files.keySet()) {
      if (file.startsWith(CodeBook.FOLDER) && !tables.contains(file) && !isKnown(file)) {
        faults.add(new KnowledgeFault(file, 0, "no family names this file"));
      }
    }
  }

  private void code(RowCheck at, Tsv.Row row, Set<String> seen) {
    String family = row.cell(Code.FAMILY);
    CodeFamily known = families.get(family);
    if (known == null) {
      at.holds(false, "unknown family " + family);
    } else {
      at.holds(
          at.file().equals(CodeBook.FOLDER + known.file()),
          "family " + family + " belongs into " + known.file());
    }
    String code = row.cell(Code.CODE);
    boolean named = row.filled(Code.NAME).isPresent();
    at.holds(Code.valueOf(code).isPresent() || (code.equals("-") && named), "bad number " + code);
    at.isNew(seen, family + " " + code + " " + row.cell(Code.NAME));
    at.layer(row.cell(5));
    at.confidence(row.cell(6));
    at.sentence(row.cell(4));
    at.sources(row, 7);
    Code.valueOf(code).ifPresent(value -> codes.add(family + ":" + value));
  }

  private void phrases() {
    var ids = new HashSet<String>();
    for (Tsv.Row row : rows(CodeBook.PHRASES, Phrase.COLUMNS)) {
      var at = new RowCheck(CodeBook.PHRASES, row, faults);
      at.isNew(ids, row.cell(0));
      at.holds(
          row.cell(1).equals(PhraseText.normal(row.cell(1))),
          "the sentence must be in lower case with plain quotes and single spaces");
      at.references(row.list(2), codes);
      at.layer(row.cell(3));
      at.sentence(row.cell(4));
      at.confidence(row.cell(6));
      at.sources(row, 7);
    }
  }

  private void disputes() {
    var ids = new HashSet<String>();
    for (Tsv.Row row : rows(CodeBook.DISPUTES, Dispute.COLUMNS)) {
      var at = new RowCheck(CodeBook.DISPUTES, row, faults);
      at.isNew(ids, row.cell(0));
      // A dispute may be about a number that no table knows because it does not exist.
      at.families(row.list(1), families.keySet());
    }
    for (Tsv.Row row : rows(CodeBook.CLAIMS, Dispute.Claim.COLUMNS)) {
      var at = new RowCheck(CodeBook.CLAIMS, row, faults);
      at.holds(ids.contains(row.cell(0)), "unknown dispute " + row.cell(0));
      at.constant(Dispute.Reliability.class, "reliability", row.cell(2).replace('-', '_'));
      at.sources(row, 3);
    }
  }

  private void dossiers() {
    var ids = new HashSet<String>();
    for (Tsv.Row row : rows(CodeBook.DOSSIERS, Dossier.COLUMNS)) {
      var at = new RowCheck(CodeBook.DOSSIERS, row, faults);
      at.isNew(ids, row.cell(0));
      at.references(List.of(row.cell(1)), codes);
      if (!row.cell(2).equals("*")) {
        at.references(List.of(row.cell(2)), codes);
      }
      at.sources(row, 7);
    }
    for (Tsv.Row row : rows(CodeBook.CANDIDATES, Dossier.Candidate.COLUMNS)) {
      var at = new RowCheck(CodeBook.CANDIDATES, row, faults);
      for (String id : Tsv.split(row.cell(0), " ")) {
        at.holds(ids.contains(id), "unknown dossier " + id);
      }
      at.holds(Layer.of(row.cell(1)).isPresent(), "unknown layer " + row.cell(1));
      at.sentence(row.cell(3));
    }
  }

  private void structure() {
    for (Tsv.Row row : rows(CodeBook.STRUCTURE, NumberRule.COLUMNS)) {
      var at = new RowCheck(CodeBook.STRUCTURE, row, faults);
      at.holds(NumberRule.Kind.of(row.cell(0)).isPresent(), "unknown kind " + row.cell(0));
      at.holds(families.containsKey(row.cell(1)), "unknown family " + row.cell(1));
      for (int column = 2; column <= 3; column++) {
        String number = row.cell(column);
        at.holds(Code.valueOf(number).isPresent(), "bad number " + number);
      }
      at.layer(row.cell(4));
      at.sources(row, 6);
    }
  }

  private void hints() {
    var ids = new HashSet<String>();
    for (Tsv.Row row : rows(CodeBook.HINTS, CodeBook.HINT_COLUMNS)) {
      var at = new RowCheck(CodeBook.HINTS, row, faults);
      at.isNew(ids, row.cell(0));
      at.sentence(row.cell(1));
    }
  }

  private void builds() {
    var seen = new HashSet<String>();
    for (Tsv.Row row : rows(WindowsBuilds.FILE, WindowsBuilds.COLUMNS)) {
      var at = new RowCheck(WindowsBuilds.FILE, row, faults);
      boolean number = row.cell(0).length() < 6 && Code.valueOf(row.cell(0)).isPresent();
      at.holds(number, "bad number " + row.cell(0));
      at.isNew(seen, row.cell(0));
      at.holds(row.filled(2).isPresent() || row.filled(3).isPresent(), "neither client nor server");
      row.filled(WindowsBuilds.RELEASED).ifPresent(at::date);
      for (String support : row.list(WindowsBuilds.SUPPORT)) {
        at.holds(WindowsSupport.of(support).isPresent(), "bad support " + support);
      }
      at.sources(row, WindowsBuilds.SOURCES);
    }
  }

  private void products() {
    var seen = new HashSet<String>();
    for (Tsv.Row row : rows(WebProducts.FILE, WebProducts.COLUMNS)) {
      var at = new RowCheck(WebProducts.FILE, row, faults);
      at.isNew(seen, row.cell(2) + " with " + row.cell(3));
      at.holds(WebProducts.ROLES.contains(row.cell(1)), "unknown role " + row.cell(1));
      String field = row.cell(2);
      at.holds(field.equals(field.toLowerCase(Locale.ROOT)), "the field must be in lower case");
      at.confidence(row.cell(4));
      at.sources(row, 5);
    }
  }

  private void avdAddresses() {
    var seen = new HashSet<String>();
    for (Tsv.Row row : rows(AvdAddresses.FILE, AvdAddresses.COLUMNS)) {
      var at = new RowCheck(AvdAddresses.FILE, row, faults);
      at.isNew(seen, row.cell(0));
      at.sentence(row.cell(2));
      at.confidence(row.cell(3));
      at.sources(row, 4);
    }
  }

  private List<Tsv.Row> rows(String file, List<String> columns) {
    String text = files.get(file);
    if (text == null) {
      faults.add(new KnowledgeFault(file, 0, "the file is missing"));
      return List.of();
    }
    return Tsv.read(file, text, columns, faults).rows();
  }

  private static boolean isKnown(String file) {
    return List.of(
            CodeBook.FAMILIES,
            CodeBook.PHRASES,
            CodeBook.DISPUTES,
            CodeBook.CLAIMS,
            CodeBook.STRUCTURE,
            CodeBook.DOSSIERS,
            CodeBook.CANDIDATES,
            CodeBook.HINTS)
        .contains(file);
  }
}
