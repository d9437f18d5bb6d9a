package org.rdpdoctor.diagnosis.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.diagnosis.updates.UpdateBook;
import org.rdpdoctor.facts.Layer;

/// The catalogue as it is shipped: packed at build time, and each cause read when it is asked for.
public final class PackedCatalogue {
  /// The name of the resource, and of the file that the build writes.
  public static final String RESOURCE = "/org/rdpdoctor/knowledge/catalogue.packed";

  /// Lists the files of the causes by the breaks that they explain.
  private static final String INDEX = "index";

  private PackedCatalogue() {}

  /// The catalogue that came with the program.
  public static Catalogue load() {
    return open(resource());
  }

  /// The causes that came with the program, without the breaks: for who knows the ids and is in a
  /// hurry.
  public static Catalogue.Causes loadCauses() {
    return shelf(new PackedTrees(resource()));
  }

  /// The fix of that id that came with the program.
  public static Optional<Fix> loadFix(String id) {
    return new FixShelf(new PackedTrees(resource())).fix(id);
  }

  /// The clients that came with the program, by rank.
  public static List<ClientProfile> loadClients() {
    return openClients(resource());
  }

  /// What is known of updates.
  public static UpdateBook loadUpdates() {
    return openUpdates(resource());
  }

  static UpdateBook openUpdates(byte[] packed) {
    return new UpdatesReader(PackedCatalogue::refuse)
        .book(new PackedTrees(packed).tree(UpdatesReader.FILE).orElseThrow());
  }

  static List<ClientProfile> openClients(byte[] packed) {
    var trees = new PackedTrees(packed);
    return trees.names().stream()
        .filter(file -> file.startsWith(CatalogueSource.CLIENTS))
        .map(
            file ->
                new ProfileReader(file, PackedCatalogue::refuse)
                    .profile(trees.tree(file).orElseThrow()))
        .sorted(Comparator.comparingInt(ClientProfile::rank))
        .toList();
  }

  private static byte[] resource() {
    try (InputStream in = PackedCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + RESOURCE);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] pack(Map<String, Tree> files, List<KnownCause> causes) {
    var byBreak = new TreeMap<String, List<Tree>>();
    for (KnownCause cause : causes) {
      for (String id : cause.breaks()) {
        byBreak
            .computeIfAbsent(id, _ -> new ArrayList<>())
            .add(new Tree.Scalar(cause.place().file(), true, 1));
      }
    }
    var entries = new ArrayList<Tree.Entry>();
    byBreak.forEach((id, of) -> entries.add(new Tree.Entry(id, 1, new Tree.Sequence(of, 1))));
    var trees = new LinkedHashMap<>(files);
    trees.put(INDEX, new Tree.Mapping(entries, 1));
    return PackedTrees.pack(trees);
  }

  static Catalogue open(byte[] packed) {
    var trees = new PackedTrees(packed);
    var rungs = new ArrayList<KnownRung>();
    var breaks = new ArrayList<KnownBreak>();
    for (String file : trees.names()) {
      if (file.equals("ladder.yaml")) {
        rungs.addAll(reader(file).rungs(trees.tree(file).orElseThrow()));
      } else if (file.startsWith("breaks/")) {
        breaks.addAll(reader(file).breaks(trees.tree(file).orElseThrow()));
      }
    }
    rungs.sort(Comparator.comparing(KnownRung::layer, Layer.inTime()));
    breaks.sort((a, b) -> a.layer().compareTo(b.layer()));
    return new Catalogue(
        List.copyOf(rungs), List.copyOf(breaks), shelf(trees), new TestShelf(trees));
  }

  private static CatalogueReader reader(String file) {
    return new CatalogueReader(file, PackedCatalogue::refuse);
  }

  private static void refuse(KnowledgeFault fault) {
    throw new IllegalStateException(fault.toString());
  }

  private static Catalogue.Causes shelf(PackedTrees trees) {
    var files = new TreeMap<String, String>();
    for (String file : trees.names()) {
      if (file.startsWith(CatalogueSource.CAUSES)) {
        files.put(file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.')), file);
      }
    }
    var byBreak = new HashMap<String, List<String>>();
    if (trees.tree(INDEX).orElseThrow() instanceof Tree.Mapping(List<Tree.Entry> entries, _)) {
      for (Tree.Entry entry : entries) {
        byBreak.put(entry.key(), texts(entry.value()));
      }
    }
    return new CauseShelf(trees, files, byBreak);
  }

  private static List<String> texts(Tree tree) {
    var texts = new ArrayList<String>();
    if (tree instanceof Tree.Sequence(List<Tree> items, _)) {
      for (Tree item : items) {
        if (item instanceof Tree.Scalar(String text, _, _)) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  /// Reads a cause when it is asked for, and keeps it: reading one takes longer than weighing it.
  private static final class CauseShelf implements Catalogue.Causes {
    private final PackedTrees trees;
    private final Map<String, String> files;
    private final Map<String, List<String>> byBreak;
    private final FixShelf fixes;
    private final Map<String, KnownCause> read = new ConcurrentHashMap<>();
    private final Map<String, List<KnownCause>> explaining = new ConcurrentHashMap<>();

    CauseShelf(PackedTrees trees, Map<String, String> files, Map<String, List<String>> byBreak) {
      this.trees = trees;
      this.files = files;
      this.byBreak = byBreak;
      this.fixes = new FixShelf(trees);
    }

    @Override
    public List<KnownCause> explaining(String breakId) {
      List<KnownCause> held = explaining.get(breakId);
      if (held == null) { // reading twice at once does no harm
        held =
            byBreak.getOrDefault(breakId, List.of()).stream()
                .map(this::read)
                .sorted(Comparator.comparing(KnownCause::id))
                .toList();
        explaining.put(breakId, held);
      }
      return held;
    }

    @Override
    public Optional<KnownCause> cause(String id) {
      return Optional.ofNullable(files.get(id)).map(this::read);
    }

    @Override
    public List<String> ids() {
      return List.copyOf(files.keySet());
    }

    private KnownCause read(String file) {
      KnownCause held = read.get(file);
      if (held == null) {
        held = reader(file).cause(trees.tree(file).orElseThrow(), fixes::fix);
        read.put(file, held);
      }
      return held;
    }
  }

  private record FixShelf(PackedTrees trees, Map<String, Optional<Fix>> held) {
    FixShelf(PackedTrees trees) {
      this(trees, new ConcurrentHashMap<>());
    }

    Optional<Fix> fix(String id) {
      return held.computeIfAbsent(id, this::read);
    }

    private Optional<Fix> read(String id) {
      for (Fix.Side side : Fix.Side.values()) {
        String file = FixCheck.FOLDER + side.name().toLowerCase(Locale.ROOT) + "/" + id + ".yaml";
        Optional<Tree> tree = trees.tree(file);
        if (tree.isPresent()) {
          return tree.map(reader(file)::fix);
        }
      }
      return Optional.empty();
    }
  }

  /// Reads all tests once, when somebody asks for them.
  private static final class TestShelf implements Catalogue.Tests {
    private final PackedTrees trees;
    private final AtomicReference<List<KnownTest>> read = new AtomicReference<>(List.of());
    private final Map<String, KnownTest> byId = new ConcurrentHashMap<>();

    TestShelf(PackedTrees trees) {
      this.trees = trees;
    }

    @Override
    public List<KnownTest> all() {
      if (read.get().isEmpty()) { // reading twice at once does no harm
        read.set(
            trees.names().stream()
                .filter(file -> file.startsWith(TestCheck.FOLDER))
                .map(file -> reader(file).test(trees.tree(file).orElseThrow()))
                .sorted(Comparator.comparing(KnownTest::id))
                .toList());
      }
      return read.get();
    }

    @Override
    public Optional<KnownTest> test(String id) {
      return Optional.ofNullable(byId.get(id)).or(() -> found(id));
    }

    private Optional<KnownTest> found(String id) {
      String file = TestCheck.FOLDER + id + ".yaml";
      Optional<KnownTest> test = trees.tree(file).map(reader(file)::test);
      test.ifPresent(known -> byId.put(id, known));
      return test;
    }
  }
}
