package org.rdpdoctor.diagnosis.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.diagnosis.updates.UpdateBook;
import org.rdpdoctor.facts.Layer;

/// The catalogue as people write it: YAML files, read strictly.
///
/// `ladder.yaml` says how the rungs are read, `breaks/<layer>.yaml` what can break, and
/// `causes/<layer>/<id>.yaml` why, `fixes/<side>/<id>.yaml` what helps, `tests/<id>.yaml` what
/// tells causes apart, `clients/<id>.yaml` what clients ask of a server, and `updates.yaml` which
/// updates break Remote Desktop.
public final class CatalogueSource {
  private static final String LADDER = "ladder.yaml";
  private static final String BREAKS = "breaks/";
  static final String CAUSES = "causes/";
  static final String CLIENTS = "clients/";

  private final List<KnowledgeFault> faults = new ArrayList<>();
  private final Map<String, Tree> trees = new TreeMap<>();
  private final List<KnownRung> rungs = new ArrayList<>();
  private final List<KnownBreak> breaks = new ArrayList<>();
  private final Map<String, Fix> fixes = new TreeMap<>();
  private final List<KnownCause> causes = new ArrayList<>();
  private final List<KnownTest> tests = new ArrayList<>();
  private final List<ClientProfile> clients = new ArrayList<>();
  private final List<UpdateBook> updates = new ArrayList<>();

  private CatalogueSource() {}

  /// Reads and checks all files together.
  ///
  /// @param files content by path below the knowledge folder, with slashes; what is not YAML is
  /// left alone
  public static CatalogueSource of(Map<String, String> files) {
    var source = new CatalogueSource();
    var yaml = new TreeMap<>(files);
    yaml.keySet().removeIf(file -> !file.endsWith(".yaml"));
    yaml.forEach(source::parse);
    source.trees.forEach(source::placeFix);
    source.trees.forEach(source::place);
    source.rungs.sort(Comparator.comparing(KnownRung::layer, Layer.inTime()));
    source.breaks.sort(Comparator.comparing(KnownBreak::layer));
    source.clients.sort(Comparator.comparingInt(ClientProfile::rank));
    var words = new CatalogueCheck(source.faults::add);
    words.check(source.rungs, source.breaks, source.causes);
    new FixCheck(source.faults::add).check(source.fixes, source.causes);
    new TestCheck(source.faults::add, words::condition).check(source.tests, source.causes);
    source.checkRanks();
    source.checkUpdates();
    return source;
  }

  /// Everything that is wrong, by file and line.
  public List<KnowledgeFault> faults() {
    return faults.stream()
        .distinct()
        .sorted(
            Comparator.comparing(KnowledgeFault::file)
                .thenComparingInt(KnowledgeFault::line)
                .thenComparing(KnowledgeFault::message))
        .toList();
  }

  /// The catalogue, all of it in memory.
  ///
  /// @throws IllegalStateException if there are faults
  public Catalogue catalogue() {
    requireSound();
    return new Catalogue(
        List.copyOf(rungs),
        List.copyOf(breaks),
        Catalogue.causesOf(causes),
        Catalogue.testsOf(tests));
  }

  /// The clients that are known, by rank.
  ///
  /// @throws IllegalStateException if there are faults
  public List<ClientProfile> clients() {
    requireSound();
    return List.copyOf(clients);
  }

  /// The catalogue in the form that [PackedCatalogue] opens without reading YAML.
  ///
  /// @throws IllegalStateException if there are faults
  public byte[] packed() {
    requireSound();
    return PackedCatalogue.pack(trees, causes);
  }

  private void requireSound() {
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults().getFirst().toString());
    }
  }

  private void parse(String file, String yaml) {
    YamlTrees.parse(file, yaml, faults::add).ifPresent(tree -> trees.put(file, tree));
  }

  /// Fixes are read before the causes that name them.
  private void placeFix(String file, Tree tree) {
    if (file.startsWith(FixCheck.FOLDER)) {
      Fix fix = reader(file).fix(tree);
      if (fix(fix.id()).isPresent()) {
        faults.add(new KnowledgeFault(file, 1, "the fix " + fix.id() + " stands elsewhere, too"));
      }
      fixes.put(file, fix);
    }
  }

  private void place(String file, Tree tree) {
    if (file.equals(LADDER)) {
      rungs.addAll(reader(file).rungs(tree));
    } else if (file.startsWith(BREAKS)) {
      breaks.addAll(reader(file).breaks(tree));
    } else if (file.startsWith(CAUSES)) {
      causes.add(reader(file).cause(tree, this::fix));
    } else if (file.startsWith(TestCheck.FOLDER)) {
      tests.add(reader(file).test(tree));
    } else if (file.startsWith(CLIENTS)) {
      clients.add(new ProfileReader(file, faults::add).profile(tree));
    } else if (file.equals(UpdatesReader.FILE)) {
      updates.add(new UpdatesReader(faults::add).book(tree));
    } else if (!file.startsWith(FixCheck.FOLDER)) {
      faults.add(new KnowledgeFault(file, 1, "nothing is read from here"));
    }
  }

  private CatalogueReader reader(String file) {
    return new CatalogueReader(file, faults::add);
  }

  private Optional<Fix> fix(String id) {
    return fixes.values().stream().filter(fix -> fix.id().equals(id)).findFirst();
  }

  private void checkUpdates() {
    Set<String> known = breaks.stream().map(KnownBreak::id).collect(Collectors.toSet());
    for (KnownUpdate update : updates.stream().flatMap(book -> book.updates().stream()).toList()) {
      for (String id : update.breaks()) {
        if (!known.contains(id)) {
          faults.add(
              new KnowledgeFault(
                  UpdatesReader.FILE, 0, update.id() + ": no break is called " + id));
        }
      }
    }
  }

  private void checkRanks() {
    for (int i = 1; i < clients.size(); i++) {
      ClientProfile client = clients.get(i);
      if (client.rank() == clients.get(i - 1).rank()) {
        faults.add(
            new KnowledgeFault(
                CLIENTS + client.id() + ".yaml",
                1,
                "the rank %d is also that of %s"
                    .formatted(client.rank(), clients.get(i - 1).id())));
      }
    }
  }
}
