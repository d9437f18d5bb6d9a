package org.rdpdoctor.diagnosis.trouble;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.codes.WindowsBuilds;
import org.rdpdoctor.diagnosis.codes.WindowsBuilds.WindowsBuild;
import org.rdpdoctor.diagnosis.trouble.Trouble.Certainty;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.diagnosis.updates.KnownUpdate.Release;
import org.rdpdoctor.diagnosis.updates.UpdateBook;
import org.rdpdoctor.facts.ClientFact.CodeShown;
import org.rdpdoctor.facts.Observation;

/// Which known updates fit what was seen.
///
/// An update is told only where something is broken in the way that it is known for. A build that
/// can have it makes it possible; a list of updates, a revision or an event log makes it firm, and
/// what mends it rules it out.
public final class Troubles {
  /// More that are merely possible would be a list of everything that ever went wrong.
  private static final int MOST_POSSIBLE = 3;

  private static final double PROBABLE = 0.5;

  private final UpdateBook book;
  private final WindowsBuilds builds;

  public Troubles(UpdateBook book, WindowsBuilds builds) {
    this.book = book;
    this.builds = builds;
  }

  /// False if no Windows and no product of a known kind was seen, so that nothing can be told.
  public static boolean canTell(Diagnosis diagnosis) {
    return !Seat.of(facts(diagnosis)).isEmpty();
  }

  private static List<Observation> facts(Diagnosis diagnosis) {
    return diagnosis.rungs().stream().flatMap(rung -> rung.observations().stream()).toList();
  }

  /// The firm ones first, of equals the newest; then those that are ruled out.
  public List<Trouble> of(Diagnosis diagnosis) {
    List<Observation> facts = facts(diagnosis);
    Set<String> seen = symptoms(diagnosis, facts);
    if (seen.isEmpty()) {
      return List.of();
    }
    List<Seat> seats = Seat.of(facts);
    var found = new ArrayList<Trouble>();
    for (KnownUpdate update : book.updates()) {
      List<String> fits = fits(update, seen);
      if (!fits.isEmpty()) {
        seats.stream()
            .filter(seat -> update.on().contains(seat.machine()))
            .flatMap(seat -> judged(update, seat, fits).stream())
            .min(Comparator.comparing(Trouble::certainty))
            .ifPresent(found::add);
      }
    }
    return told(found);
  }

  private static List<Trouble> told(List<Trouble> found) {
    var told = new ArrayList<Trouble>();
    for (Certainty certainty : Certainty.values()) {
      found.stream()
          .filter(each -> each.certainty() == certainty)
          .limit(certainty == Certainty.POSSIBLE ? MOST_POSSIBLE : Long.MAX_VALUE)
          .forEach(told::add);
    }
    return List.copyOf(told);
  }

  /// The breaks that are probable, and the codes that clients showed.
  private static Set<String> symptoms(Diagnosis diagnosis, List<Observation> facts) {
    Set<String> seen =
        diagnosis.breaks().stream()
            .filter(each -> each.probability() >= PROBABLE)
            .map(Break::id)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (Observation fact : facts) {
      if (fact instanceof CodeShown shown) {
        seen.add(shown.family() + ":" + shown.code());
      }
    }
    return seen;
  }

  private static List<String> fits(KnownUpdate update, Set<String> seen) {
    return seen.stream()
        .filter(each -> update.breaks().contains(each) || update.codes().contains(each))
        .toList();
  }

  private Optional<Trouble> judged(KnownUpdate update, Seat seat, List<String> fits) {
    return update.brought().isEmpty()
        ? ofProduct(update, seat, fits)
        : ofWindows(update, seat, fits);
  }

  private static Optional<Trouble> ofProduct(KnownUpdate update, Seat seat, List<String> fits) {
    return seat.products().stream()
        .filter(product -> contains(product, update.product()))
        .findFirst()
        .map(
            product ->
                new Trouble(
                    update,
                    seat.machine(),
                    Certainty.POSSIBLE,
                    fits,
                    "the " + where(seat) + " has " + product + ", whose version is not known",
                    seat.build()));
  }

  private static boolean contains(String product, String maker) {
    return product.regionMatches(true, 0, maker, 0, maker.length());
  }

  private Optional<Trouble> ofWindows(KnownUpdate update, Seat seat, List<String> fits) {
    if (seat.build() > 0 && !update.isForBuild(seat.build())) {
      return Optional.empty();
    }
    Optional<String> mended = mended(update, seat);
    Optional<String> installed = installed(update, seat);
    if (mended.isPresent()) {
      return Optional.of(
          new Trouble(
              update, seat.machine(), Certainty.RULED_OUT, fits, mended.get(), seat.build()));
    }
    if (installed.isPresent()) {
      boolean later = !update.mended().isEmpty() && isLater(update, seat);
      return Optional.of(
          new Trouble(
              update,
              seat.machine(),
              later ? Certainty.POSSIBLE : Certainty.FIRM,
              fits,
              installed.get() + (later ? ", and later updates, which may mend it" : ""),
              seat.build()));
    }
    return seat.revision() == 0 && seat.updates().isEmpty()
        ? byBuild(update, seat, fits)
        : Optional.empty(); // it says what it has, and this is not among it
  }

  /// Without a revision it is not known what a later update holds.
  private static boolean isLater(KnownUpdate update, Seat seat) {
    return seat.revision() == 0
        && update.brought().stream()
            .map(Release::kb)
            .filter(seat::has)
            .allMatch(
                kb ->
                    seat.updates().getOrDefault(kb, seat.lastChange()).isBefore(seat.lastChange()));
  }

  private Optional<Trouble> byBuild(KnownUpdate update, Seat seat, List<String> fits) {
    Optional<WindowsBuild> windows = builds.of(seat.build());
    if (windows.isEmpty() || (!seat.collected() && windows.get().isClaimedByOthers())) {
      return Optional.empty();
    }
    return Optional.of(
        new Trouble(
            update,
            seat.machine(),
            Certainty.POSSIBLE,
            fits,
            "the "
                + where(seat)
                + " has build "
                + seat.build()
                + " ("
                + windows.get().name()
                + "), which can have it; its updates are not known",
            seat.build()));
  }

  private static Optional<String> installed(KnownUpdate update, Seat seat) {
    return update.brought().stream()
        .map(Release::kb)
        .filter(seat::has)
        .findFirst()
        .map(kb -> "the " + where(seat) + " has " + kb)
        .or(
            () ->
                reached(update.brought(), seat)
                    .map(
                        release ->
                            "the "
                                + where(seat)
                                + " is at build "
                                + version(seat)
                                + ", which has "
                                + release.kb()));
  }

  private static Optional<String> mended(KnownUpdate update, Seat seat) {
    Optional<String> listed =
        update.mended().stream()
            .map(Release::kb)
            .filter(seat::has)
            .findFirst()
            .map(kb -> "the " + where(seat) + " has " + kb + ", which mends it");
    // client and server of one build may have revisions of their own: the last one counts
    int since = reached(update.brought(), seat).map(Release::revision).orElse(0);
    return listed.or(
        () ->
            reached(update.mended(), seat)
                .filter(release -> release.revision() > since)
                .map(
                    release ->
                        "the "
                            + where(seat)
                            + " is at build "
                            + version(seat)
                            + ", which has what "
                            + release.kb()
                            + " mends"));
  }

  /// The last of these that the revision of the machine includes.
  private static Optional<Release> reached(List<Release> releases, Seat seat) {
    return releases.stream()
        .filter(release -> release.revision() > 0 && seat.revision() >= release.revision())
        .filter(release -> release.builds().contains(seat.build()))
        .max(Comparator.comparingInt(Release::revision));
  }

  private static String version(Seat seat) {
    return seat.build() + "." + seat.revision();
  }

  private static String where(Seat seat) {
    return seat.machine().words();
  }
}
