package org.rdpdoctor.diagnosis.trouble;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.codes.WindowsBuilds;
import org.rdpdoctor.diagnosis.codes.WindowsBuilds.WindowsBuild;
import org.rdpdoctor.diagnosis.codes.WindowsSupport;
import org.rdpdoctor.diagnosis.codes.WindowsSupport.Kind;
import org.rdpdoctor.diagnosis.updates.UpdateBook;
import org.rdpdoctor.facts.Observation;

/// What is worth knowing of the Windows on either side, and breaks nothing today.
public final class Remarks {
  /// Updates come every month; what is half a year old misses several.
  private static final Period STALE = Period.ofMonths(6);

  private final UpdateBook book;
  private final WindowsBuilds builds;

  public Remarks(UpdateBook book, WindowsBuilds builds) {
    this.book = book;
    this.builds = builds;
  }

  /// A sentence each.
  ///
  /// @param today the day of the check
  public List<String> of(Diagnosis diagnosis, LocalDate today) {
    List<Observation> facts =
        diagnosis.rungs().stream().flatMap(rung -> rung.observations().stream()).toList();
    var remarks = new ArrayList<String>();
    List<Seat> seats = Seat.of(facts).stream().filter(seat -> seat.build() > 0).toList();
    var told = new ArrayList<String>();
    for (Seat seat : seats) {
      ended(seat, today)
          .filter(sentence -> !told.contains(withoutPlace(sentence)))
          .ifPresent(
              sentence -> {
                told.add(withoutPlace(sentence));
                remarks.add(sentence);
              });
    }
    if (!seats.isEmpty() && !diagnosis.breaks().isEmpty() && isStale(today)) {
      remarks.add(
          "What is known of updates here is from "
              + book.asOf()
              + ": what came since is not in it.");
    }
    return List.copyOf(remarks);
  }

  private boolean isStale(LocalDate today) {
    return book.asOf().plus(STALE).isBefore(today);
  }

  /// One collected machine may sit in several seats.
  private static String withoutPlace(String sentence) {
    return sentence.substring(sentence.indexOf(':') + 1);
  }

  /// Ended for whatever it can be, as far as that is known.
  private Optional<String> ended(Seat seat, LocalDate today) {
    Optional<WindowsBuild> known = builds.of(seat.build());
    if (known.isEmpty() || (!seat.collected() && known.get().isClaimedByOthers())) {
      return Optional.empty();
    }
    List<WindowsSupport> free =
        known.get().support().stream()
            .filter(each -> each.kind().isLast() && !each.kind().isPaid())
            .filter(each -> isOf(seat, known.get(), each.kind()))
            .toList();
    Optional<LocalDate> last =
        free.stream().map(WindowsSupport::until).max(Comparator.naturalOrder());
    if (last.isEmpty() || !last.get().isBefore(today)) {
      return Optional.empty();
    }
    String name = seat.windows().isEmpty() ? known.get().name() : seat.windows();
    return Optional.of(
        "Out of support on the "
            + seat.machine().words()
            + ": "
            + name
            + " (build "
            + seat.build()
            + ") got its last updates on "
            + last.get()
            + paid(seat, known.get(), today)
            + ".");
  }

  private static String paid(Seat seat, WindowsBuild build, LocalDate today) {
    return build.support().stream()
        .filter(each -> each.kind().isPaid() && isOf(seat, build, each.kind()))
        .filter(each -> !each.until().isBefore(today))
        .findFirst()
        .map(each -> "; with " + each.kind().words() + " it gets some until " + each.until())
        .orElse("");
  }

  /// Whether a machine can be of that kind; a challenge alone does not tell a client from a server.
  private static boolean isOf(Seat seat, WindowsBuild build, Kind kind) {
    if (!seat.collected()) {
      return true;
    }
    String windows = seat.windows().toLowerCase(Locale.ROOT);
    if (seat.server() || !kind.isClient()) {
      return seat.server() && !kind.isClient();
    }
    boolean enterprise =
        (windows.contains("enterprise") || windows.contains("education"))
            && build.support().stream().anyMatch(each -> each.kind() == Kind.ENTERPRISE);
    boolean ltsc = windows.contains("ltsc") || windows.contains("ltsb");
    return switch (kind) {
      case LTSC -> ltsc && !windows.contains("iot");
      case IOT -> windows.contains("iot");
      case ENTERPRISE -> enterprise && !ltsc;
      case HOME -> !enterprise;
      case CLIENT_ESU -> true;
      case MAINSTREAM, EXTENDED, CHANNEL, SERVER_ESU -> false;
    };
  }
}
