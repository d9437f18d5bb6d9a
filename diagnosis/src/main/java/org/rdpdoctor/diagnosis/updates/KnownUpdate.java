package org.rdpdoctor.diagnosis.updates;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An update, or a version of a program, that is known to break Remote Desktop.
///
/// @param id a stable name, such as `server-2025-freeze`
/// @param what what happens, in one sentence
/// @param on the machines on which it does so; one of them is enough
/// @param date when it came
/// @param brought the updates that bring it; none if it is a version of another program
/// @param product the other program; empty if it is Windows
/// @param versions which versions of it; empty if it is Windows
/// @param mended the updates that mend it; a later one of the same build does, too
/// @param fixed what mends it, in one sentence
/// @param workaround what helps until then, if something does
/// @param breaks the ids of the breaks that it shows itself in
/// @param codes that clients then show, as in `mstsc:0x80080005`
/// @param confidence `documented`, `community` or `inferred`
/// @param see where it is known from
public record KnownUpdate(
    String id,
    String what,
    List<Machine> on,
    LocalDate date,
    List<Release> brought,
    String product,
    String versions,
    List<Release> mended,
    String fixed,
    Optional<String> workaround,
    List<String> breaks,
    List<String> codes,
    String confidence,
    List<String> see) {
  public KnownUpdate {
    on = List.copyOf(on);
    brought = List.copyOf(brought);
    mended = List.copyOf(mended);
    breaks = List.copyOf(breaks);
    codes = List.copyOf(codes);
    see = List.copyOf(see);
  }

  /// Where an update is installed.
  public enum Machine {
    CLIENT,
    SERVER,
    GATEWAY,
    /// A domain controller.
    DIRECTORY;

    /// As people say it.
    public String words() {
      return switch (this) {
        case CLIENT -> "client";
        case SERVER -> "server";
        case GATEWAY -> "RD Gateway";
        case DIRECTORY -> "domain controller";
      };
    }

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One update for some builds.
  ///
  /// @param kb as in `KB5055523`
  /// @param builds as in 26100
  /// @param revision the number behind the build once it is installed; 0 if that is not known
  public record Release(String kb, List<Integer> builds, int revision) {
    public Release {
      builds = List.copyOf(builds);
    }
  }

  /// Whether a Windows of this build can have it.
  public boolean isForBuild(int build) {
    return brought.stream().anyMatch(each -> each.builds().contains(build));
  }

  /// `KB5074109, KB5073724`, or the program with its versions.
  public String name() {
    return brought.isEmpty() ? (product + " " + versions).strip() : String.join(", ", broughtTo(0));
  }

  /// The updates that bring it, each once.
  ///
  /// @param build to which; to any if it is 0
  public List<String> broughtTo(int build) {
    return of(brought, build);
  }

  /// The updates that mend it, each once.
  ///
  /// @param build of what; of any if it is 0
  public List<String> mendedBy(int build) {
    return of(mended, build);
  }

  private static List<String> of(List<Release> releases, int build) {
    return releases.stream()
        .filter(each -> build == 0 || each.builds().contains(build))
        .map(Release::kb)
        .distinct()
        .toList();
  }
}
