package org.rdpdoctor.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdpdoctor.report.CaptureReport.Connection;
import org.rdpdoctor.report.CaptureReport.End;
import org.rdpdoctor.report.CaptureReport.Example;
import org.rdpdoctor.report.CaptureReport.Group;
import org.rdpdoctor.report.CaptureReport.Line;
import org.rdpdoctor.report.CaptureReport.Probable;
import org.rdpdoctor.report.CaptureReport.Several;

/// The words of reports about captures, for all that print them for people.
final class CaptureWording {
  private static final int MOST_NAMED = 3;
  private static final String REFUSED = "refused";

  private static final Map<String, String> OFFERS =
      Map.of("RDP", "rdp", "SSL", "tls", "HYBRID", "nla", "HYBRID_EX", "ext");

  private static final Map<String, String> ENDERS =
      Map.of("client", "the client", "server", "the server", "third-party", "a third party");

  private CaptureWording() {}

  /// `1,994`.
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// `1 connection`, `1,994 connections`.
  static String counted(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /// The first line of the report, without the verdict.
  static String answer(CaptureReport report) {
    if (report.connections() == 0) {
      return "There is no RDP in " + report.source();
    }
    Group worst = report.groups().getFirst();
    long all = report.connections();
    long bad = count(report, worst);
    String most =
        report.groups().stream().anyMatch(group -> isOther(group, worst)) ? "most often: " : "";
    return share(bad, all)
        + " RDP connections "
        + switch (worst.verdict()) {
          case HEALTHY -> "went well, as far as the capture shows";
          case DEGRADED -> "went through, but: " + most + worst.title();
          case FAILING -> "failed" + (most.isEmpty() ? ": " : ", ") + most + worst.title();
          case INCONCLUSIVE -> "do not show whether they got through";
        };
  }

  private static String share(long part, long all) {
    if (part < all) {
      return number(part) + " of " + number(all);
    }
    return all == 2 ? "Both" : "All " + number(all);
  }

  private static boolean isOther(Group one, Group other) {
    return one.verdict() == other.verdict() && !one.equals(other);
  }

  private static long count(CaptureReport report, Group like) {
    return report.groups().stream()
        .filter(group -> group.verdict() == like.verdict())
        .mapToLong(Group::count)
        .sum();
  }

  /// `1,204,331 packets, 2026-11-21 10:00:01 to 12:04:55 UTC`.
  static String extent(CaptureReport report) {
    return counted(report.packets(), "packet")
        + report.first().map(first -> ", " + span(first, report.last().orElse(first))).orElse("");
  }

  /// `2026-11-21 10:00:01 to 12:04:55 UTC`.
  static String span(Instant first, Instant last) {
    String from = time(first);
    if (seconds(first).equals(seconds(last))) {
      return from + " UTC";
    }
    boolean sameDay = day(first).equals(day(last));
    return from + " to " + (sameDay ? clock(last) : time(last)) + " UTC";
  }

  private static String seconds(Instant instant) {
    return day(instant) + clock(instant);
  }

  private static LocalDate day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static String time(Instant instant) {
    return day(instant) + " " + clock(instant);
  }

  /// `10:00:01`.
  static String clock(Instant instant) {
    return Wording.time(instant).replaceFirst("^\\S+ ", "").replace(" UTC", "");
  }

  /// When it began: the day is named where there are several.
  static String when(Instant instant, boolean severalDays) {
    return severalDays ? time(instant).substring(5) : clock(instant);
  }

  static boolean severalDays(CaptureReport report) {
    return report.first().isPresent()
        && !day(report.first().get()).equals(day(report.last().orElse(report.first().get())));
  }

  /// `tls,nla: nla`; in place of what was selected, `refused` or nothing.
  static String offers(List<String> asked) {
    return asked.stream().map(CaptureWording::offer).collect(Collectors.joining(","));
  }

  static String offer(String protocol) {
    return OFFERS.getOrDefault(protocol, protocol.toLowerCase(Locale.ROOT));
  }

  /// What the server made of the request: `nla`, `refused`.
  static String met(Connection connection) {
    return connection
        .selectedProtocol()
        .map(CaptureWording::offer)
        .orElse(connection.failureCode().isPresent() ? REFUSED : "");
  }

  /// `client FIN`, `third-party RST`, `open`.
  static String end(Connection connection) {
    return connection.endedBy() + connection.endedWith().map(with -> " " + with).orElse("");
  }

  /// `1.2`
  static String tls(Connection connection) {
    return connection.tlsVersion().map(version -> version.replace("TLSv", "")).orElse("");
  }

  /// What a report on one connection does not say: `from 192.0.2.7:49152; asked for tls,nla, got
  /// nla; ended by the client (FIN)`.
  static String of(Connection connection) {
    var parts = new ArrayList<String>();
    parts.add("from " + connection.client());
    if (!connection.requestedProtocols().isEmpty()) {
      String met = met(connection);
      parts.add(
          "asked for "
              + offers(connection.requestedProtocols())
              + (met.isEmpty() ? "" : met.equals(REFUSED) ? ", was refused" : ", got " + met));
    }
    connection.cookie().ifPresent(parts::add);
    parts.add(end(new End(connection.endedBy(), connection.endedWith().orElse(""), 1)));
    return String.join("; ", parts);
  }

  /// True if all connections go to the same place.
  static boolean onlyServer(CaptureReport report) {
    return report.groups().stream()
            .map(Group::servers)
            .allMatch(servers -> servers.count() == 1 && !servers.atLeast())
        && report.groups().stream().map(group -> group.servers().some()).distinct().count() == 1;
  }

  /// The port of all servers, if they have the same: it need not be said of each.
  static Optional<String> onlyPort(List<Line> lines) {
    List<String> ports =
        lines.stream().map(line -> portOf(line.connection().server())).distinct().toList();
    return ports.size() == 1 ? Optional.of(ports.getFirst()) : Optional.empty();
  }

  private static String portOf(String server) {
    return server.substring(server.lastIndexOf(':'));
  }

  /// The lines that are printed of all that are kept.
  static List<Line> shown(CaptureReport report, Detail detail) {
    int most = detail == Detail.FULL ? report.lines().size() : CaptureText.LINES;
    return report.lines().subList(0, Math.min(most, report.lines().size()));
  }

  /// What is not printed, and where it is.
  static Optional<String> more(CaptureReport report, Detail detail) {
    long rest = report.connections() - shown(report, detail).size();
    boolean kept = detail != Detail.FULL && report.connections() <= CaptureText.MOST_LINES;
    return rest <= 0
        ? Optional.empty()
        : Optional.of(
            "… and %s more: %s"
                .formatted(number(rest), kept ? "--verbose shows them" : "--json has them all"));
  }

  /// `Connection 17, one of 571, in full`.
  static String heading(Example example) {
    return example.alike() == 1
        ? "Connection %d in full".formatted(example.connection().number())
        : "Connection %d, one of %s, in full"
            .formatted(example.connection().number(), number(example.alike()));
  }

  static String because(Probable cause) {
    return "because: %s (%s)".formatted(cause.title(), Wording.percent(cause.probability()));
  }

  static List<String> notes(CaptureReport report) {
    var notes = new ArrayList<String>();
    if (report.others() > 0) {
      notes.add(
          report.others() == 1
              ? "1 other conversation is not RDP."
              : number(report.others()) + " other conversations are not RDP.");
    }
    report.notes().forEach(note -> notes.add(note.endsWith(".") ? note : note + "."));
    return notes;
  }

  /// What connections of a group have in common, as the end of a sentence.
  static String circumstances(Group group) {
    return "from "
        + named(group.clients(), "address", "addresses")
        + " to "
        + named(group.servers(), "server", "servers")
        + (group.users().count() > 1
            ? ", for " + named(group.users(), "user name", "user names")
            : group.users().count() == 1 ? ", for " + group.users().some().getFirst() : "")
        + "; "
        + span(group.first(), group.last())
        + ends(group.ends()).map(ends -> "; " + ends).orElse("");
  }

  /// `192.0.2.1`, `2 addresses (192.0.2.1, 192.0.2.2)`, `14 addresses (192.0.2.1, … and 11 more)`.
  private static String named(Several several, String one, String more) {
    if (several.count() == 1) {
      return several.some().getFirst();
    }
    int named = Math.min(MOST_NAMED, several.some().size());
    String names = String.join(", ", several.some().subList(0, named));
    long rest = several.count() - named;
    return (several.atLeast() ? "more than " : "")
        + number(several.count())
        + " "
        + (several.count() == 1 ? one : more)
        + (named == 0 ? "" : " (" + names + (rest > 0 ? ", …" : "") + ")");
  }

  private static Optional<String> ends(List<End> ends) {
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    if (ends.size() == 1) {
      return Optional.of(end(ends.getFirst()));
    }
    return Optional.of(
        ends.stream()
            .limit(MOST_NAMED)
            .map(each -> end(each) + ": " + number(each.count()))
            .collect(Collectors.joining(", ")));
  }

  private static String end(End end) {
    String by = ENDERS.get(end.by());
    if (by == null) {
      return end.with().isEmpty() ? "still open at the end" : "given up without an answer";
    }
    return "ended by " + by + (end.with().isEmpty() ? "" : " (" + end.with() + ")");
  }
}
