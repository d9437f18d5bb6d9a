package org.rdpdoctor.diagnosis.codes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;

/// All code tables, and what belongs to them, for looking up.
///
/// Rows become [Code]s only when they are asked for, because one call asks for few of a thousand.
public final class CodeBook {
  static final String FOLDER = "codes/";
  static final String FAMILIES = FOLDER + "families.tsv";
  static final String PHRASES = FOLDER + "phrases.tsv";
  static final String DISPUTES = FOLDER + "disputes.tsv";
  static final String CLAIMS = FOLDER + "claims.tsv";
  static final String STRUCTURE = FOLDER + "structure.tsv";
  static final String DOSSIERS = FOLDER + "dossiers.tsv";
  static final String CANDIDATES = FOLDER + "candidates.tsv";
  static final String HINTS = FOLDER + "hints.tsv";
  static final List<String> HINT_COLUMNS = List.of("id", "text");

  private final KnowledgeText knowledge;
  private final Map<String, CodeFamily> families = new LinkedHashMap<>();
  private final List<Tsv.Row> rows = new ArrayList<>();
  private final Map<Long, List<Tsv.Row>> byValue = new HashMap<>();
  private final Map<String, List<Tsv.Row>> byName = new HashMap<>();

  private CodeBook(KnowledgeText knowledge) {
    this.knowledge = knowledge;
    var files = new LinkedHashSet<String>();
    for (Tsv.Row row : table(FAMILIES, CodeFamily.COLUMNS)) {
      CodeFamily family = CodeFamily.of(row);
      families.put(family.id(), family);
      files.add(family.file());
    }
    for (String file : files) {
      for (Tsv.Row row : table(FOLDER + file, Code.COLUMNS)) {
        rows.add(row);
        index(row);
      }
    }
  }

  /// The ids of all families, given all knowledge files by path; none if the table is missing.
  public static Set<String> familyIds(Map<String, String> files) {
    String text = files.getOrDefault(FAMILIES, "");
    return Tsv.read(FAMILIES, text, CodeFamily.COLUMNS, new ArrayList<>()).rows().stream()
        .map(row -> row.cell(0))
        .collect(Collectors.toSet());
  }

  /// Reads the tables; a fault in them is one of the project itself.
  public static CodeBook load(KnowledgeText knowledge) {
    return new CodeBook(knowledge);
  }

  /// Every family, the one that people meet most often first.
  public List<CodeFamily> families() {
    return List.copyOf(families.values());
  }

  /// The family of that id, which must be one.
  public CodeFamily family(String id) {
    CodeFamily family = families.get(id);
    if (family == null) {
      throw new IllegalArgumentException("no code family is called " + id);
    }
    return family;
  }

  /// The families that a person may mean with a word, as in `xfreerdp`; none if nobody calls one
  /// so.
  public List<CodeFamily> familiesCalled(String word) {
    return families.values().stream().filter(family -> family.isCalled(word)).toList();
  }

  /// Every code of every family.
  public List<Code> codes() {
    return rows.stream().map(Code::of).toList();
  }

  /// What an unsigned 32-bit number means in each family that knows it.
  public List<Code> byValue(long value) {
    return byValue.getOrDefault(value, List.of()).stream().map(Code::of).toList();
  }

  /// The codes of a name or alias; case does not matter.
  public List<Code> byName(String name) {
    return byName.getOrDefault(key(name), List.of()).stream().map(Code::of).toList();
  }

  public Optional<Code> find(String family, long value) {
    return byValue.getOrDefault(value, List.of()).stream()
        .filter(row -> row.cell(Code.FAMILY).equals(family))
        .findFirst()
        .map(Code::of);
  }

  public List<Phrase> phrases() {
    return table(PHRASES, Phrase.COLUMNS).stream().map(Phrase::of).toList();
  }

  /// Every dispute with its claims.
  public List<Dispute> disputes() {
    var claims = new HashMap<String, List<Dispute.Claim>>();
    for (Tsv.Row row : table(CLAIMS, Dispute.Claim.COLUMNS)) {
      claims.computeIfAbsent(row.cell(0), _ -> new ArrayList<>()).add(Dispute.Claim.of(row));
    }
    return table(DISPUTES, Dispute.COLUMNS).stream()
        .map(row -> Dispute.of(row, claims.getOrDefault(row.cell(0), List.of())))
        .toList();
  }

  /// Every dossier with its candidates.
  public List<Dossier> dossiers() {
    var candidates = new HashMap<String, List<Dossier.Candidate>>();
    for (Tsv.Row row : table(CANDIDATES, Dossier.Candidate.COLUMNS)) {
      for (String dossier : Tsv.split(row.cell(0), " ")) {
        candidates.computeIfAbsent(dossier, _ -> new ArrayList<>()).add(Dossier.Candidate.of(row));
      }
    }
    return table(DOSSIERS, Dossier.COLUMNS).stream()
        .map(row -> Dossier.of(row, candidates.getOrDefault(row.cell(0), List.of())))
        .toList();
  }

  /// What a person may try who gave something unknown.
  public List<String> hints() {
    return table(HINTS, HINT_COLUMNS).stream().map(row -> row.cell(1)).toList();
  }

  /// How the numbers of the families are built.
  public List<NumberRule> rules() {
    return table(STRUCTURE, NumberRule.COLUMNS).stream().map(NumberRule::of).toList();
  }

  private List<Tsv.Row> table(String file, List<String> columns) {
    var faults = new ArrayList<KnowledgeFault>();
    List<Tsv.Row> table = Tsv.read(file, knowledge.of(file), columns, faults).rows();
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.getFirst().toString());
    }
    return table;
  }

  private void index(Tsv.Row row) {
    Code.valueOf(row.cell(Code.CODE)).ifPresent(value -> add(byValue, value, row));
    row.filled(Code.NAME).ifPresent(name -> add(byName, key(name), row));
    if (row.filled(Code.ALIASES).isPresent()) {
      for (String alias : row.list(Code.ALIASES)) {
        add(byName, key(alias), row);
        Code.valueOf(alias).ifPresent(value -> add(byValue, value, row));
      }
    }
  }

  private static <K> void add(Map<K, List<Tsv.Row>> index, K key, Tsv.Row row) {
    index.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(row);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
