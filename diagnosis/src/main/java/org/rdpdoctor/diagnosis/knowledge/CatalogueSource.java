package org.rdpdoctor.diagnosis.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.facts.Layer;

/// The catalogue as people write it: YAML files, read strictly.
///
/// `ladder.yaml` says how the rungs are read, `breaks/<layer>.yaml` what can break, and
/// `causes/<layer>/<id>.yaml` why, and `clients/<id>.yaml` what clients ask of a server.
public final class CatalogueSource {
  private static final String LADDER = "ladder.yaml";
  private static final String BREAKS = "breaks/";
  static final String CAUSES = "causes/";
  static final String CLIENTS = "clients/";

  private final List<KnowledgeFault> faults = new ArrayList<>();
  private final Map<String, Tree> trees = new TreeMap<>();
  private final List<KnownRung> rungs = new ArrayList<>();
  private final List<KnownBreak> breaks = new ArrayList<>();
  private final List<KnownCause> causes = new ArrayList<>();
  private final List<ClientProfile> clients = new ArrayList<>();

  private CatalogueSource() {}

  /// Reads and checks all files together.
  ///
  /// @param files content by path below the knowledge folder, with slashes; what is not YAML is
  /// left alone
  public static CatalogueSource of(Map<String, String> files) {
    var source = new CatalogueSource();
    new TreeMap<>(files)
        .forEach(
            (file, text) -> {
              if (file.endsWith(".yaml")) {
                source.read(file, text);
              }
            });
    source.rungs.sort(Comparator.comparing(KnownRung::layer, Layer.inTime()));
    source.breaks.sort(Comparator.comparing(KnownBreak::layer));
    source.clients.sort(Comparator.comparingInt(ClientProfile::rank));
    new CatalogueCheck(source.faults::add).check(source.rungs, source.breaks, source.causes);
    source.checkRanks();
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
    return new Catalogue(List.copyOf(rungs), List.copyOf(breaks), Catalogue.causesOf(causes));
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

  private void read(String file, String yaml) {
    Consumer<KnowledgeFault> report = faults::add;
    YamlTrees.parse(file, yaml, report)
        .ifPresent(
            tree -> {
              trees.put(file, tree);
              place(file, tree, new CatalogueReader(file, report));
            });
  }

  private void place(String file, Tree tree, CatalogueReader reader) {
    if (file.equals(LADDER)) {
      rungs.addAll(reader.rungs(tree));
    } else if (file.startsWith(BREAKS)) {
      breaks.addAll(reader.breaks(tree));
    } else if (file.startsWith(CAUSES)) {
      causes.add(reader.cause(tree));
    } else if (file.startsWith(CLIENTS)) {
      clients.add(new ProfileReader(file, faults::add).profile(tree));
    } else {
      faults.add(new KnowledgeFault(file, 1, "nothing is read from here"));
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
