package org.rdpdoctor.diagnosis.codes;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;
import org.rdpdoctor.facts.Layer;

/// One row under examination: each rule that it breaks is reported with file and line.
public final class RowCheck {
  private final String file;
  private final int line;
  private final List<KnowledgeFault> faults;

  public RowCheck(String file, Tsv.Row row, List<KnowledgeFault> faults) {
    this.file = file;
    this.line = row.line();
    this.faults = faults;
  }

  String file() {
    return file;
  }

  /// Reports `otherwise` if the rule does not hold, and says whether it does.
  public boolean holds(boolean rule, String otherwise) {
    if (!rule) {
      faults.add(new KnowledgeFault(file, line, otherwise));
    }
    return rule;
  }

  public boolean isNew(Set<String> seen, String key) {
    return holds(seen.add(key), key + " is given twice");
  }

  void constant(Class<? extends Enum<?>> type, String what, String id) {
    boolean known = false;
    for (Enum<?> constant : type.getEnumConstants()) {
      known |= constant.name().toLowerCase(Locale.ROOT).equals(id);
    }
    holds(known, "unknown " + what + " " + id);
  }

  public void layer(String id) {
    holds(id.equals("-") || Layer.of(id).isPresent(), "unknown layer " + id);
  }

  public void confidence(String id) {
    holds(Confidence.of(id).isPresent(), "unknown confidence " + id);
  }

  /// As in `2026-11-22`.
  void date(String text) {
    try {
      LocalDate.parse(text);
    } catch (DateTimeException _) {
      holds(false, "bad date " + text);
    }
  }

  public void sentence(String text) {
    holds(text.endsWith("."), "not a sentence: " + text);
  }

  public void sources(Tsv.Row row, int column) {
    holds(row.filled(column).isPresent(), "no source");
  }

  /// Each reference, as in `mstsc:0x904`, must be among `codes`, which have the number in decimal.
  void references(List<String> references, Set<String> codes) {
    for (String reference : references) {
      int colon = reference.indexOf(':');
      OptionalLong value = Code.valueOf(reference.substring(colon + 1));
      String code = reference.substring(0, colon + 1) + value.orElse(-1);
      holds(codes.contains(code), "unknown code " + reference);
    }
  }

  /// The family of each reference must be among `families`; its number need not be known.
  void families(List<String> references, Set<String> families) {
    for (String reference : references) {
      int colon = Math.max(0, reference.indexOf(':'));
      holds(families.contains(reference.substring(0, colon)), "unknown family in " + reference);
    }
  }
}
