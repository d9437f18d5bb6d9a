package org.rdpdoctor.diagnosis.codes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;

/// Which Windows a build number means. A build that client and server share names both.
public final class WindowsBuilds {
  static final String FILE = "builds.tsv";
  static final List<String> COLUMNS =
      List.of("build", "nt", "client", "server", "note", "released", "support", "sources");

  static final int RELEASED = 5;
  static final int SUPPORT = 6;
  static final int SOURCES = 7;

  private final Map<Integer, WindowsBuild> builds;

  private WindowsBuilds(Map<Integer, WindowsBuild> builds) {
    this.builds = builds;
  }

  /// One line of the table; `client` or `server` is empty where there is none of that build.
  ///
  /// @param nt the version that goes with it, as in `6.1`
  /// @param released when it could first be had, if that is known
  /// @param support until when it got or gets updates, for each kind of Windows of that build
  public record WindowsBuild(
      int build,
      String nt,
      Optional<String> client,
      Optional<String> server,
      String note,
      Optional<LocalDate> released,
      List<WindowsSupport> support,
      List<String> sources) {

    /// True if other programs or other versions of Windows give themselves this number too.
    public boolean isClaimedByOthers() {
      return !note.isEmpty();
    }

    /// As in `Windows 11 24H2 or Windows Server 2025`.
    public String name() {
      if (client.isPresent() && server.isPresent()) {
        return client.get() + " or " + server.get();
      }
      return client.or(() -> server).orElse("");
    }
  }

  /// Reads the table from its text.
  public static WindowsBuilds of(String text) {
    var faults = new ArrayList<KnowledgeFault>();
    Tsv table = Tsv.read(FILE, text, COLUMNS, faults);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.getFirst().toString());
    }
    var builds = new TreeMap<Integer, WindowsBuild>();
    for (Tsv.Row row : table.rows()) {
      int build = Integer.parseInt(row.cell(0));
      builds.put(
          build,
          new WindowsBuild(
              build,
              row.cell(1),
              row.filled(2),
              row.filled(3),
              row.filled(4).orElse(""),
              row.filled(RELEASED).map(LocalDate::parse),
              row.list(SUPPORT).stream()
                  .flatMap(support -> WindowsSupport.of(support).stream())
                  .toList(),
              row.list(SOURCES)));
    }
    return new WindowsBuilds(builds);
  }

  /// The table as it is packaged.
  public static WindowsBuilds load(KnowledgeText knowledge) {
    return of(knowledge.of(FILE));
  }

  /// The Windows of that build, or nothing for a build that the table does not know.
  public Optional<WindowsBuild> of(int build) {
    return Optional.ofNullable(builds.get(build));
  }

  /// The name of that Windows, or nothing for a build that the table does not know.
  public Optional<String> name(int build) {
    return of(build).map(WindowsBuild::name);
  }

  public List<WindowsBuild> all() {
    return List.copyOf(builds.values());
  }
}
